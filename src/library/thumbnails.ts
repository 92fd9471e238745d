import { join } from 'node:path';
import type { Clock } from '../jimeng/index.ts';
import { fileErrorCode, namesIn, statOf, writeWhole, type Disk } from './files.ts';
import type { LibraryFolders } from './library.ts';
import { indexOf, type RecordImage } from './record.ts';

export interface ThumbnailsContext {
  readonly folders: Pick<LibraryFolders, 'images' | 'making'>;
  readonly disk: Disk;
  readonly clock: Clock;
}

/** Milliseconds after which nobody is still writing a small version: it takes less than a second. */
const longestMaking = 60 * 60 * 1000;

/** The small versions of a library's pictures: WebP files beside them, one for each length of the longer side. */
export class Thumbnails {
  readonly #context: ThumbnailsContext;

  constructor(context: ThumbnailsContext) {
    this.#context = context;
  }

  /** Rejects with what goes wrong with the disk. */
  async add(id: string, image: RecordImage, side: number, webp: Uint8Array): Promise<void> {
    const { disk, folders } = this.#context;
    await disk.mkdir(folders.making, { recursive: true });
    // Not beside the picture, where whoever takes up its generation tidies.
    await writeWhole(disk, this.#pathOf(id, image, side), webp, folders.making);
  }

  /** `undefined` where it has not been made. Rejects with what goes wrong with the disk. */
  async read(
    id: string,
    image: RecordImage,
    side: number,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return await this.#context.disk.readFile(this.#pathOf(id, image, side));
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Takes off the disk what windows that are gone have left half made. */
  async tidy(): Promise<void> {
    const { disk, folders, clock } = this.#context;
    for (const name of await namesIn(disk, folders.making)) {
      const file = join(folders.making, name);
      const { mtimeMs } = await statOf(disk, file);
      if (mtimeMs + longestMaking < clock.now()) await disk.rm(file, { force: true });
    }
  }

  #pathOf(id: string, image: RecordImage, side: number): string {
    const name = `${indexOf(image) + 1}.thumbnail-${side}.webp`;
    return join(this.#context.folders.images, id, name);
  }
}
