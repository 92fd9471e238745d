import { createHash } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { imageExtensions, loadService } from '../../jimeng/index.ts';
import {
  getImageEntryName,
  stripLocalFields,
  getRecordEntryName,
  type TransferOptions,
} from './archiveFormat.ts';
import { exists } from '../disk/files.ts';
import type { Library } from '../library.ts';
import {
  idPattern,
  imageHashLength,
  isUnfinished,
  recordSchema,
  type GenerationRecord,
  type RecordImage,
} from '../record.ts';
import { maxRecordBytes } from '../../untrusted/limits.ts';
import { countImages } from '../diskUsage.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';
import { ZipError, ZipFile } from './zipReader.ts';

/** The result of an import. */
export interface ImportResult {
  /** The number of imported images. */
  readonly images: number;
  /** The number of imported generations, with or without images. */
  readonly generations: number;
  /** The number of images whose generations were already in the library. */
  readonly known: number;
  /** The number of images and records that are damaged or invalid. */
  readonly unreadable: number;
}

/**
 * Imports the generations of an archive: all that can be read, or none if it is canceled or the
 * disk is full. Generations that are already in the library are kept, except failed ones without
 * images that have images in the archive.
 * @param file the path of the archive
 * @throws ZipError when the file is not a ZIP archive; Error of the file system, or the reason of
 * the abort.
 */
export async function importArchive(
  library: Library,
  file: string,
  { signal, onProgress }: TransferOptions = {},
): Promise<ImportResult> {
  const zip = await ZipFile.open(file);
  try {
    const batch = await library.beginImport();
    try {
      const importer = new ArchiveImporter(library, zip, batch.folder);
      const ids = getRecordIds(zip);
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
  #known = 0;
  #unreadable = 0;

  constructor(library: Library, zip: ZipFile, folder: string) {
    this.#library = library;
    this.#zip = zip;
    this.#folder = folder;
    this.#disk = library.disk;
  }

  get result(): ImportResult {
    return {
      images: countImages(this.#imported),
      generations: this.#imported.length,
      known: this.#known,
      unreadable: this.#unreadable,
    };
  }

  /** Reads one generation, unless it is already in the library. */
  async importRecord(id: string, signal: AbortSignal | undefined): Promise<void> {
    const record = await this.#readRecord(id);
    if (!record) {
      this.#unreadable++;
      return;
    }
    const existing = await this.#library.get(id);
    const exists = existing !== undefined || (await this.#hasRecord(id));
    if (exists && !(existing && isEmptyFailure(existing) && record.images.length > 0)) {
      this.#known += record.images.length;
      return;
    }
    const images: RecordImage[] = [];
    const files = new Set(record.images.map(({ file }) => file));
    for (const file of files) {
      signal?.throwIfAborted();
      const imported = await this.#importImage(id, file);
      if (imported) images.push(imported);
      else this.#unreadable++;
    }
    if (images.length === 0 && record.images.length > 0) return;
    const complete = { ...record, images };
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
        await this.#library.update(id, () => record);
        this.#imported.push(record);
      } finally {
        await lease?.release();
      }
    }
  }

  /** Whether a record exists, even if it cannot be read. */
  #hasRecord(id: string): Promise<boolean> {
    return exists(this.#disk, join(this.#library.folders.records, `${id}.json`));
  }

  /** `undefined` if it is invalid, of another version, or was running when it was exported. */
  async #readRecord(id: string): Promise<GenerationRecord | undefined> {
    const content = await this.#readEntry(getRecordEntryName(id), maxRecordBytes);
    const parsed = v.safeParse(
      v.pipe(v.string(), v.parseJson(), recordSchema),
      content?.toString(),
    );
    if (!parsed.success || parsed.output.id !== id || isUnfinished(parsed.output)) return undefined;
    return stripLocalFields(parsed.output);
  }

  /**
   * Writes an image and returns its entry for the record; `undefined` if it is not a valid image.
   */
  async #importImage(id: string, file: string): Promise<RecordImage | undefined> {
    const { maxImageBytes, readImageInfo } = await loadService();
    const content = await this.#readEntry(getImageEntryName(id, file), maxImageBytes);
    const info = content && readImageInfo(content);
    if (!info || !file.endsWith(`.${imageExtensions[info.mimeType]}`)) return undefined;
    await writeAtomically(this.#disk, join(this.#folder, id, file), content);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, imageHashLength);
    return { file, ...info, bytes: content.length, hash };
  }

  /** `undefined` if the entry is missing, damaged or larger than `maxBytes`. */
  async #readEntry(name: string, maxBytes: number): Promise<Buffer | undefined> {
    const entry = this.#zip.entries.get(name);
    if (!entry || entry.uncompressedSize > maxBytes) return undefined;
    try {
      return await this.#zip.read(entry);
    } catch (error) {
      if (error instanceof ZipError) return undefined;
      throw error;
    }
  }
}

/** Whether a generation failed without any images. */
function isEmptyFailure({ state, images }: GenerationRecord): boolean {
  return state === 'failed' && images.length === 0;
}
