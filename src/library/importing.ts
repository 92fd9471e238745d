import { join } from 'node:path';
import * as v from 'valibot';
import { pictureTypes } from '../jimeng/index.ts';
import { imageName, portable, recordName, type TransferOptions } from './archive.ts';
import { fileErrorCode, systemDisk, writeWhole, type Disk } from './files.ts';
import type { Library } from './library.ts';
import {
  idPattern,
  isUnfinished,
  recordSchema,
  type GenerationRecord,
  type RecordImage,
} from './record.ts';
import { imagesIn } from './stock.ts';
import { ZipError, ZipFile } from './zipReader.ts';

export interface ImportOptions extends TransferOptions {
  readonly disk?: Disk;
}

export interface Imported {
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
const longestRecord = 1024 * 1024;

/**
 * Brings the generations of an archive into the library: all that can be read, or none where it is
 * cancelled or the disk is full. What the library has already stays as it is, but for one that failed
 * here without a picture and has some there.
 * @throws ZipError when the file is no zip archive.
 */
export async function readArchive(
  library: Library,
  file: string,
  { disk = systemDisk, signal, onProgress }: ImportOptions = {},
): Promise<Imported> {
  const zip = await ZipFile.open(file);
  try {
    const gathering = await library.gather();
    try {
      const intake = new Intake(library, zip, gathering.folder, disk);
      const ids = idsIn(zip);
      for (const [index, id] of ids.entries()) {
        signal?.throwIfAborted();
        await intake.take(id, signal);
        onProgress?.(index + 1, ids.length);
      }
      await intake.replacePoorer();
      await gathering.bringIn();
      return intake.result;
    } catch (error) {
      await gathering.abandon();
      throw error;
    }
  } finally {
    zip.close();
  }
}

/** The ids of all records of an archive. */
function idsIn(zip: ZipFile): string[] {
  return [...zip.entries.keys()].flatMap((name) => {
    const id = name.slice('records/'.length, -'.json'.length);
    return idPattern.test(id) && name === recordName(id) ? [id] : [];
  });
}

/** Gathers what is to come in. */
class Intake {
  readonly #library: Library;
  readonly #zip: ZipFile;
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #come: GenerationRecord[] = [];
  readonly #better: GenerationRecord[] = [];
  #known = 0;
  #unreadable = 0;

  constructor(library: Library, zip: ZipFile, folder: string, disk: Disk) {
    this.#library = library;
    this.#zip = zip;
    this.#folder = folder;
    this.#disk = disk;
  }

  get result(): Imported {
    return {
      images: imagesIn(this.#come),
      generations: this.#come.length,
      known: this.#known,
      unreadable: this.#unreadable,
    };
  }

  async take(id: string, signal: AbortSignal | undefined): Promise<void> {
    const record = await this.#readRecord(id);
    if (!record) {
      this.#unreadable++;
      return;
    }
    const here = await this.#library.get(id);
    const isHere = here !== undefined || (await this.#hasRecord(id));
    if (isHere && !(here && isPoor(here) && record.images.length > 0)) {
      this.#known += record.images.length;
      return;
    }
    const images: RecordImage[] = [];
    const files = new Set(record.images.map(({ file }) => file));
    for (const file of files) {
      signal?.throwIfAborted();
      const taken = await this.#takeImage(id, file);
      if (taken) images.push(taken);
      else this.#unreadable++;
    }
    if (images.length === 0 && record.images.length > 0) return;
    const complete = { ...record, images };
    if (here) {
      this.#better.push(complete);
      return;
    }
    // What is there without a record belongs to nothing, and would be in the way.
    await this.#disk.rm(join(this.#library.folders.images, id), { recursive: true, force: true });
    await writeWhole(this.#disk, join(this.#folder, `${id}.json`), JSON.stringify(complete));
    this.#come.push(complete);
  }

  /** Puts pictures into the place of failures, where nobody has taken these up meanwhile. */
  async replacePoorer(): Promise<void> {
    for (const record of this.#better) {
      const { id } = record;
      const lease = await this.#library.acquire(id);
      try {
        const here = await this.#library.get(id);
        if (!lease || !here || !isPoor(here)) continue;
        const place = join(this.#library.folders.images, id);
        await this.#disk.rm(place, { recursive: true, force: true });
        await this.#disk.rename(join(this.#folder, id), place);
        await this.#library.update(id, () => record);
        this.#come.push(record);
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
      if (fileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** `undefined` for what is none, not of this version, or under way on the other machine. */
  async #readRecord(id: string): Promise<GenerationRecord | undefined> {
    const content = await this.#read(recordName(id), longestRecord);
    const parsed = v.safeParse(
      v.pipe(v.string(), v.parseJson(), recordSchema),
      content?.toString(),
    );
    if (!parsed.success || parsed.output.id !== id || isUnfinished(parsed.output)) return undefined;
    return portable(parsed.output);
  }

  /** The picture as its bytes have it, which are in place then; `undefined` where they are none. */
  async #takeImage(id: string, file: string): Promise<RecordImage | undefined> {
    const { maxPictureBytes, readFacts } = await import('../jimeng/calls.ts');
    const content = await this.#read(imageName(id, file), maxPictureBytes);
    const facts = content && readFacts(content);
    if (!facts || !file.endsWith(`.${pictureTypes[facts.mimeType]}`)) return undefined;
    await this.#disk.mkdir(join(this.#folder, id), { recursive: true });
    await writeWhole(this.#disk, join(this.#folder, id, file), content);
    return { file, ...facts, bytes: content.length };
  }

  async #read(name: string, most: number): Promise<Buffer | undefined> {
    const entry = this.#zip.entries.get(name);
    if (!entry || entry.uncompressedSize > most) return undefined;
    try {
      return await this.#zip.read(entry);
    } catch (error) {
      if (error instanceof ZipError) return undefined;
      throw error;
    }
  }
}

/** Whether a record is of a failure that has brought no picture. */
function isPoor({ state, images }: GenerationRecord): boolean {
  return state === 'failed' && images.length === 0;
}
