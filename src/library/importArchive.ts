import { join } from 'node:path';
import * as v from 'valibot';
import { imageExtensions, loadService } from '../jimeng/index.ts';
import {
  getImageEntryName,
  stripLocalFields,
  getRecordEntryName,
  type TransferOptions,
} from './archiveFormat.ts';
import { getFileErrorCode, systemDisk, writeAtomically, type Disk } from './files.ts';
import type { Library } from './library.ts';
import {
  idPattern,
  isUnfinished,
  recordSchema,
  type GenerationRecord,
  type RecordImage,
} from './record.ts';
import { countImages } from './diskUsage.ts';
import { ZipError, ZipFile } from './zipReader.ts';

export interface ImportOptions extends TransferOptions {
  readonly disk?: Disk;
}

export interface ImportResult {
  /** Pictures that have come into the library. */
  readonly images: number;
  /** Generations that have, with pictures or without. */
  readonly generations: number;
  /** Pictures of generations that were in the library already. */
  readonly known: number;
  /** Pictures, and records, that are damaged or no such thing. */
  readonly unreadable: number;
}

/** Most bytes of a record. */
const maxRecordBytes = 1024 * 1024;

/**
 * Brings the generations of an archive into the library: all that can be read, or none where it is
 * cancelled or the disk is full. What the library has already stays as it is, but for one that failed
 * here without a picture and has some there.
 * @throws ZipError when the file is no zip archive.
 */
export async function importArchive(
  library: Library,
  file: string,
  { disk = systemDisk, signal, onProgress }: ImportOptions = {},
): Promise<ImportResult> {
  const zip = await ZipFile.open(file);
  try {
    const batch = await library.beginImport();
    try {
      const importer = new ArchiveImporter(library, zip, batch.folder, disk);
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

/** The ids of all records of an archive. */
function getRecordIds(zip: ZipFile): string[] {
  return [...zip.entries.keys()].flatMap((name) => {
    const id = name.slice('records/'.length, -'.json'.length);
    return idPattern.test(id) && name === getRecordEntryName(id) ? [id] : [];
  });
}

/** Gathers what is to come in. */
class ArchiveImporter {
  readonly #library: Library;
  readonly #zip: ZipFile;
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #imported: GenerationRecord[] = [];
  readonly #replacements: GenerationRecord[] = [];
  #known = 0;
  #unreadable = 0;

  constructor(library: Library, zip: ZipFile, folder: string, disk: Disk) {
    this.#library = library;
    this.#zip = zip;
    this.#folder = folder;
    this.#disk = disk;
  }

  get result(): ImportResult {
    return {
      images: countImages(this.#imported),
      generations: this.#imported.length,
      known: this.#known,
      unreadable: this.#unreadable,
    };
  }

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
    // What is there without a record belongs to nothing, and would be in the way.
    await this.#disk.rm(join(this.#library.folders.images, id), { recursive: true, force: true });
    await writeAtomically(this.#disk, join(this.#folder, `${id}.json`), JSON.stringify(complete));
    this.#imported.push(complete);
  }

  /** Puts pictures into the place of failures, where nobody has taken these up meanwhile. */
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

  /** Whether there is one, be it one that cannot be read. */
  async #hasRecord(id: string): Promise<boolean> {
    try {
      await this.#disk.stat(join(this.#library.folders.records, `${id}.json`));
      return true;
    } catch (error) {
      if (getFileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** `undefined` for what is none, not of this version, or under way on the other machine. */
  async #readRecord(id: string): Promise<GenerationRecord | undefined> {
    const content = await this.#readEntry(getRecordEntryName(id), maxRecordBytes);
    const parsed = v.safeParse(
      v.pipe(v.string(), v.parseJson(), recordSchema),
      content?.toString(),
    );
    if (!parsed.success || parsed.output.id !== id || isUnfinished(parsed.output)) return undefined;
    return stripLocalFields(parsed.output);
  }

  /** The picture as its bytes have it, which are in place then; `undefined` where they are none. */
  async #importImage(id: string, file: string): Promise<RecordImage | undefined> {
    const { maxImageBytes, readImageInfo } = await loadService();
    const content = await this.#readEntry(getImageEntryName(id, file), maxImageBytes);
    const info = content && readImageInfo(content);
    if (!info || !file.endsWith(`.${imageExtensions[info.mimeType]}`)) return undefined;
    await this.#disk.mkdir(join(this.#folder, id), { recursive: true });
    await writeAtomically(this.#disk, join(this.#folder, id, file), content);
    return { file, ...info, bytes: content.length };
  }

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

/** Whether a record is of a failure that has brought no picture. */
function isEmptyFailure({ state, images }: GenerationRecord): boolean {
  return state === 'failed' && images.length === 0;
}
