import { join } from 'node:path';
import { imageExtensions, type ImageStream } from '../jimeng/index.ts';
import { getImageIndex, type GenerationRecord, type RecordImage } from './record.ts';
import type { Records } from './records.ts';
import { foreignFolderCodes, getFileErrorCode } from './disk/files.ts';
import type { LibraryFolders } from './folders.ts';
import type { ReliableDisk } from './disk/reliableDisk.ts';
import type { Thumbnails } from './thumbnails.ts';
import { writeAtomically } from './disk/writeAtomically.ts';
import { writeImage } from './writeImage.ts';

/** The options of `addImage`. */
export interface AddImageOptions {
  /** Replaces the image that the record lists, such as a damaged one. */
  readonly replace?: boolean;
}

/**
 * What is wrong with the file of an image; `foreign`: another program has replaced it, or the folder
 * that it is in, by something else, such as a link to another file.
 */
export type ImageFileProblem = 'missing' | 'foreign';

/** The name of the file that keeps a response in the folder of a generation. */
export const responseFileName = 'response.txt';
/** Maximum size of a kept response in bytes, as `JimengError.response`. */
const maxResponseBytes = 1024 * 1024;

/** The services of `ImageFiles`. */
export interface ImageFilesOptions {
  readonly folders: Pick<LibraryFolders, 'images' | 'temporary'>;
  readonly records: Records;
  readonly thumbnails: Thumbnails;
  readonly disk: ReliableDisk;
}

/** The folders of generations, with their images and responses that could not be used. */
export class ImageFiles {
  readonly #options: ImageFilesOptions;

  constructor(options: ImageFilesOptions) {
    this.#options = options;
  }

  /** The absolute path of an image. */
  getPath(id: string, { file }: Pick<RecordImage, 'file'>): string {
    return join(this.#getFolder(id), file);
  }

  /**
   * Why the file of an image must not be used.
   * @throws Error of the file system when that cannot be found out.
   */
  async findProblem(id: string, image: RecordImage): Promise<ImageFileProblem | undefined> {
    try {
      const stats = await this.#options.disk.lstat(this.getPath(id, image));
      return stats.isFile() ? undefined : 'foreign';
    } catch (error) {
      const code = getFileErrorCode(error);
      if (code === 'ENOENT') return 'missing';
      if (foreignFolderCodes.has(code)) return 'foreign';
      throw error;
    }
  }

  /**
   * Writes an image while it is being downloaded, then adds it to its record. An image that the
   * record lists already is kept, and the new one is not read, unless it is replaced. Resolves to
   * `undefined` if the generation has been removed.
   * @param index the number of the image in the generation, from 0
   * @throws what reading the bytes throws, or Error of the file system.
   */
  async add(
    id: string,
    index: number,
    image: ImageStream,
    { replace = false }: AddImageOptions,
  ): Promise<GenerationRecord | undefined> {
    const { records, thumbnails, disk } = this.#options;
    const before = await records.update(id, (record) => record);
    const previous = before?.images.find((each) => getImageIndex(each) === index);
    if (!before || (previous && !replace)) {
      await endDownload(image);
      return before;
    }
    const file = `${index + 1}.${imageExtensions[image.mimeType]}`;
    const recordImage = await writeImage(disk, this.getPath(id, { file }), image).catch(
      async (error: unknown) => {
        // If it was deleted meanwhile, its folder may have been created again.
        if (!(await records.get(id))) await this.#discard(id, file);
        throw error;
      },
    );
    thumbnails.markMissing(id, recordImage);
    const record = await records.update(id, (record) => {
      const others = record.images.filter((each) => getImageIndex(each) !== index);
      return {
        ...record,
        images: [...others, recordImage].sort((a, b) => getImageIndex(a) - getImageIndex(b)),
      };
    });
    if (!record) await this.#discard(id, file);
    else if (previous && previous.file !== recordImage.file) {
      // If it cannot be deleted, it is orphaned.
      await disk.rm(this.getPath(id, previous), { force: true }).catch(() => undefined);
    }
    return record;
  }

  /**
   * Keeps a response that could not be used next to the images of a generation, unless that has
   * been removed. Only its first megabyte is kept.
   * @throws Error of the file system.
   */
  async keepResponse(id: string, text: string): Promise<void> {
    const { records, disk, folders } = this.#options;
    if (!(await records.get(id))) return;
    const bytes = Buffer.from(text).subarray(0, maxResponseBytes);
    // The temporary file must not get into the trash with the images.
    await writeAtomically(disk, join(this.#getFolder(id), responseFileName), bytes, {
      tempFolder: folders.temporary,
    });
    // It may have been deleted meanwhile, also by another window.
    const record = await records.update(id, (record) => record);
    if (!record) await this.#discard(id, responseFileName);
  }

  /**
   * Deletes the folder of a generation.
   * @throws Error of the file system.
   */
  remove(id: string): Promise<void> {
    return this.#options.disk.rm(this.#getFolder(id), { recursive: true, force: true });
  }

  /**
   * Deletes a file that was written while its generation was deleted. Other files in the folder may be
   * restored from the trash with it.
   */
  async #discard(id: string, file: string): Promise<void> {
    const { disk } = this.#options;
    await disk.rm(join(this.#getFolder(id), file), { force: true });
    // Fails if it is not empty.
    await disk.once.rmdir(this.#getFolder(id)).catch(() => undefined);
  }

  #getFolder(id: string): string {
    return join(this.#options.folders.images, id);
  }
}

/** Ends a download that is not needed. A stream that has not begun could not be ended. */
async function endDownload({ bytes }: ImageStream): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]();
  await iterator.next().catch(() => undefined);
  await iterator.return?.();
}
