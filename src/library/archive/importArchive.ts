import { join } from 'node:path';
import type { Entry } from 'yauzl';
import { imageExtensions, JimengError, loadService } from '../../jimeng/index.ts';
import {
  maxArchiveRatio,
  maxImageBytes,
  maxRecordBytes,
  minArchiveContentBytes,
} from '../../untrusted/limits.ts';
import { exists } from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';
import { countImages } from '../diskUsage.ts';
import type { Library } from '../library.ts';
import { writeImage } from '../writeImage.ts';
import { idPattern, type GenerationRecord, type RecordImage } from '../record.ts';
import { parseArchivedRecord, toFinishedRecord } from './archivedRecord.ts';
import { getImageEntryName, getRecordEntryName, type TransferOptions } from './archiveFormat.ts';
import { checkFreeSpace } from './freeSpace.ts';
import { ZipError, ZipFile } from './zipReader.ts';

/** The result of an import. */
export interface ImportResult {
  /** The number of imported images. */
  readonly images: number;
  /** The number of imported generations. */
  readonly generations: number;
  /** The number of images whose generations were already in the library. */
  readonly known: number;
  /** The number of generations that failed without images, which are not imported. */
  readonly empty: number;
  /** The number of images and records that are damaged, invalid, or too large. */
  readonly unreadable: number;
}

/** The options of `importArchive`. */
export interface ImportOptions extends TransferOptions {
  /** The current time in milliseconds since the epoch. */
  readonly now?: number;
}

/**
 * Imports the finished generations of an archive: all that can be read, or none if it is canceled or
 * the disk is full. Generations that are already in the library are kept, except failed ones without
 * a task and images that have images in the archive.
 * @param source the path of the archive, or its bytes
 * @throws ZipError when the file is not a ZIP archive; NoSpaceError if it does not fit on the disk;
 * Error of the file system, or the reason of the abort.
 */
export async function importArchive(
  library: Library,
  source: string | Buffer,
  { signal, onProgress, now = Date.now() }: ImportOptions = {},
): Promise<ImportResult> {
  const zip = await ZipFile.open(source);
  try {
    const batch = await library.beginImport();
    try {
      const importer = new ArchiveImporter(library, zip, batch.folder, now);
      const ids = getRecordIds(zip);
      await importer.checkFreeSpace();
      for (const [index, id] of ids.entries()) {
        signal?.throwIfAborted();
        await importer.importRecord(id, signal);
        onProgress?.(index + 1, ids.length);
      }
      await importer.replaceEmptyFailures();
      await batch.commit();
      return importer.result;
    } catch (error) {
      await batch.rollback();
      throw error;
    }
  } finally {
    zip.close();
  }
}

/** The ids of all records in an archive. */
function getRecordIds(zip: ZipFile): string[] {
  return [...zip.entries.keys()].flatMap((name) => {
    const id = name.slice('records/'.length, -'.json'.length);
    return idPattern.test(id) && name === getRecordEntryName(id) ? [id] : [];
  });
}

/** Reads the generations of an archive into the folder of an import batch. */
class ArchiveImporter {
  readonly #library: Library;
  readonly #zip: ZipFile;
  readonly #folder: string;
  readonly #disk: ReliableDisk;
  readonly #imported: GenerationRecord[] = [];
  readonly #replacements: GenerationRecord[] = [];
  readonly #now: number;
  /** Bytes that may still be unpacked. */
  #remainingBytes: number;
  #known = 0;
  #empty = 0;
  #unreadable: number;

  constructor(library: Library, zip: ZipFile, folder: string, now: number) {
    this.#library = library;
    this.#zip = zip;
    this.#folder = folder;
    this.#disk = library.disk;
    this.#now = now;
    this.#remainingBytes = Math.max(minArchiveContentBytes, zip.size * maxArchiveRatio);
    this.#unreadable = zip.unlisted;
  }

  get result(): ImportResult {
    return {
      images: countImages(this.#imported),
      generations: this.#imported.length,
      known: this.#known,
      empty: this.#empty,
      unreadable: this.#unreadable,
    };
  }

  /**
   * Looks whether the images that the library does not have fit on its disk.
   * @throws NoSpaceError
   */
  async checkFreeSpace(): Promise<void> {
    const known = new Set(await this.#library.listIds());
    let bytes = 0;
    for (const [name, { uncompressedSize }] of this.#zip.entries) {
      const [folder, id = ''] = name.split('/', 2);
      const isNew = folder === 'images' && idPattern.test(id) && !known.has(id);
      if (isNew && uncompressedSize <= maxImageBytes) bytes += uncompressedSize;
    }
    await checkFreeSpace(this.#disk, this.#folder, Math.min(bytes, this.#remainingBytes));
  }

  /** Reads one generation, unless it is already in the library. */
  async importRecord(id: string, signal: AbortSignal | undefined): Promise<void> {
    const record = await this.#readRecord(id);
    if (!record) {
      this.#unreadable++;
      return;
    }
    if (record.images.length === 0) {
      this.#empty++;
      return;
    }
    const existing = await this.#library.get(id);
    const exists = existing !== undefined || (await this.#hasRecord(id));
    if (exists && !(existing && isEmptyFailure(existing))) {
      this.#known += record.images.length;
      return;
    }
    const images: RecordImage[] = [];
    for (const { file } of record.images) {
      signal?.throwIfAborted();
      const imported = await this.#importImage(id, file);
      if (imported) images.push(imported);
      else this.#unreadable++;
    }
    if (images.length === 0) return;
    const complete = toFinishedRecord(record, images, this.#now);
    if (existing) {
      this.#replacements.push(complete);
      return;
    }
    // Files without a record are orphaned, and would prevent the folder from being moved.
    await this.#disk.rm(join(this.#library.folders.images, id), { recursive: true, force: true });
    await writeAtomically(this.#disk, join(this.#folder, `${id}.json`), JSON.stringify(complete));
    this.#imported.push(complete);
  }

  /** Replaces failed generations without images, unless they have been retried in the meantime. */
  async replaceEmptyFailures(): Promise<void> {
    for (const record of this.#replacements) {
      const { id } = record;
      const lease = await this.#library.acquireLease(id);
      try {
        const existing = await this.#library.get(id);
        if (!lease || !existing || !isEmptyFailure(existing)) continue;
        const imageFolder = join(this.#library.folders.images, id);
        await this.#disk.rm(imageFolder, { recursive: true, force: true });
        await this.#disk.rename(join(this.#folder, id), imageFolder);
        const { images } = record;
        await this.#library.update(id, ({ failure, ...rest }) => ({
          ...rest,
          state: 'done',
          images,
        }));
        this.#imported.push(record);
      } finally {
        await lease?.release();
      }
    }
  }

  /** Whether a record exists, even if it cannot be read. */
  async #hasRecord(id: string): Promise<boolean> {
    const { records, quarantine } = this.#library.folders;
    const name = `${id}.json`;
    // The images of a record in the quarantine are still there.
    return (
      (await exists(this.#disk, join(records, name))) || exists(this.#disk, join(quarantine, name))
    );
  }

  async #readRecord(id: string): Promise<GenerationRecord | undefined> {
    const entry = this.#findEntry(getRecordEntryName(id), maxRecordBytes);
    if (!entry) return undefined;
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of this.#zip.read(entry)) chunks.push(chunk);
      return parseArchivedRecord(Buffer.concat(chunks).toString(), id, this.#now);
    } catch (error) {
      if (error instanceof ZipError) return undefined;
      throw error;
    }
  }

  /**
   * Writes an image and returns its entry for the record; `undefined` if it is not a valid image.
   */
  async #importImage(id: string, file: string): Promise<RecordImage | undefined> {
    const { readImage } = await loadService();
    const entry = this.#findEntry(getImageEntryName(id, file), maxImageBytes);
    if (!entry) return undefined;
    const bytes = this.#zip.read(entry);
    try {
      const image = await readImage(bytes, 'archive');
      const isNamedAfterType = file.endsWith(`.${imageExtensions[image.mimeType]}`);
      if (!isNamedAfterType) return undefined;
      return await writeImage(this.#disk, join(this.#folder, id, file), image);
    } catch (error) {
      if (error instanceof ZipError || error instanceof JimengError) return undefined;
      throw error;
    } finally {
      // Closes the file of the entry, wherever reading has ended.
      await bytes.return();
    }
  }

  /** `undefined` if the entry is missing, or if it or all entries together are too large. */
  #findEntry(name: string, maxBytes: number): Entry | undefined {
    const entry = this.#zip.entries.get(name);
    if (!entry || entry.uncompressedSize > maxBytes) return undefined;
    if (entry.uncompressedSize > this.#remainingBytes) return undefined;
    this.#remainingBytes -= entry.uncompressedSize;
    return entry;
  }
}

/** Whether a generation failed without a task and images, so that nothing of it can be lost. */
function isEmptyFailure({ state, task, images }: GenerationRecord): boolean {
  return state === 'failed' && !task && images.length === 0;
}
