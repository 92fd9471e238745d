import { join } from 'node:path';
import type { Clock } from '../jimeng/index.ts';
import {
  getFileErrorCode,
  listFolder,
  statOrMissing,
  writeAtomically,
  type Disk,
} from './files.ts';
import type { LibraryFolders } from './library.ts';
import { getImageIndex, type RecordImage } from './record.ts';

export interface ThumbnailsOptions {
  readonly folders: Pick<LibraryFolders, 'images' | 'temporary'>;
  readonly disk: Disk;
  readonly clock: Clock;
}

/** Milliseconds after which nobody is still writing a small version: it takes less than a second. */
const staleTempFileAgeMs = 60 * 60 * 1000;

/** The small versions of a library's pictures: WebP files beside them, one for each length of the longer side. */
export class Thumbnails {
  readonly #options: ThumbnailsOptions;
  /** The images that this window has added and that have no thumbnail yet. */
  readonly #missing = new Set<string>();

  constructor(options: ThumbnailsOptions) {
    this.#options = options;
  }

  /** Called when an image has been added, which has no thumbnail yet. */
  markMissing(id: string, image: RecordImage): void {
    this.#missing.add(getImageKey(id, image));
  }

  /** Whether an image is known to have no thumbnail. Known only if this window has added the image. */
  isMissing(id: string, image: RecordImage): boolean {
    return this.#missing.has(getImageKey(id, image));
  }

  /** Rejects with what goes wrong with the disk. */
  async add(id: string, image: RecordImage, side: number, webp: Uint8Array): Promise<void> {
    const { disk, folders } = this.#options;
    await disk.mkdir(folders.temporary, { recursive: true });
    // Not beside the picture, where whoever takes up its generation tidies.
    await writeAtomically(disk, this.#getPath(id, image, side), webp, folders.temporary);
    this.#missing.delete(getImageKey(id, image));
  }

  /** `undefined` where it has not been made. Rejects with what goes wrong with the disk. */
  async read(
    id: string,
    image: RecordImage,
    side: number,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      return await this.#options.disk.readFile(this.#getPath(id, image, side));
    } catch (error) {
      if (getFileErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** Takes off the disk what windows that are gone have left half made. */
  async removeStaleFiles(): Promise<void> {
    const { disk, folders, clock } = this.#options;
    for (const name of await listFolder(disk, folders.temporary)) {
      const file = join(folders.temporary, name);
      const { mtimeMs } = await statOrMissing(disk, file);
      if (mtimeMs + staleTempFileAgeMs < clock.now()) await disk.rm(file, { force: true });
    }
  }

  #getPath(id: string, image: RecordImage, side: number): string {
    const name = `${getImageIndex(image) + 1}.thumbnail-${side}.webp`;
    return join(this.#options.folders.images, id, name);
  }
}

function getImageKey(id: string, { file }: RecordImage): string {
  return `${id}/${file}`;
}
