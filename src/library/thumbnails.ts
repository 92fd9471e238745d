import { join } from 'node:path';
import type { Clock } from '../jimeng/index.ts';
import { maxThumbnailBytes } from '../untrusted/limits.ts';
import { ignoreForeignFile, listOwnFolder, readIfExists, statOrMissing } from './disk/files.ts';
import type { LibraryFolders } from './folders.ts';
import { getImageIndex, type RecordImage } from './record.ts';
import type { ReliableDisk } from './disk/reliableDisk.ts';
import { StaleError, writeAtomically } from './disk/writeAtomically.ts';

/** The options of `Thumbnails`. */
export interface ThumbnailsOptions {
  readonly folders: Pick<LibraryFolders, 'images' | 'temporary'>;
  readonly disk: ReliableDisk;
  readonly clock: Clock;
}

/**
 * Age in milliseconds at which a temporary file is deleted: writing a thumbnail takes less than a
 * second.
 */
const staleTempFileAgeMs = 60 * 60 * 1000;

/**
 * Thumbnails as WebP files next to their images, one for each size. They are named after the content
 * of the image, so that an image that is replaced never shows the thumbnail of another.
 */
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

  /**
   * Saves a thumbnail, unless its generation has been deleted.
   * @param side the length of its longer side, in pixels
   * @throws Error of the file system.
   */
  async add(id: string, image: RecordImage, side: number, webp: Uint8Array): Promise<void> {
    const { disk, folders } = this.#options;
    // In a folder of its own: resuming a generation deletes temporary files beside its images.
    try {
      await writeAtomically(disk, this.#getPath(id, image, side), webp, {
        tempFolder: folders.temporary,
        requiresFolder: true,
      });
    } catch (error) {
      if (error instanceof StaleError) return;
      throw error;
    }
    this.#missing.delete(getImageKey(id, image));
  }

  /**
   * Reads a thumbnail; `undefined` if there is no file that can be one.
   * @param side the length of its longer side, in pixels
   * @throws Error of the file system, unless the thumbnail does not exist.
   */
  async read(
    id: string,
    image: RecordImage,
    side: number,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const path = this.#getPath(id, image, side);
    return readIfExists(this.#options.disk, path, maxThumbnailBytes).catch(ignoreForeignFile);
  }

  /**
   * Deletes temporary files of crashed windows, except those that cannot be deleted.
   * @throws Error of the file system when the folder cannot be read.
   */
  async removeStaleFiles(): Promise<void> {
    const { disk, folders, clock } = this.#options;
    for (const name of await listOwnFolder(disk, folders.temporary)) {
      const file = join(folders.temporary, name);
      const stats = await statOrMissing(disk.once, file).catch(() => undefined);
      if (stats && stats.mtimeMs + staleTempFileAgeMs < clock.now())
        await disk.once.rm(file, { force: true }).catch(() => undefined);
    }
  }

  #getPath(id: string, image: RecordImage, side: number): string {
    return join(this.#options.folders.images, id, getThumbnailName(image, side));
  }
}

/**
 * The file name of a thumbnail.
 * @param side the length of its longer side, in pixels
 */
export function getThumbnailName(image: RecordImage, side: number): string {
  return `${getThumbnailStem(image)}.thumbnail-${side}.webp`;
}

/** Images of the first versions have no hash, so their number names them. */
function getThumbnailStem(image: RecordImage): string {
  return image.hash ?? String(getImageIndex(image) + 1);
}

function getImageKey(id: string, image: RecordImage): string {
  return `${id}/${getThumbnailStem(image)}`;
}
