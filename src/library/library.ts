import { join } from 'node:path';
import * as v from 'valibot';
import {
  pictureTypes,
  type GenerationRequest,
  type Picture,
  type ProviderId,
} from '../jimeng/index.ts';
import { systemDisk, writeWhole, type Disk } from './files.ts';
import { newId, recordSchema, type GenerationRecord, type RecordImage } from './record.ts';

const recordFile = 'record.json';

/** What happened to a generation's record. */
export type LibraryChange =
  | { readonly type: 'saved'; readonly record: GenerationRecord }
  | { readonly type: 'removed'; readonly id: string };

export interface LibraryOptions {
  readonly disk?: Disk;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Told of a folder in the library that holds no readable record. */
  readonly onUnreadable?: (name: string, error: unknown) => void;
}

/**
 * Every generation there was: a folder each, with `record.json` and its pictures. The files are the
 * truth; what is kept in memory is only what was last read from or written to them.
 */
export class Library {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #onUnreadable: NonNullable<LibraryOptions['onUnreadable']>;
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #writes = new Map<string, Promise<unknown>>();
  readonly #records = new Map<string, GenerationRecord>();
  #loading: Promise<void> | undefined;

  /** @param folder the library's folder on disk; made when something is first written. */
  constructor(folder: string, options: LibraryOptions = {}) {
    this.#folder = folder;
    this.#disk = options.disk ?? systemDisk;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
    this.#onUnreadable = options.onUnreadable ?? (() => undefined);
  }

  /** All records, newest first. */
  async list(): Promise<GenerationRecord[]> {
    await this.#load();
    return [...this.#records.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  async get(id: string): Promise<GenerationRecord | undefined> {
    await this.#load();
    return this.#records.get(id);
  }

  /** Writes the record of a generation that is about to be submitted. */
  async create(provider: ProviderId, request: GenerationRequest): Promise<GenerationRecord> {
    await this.#load();
    const createdAt = this.#now();
    const record: GenerationRecord = {
      version: 1,
      id: newId(createdAt, this.#random),
      createdAt,
      provider,
      request: v.parse(recordSchema.entries.request, request),
      state: 'submitting',
      images: [],
    };
    await this.#disk.mkdir(this.#folderOf(record.id), { recursive: true });
    return this.#save(record);
  }

  /**
   * Rewrites a record with what `change` makes of it. Changes to one record run one after another;
   * `undefined` when it has been removed meanwhile.
   */
  update(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord,
  ): Promise<GenerationRecord | undefined> {
    return this.#inTurn(id, async () => {
      const record = this.#records.get(id);
      return record && this.#save(change(record));
    });
  }

  /** Writes a picture beside its record and then names it there. */
  addPicture(id: string, index: number, picture: Picture): Promise<GenerationRecord | undefined> {
    return this.#inTurn(id, async () => {
      const record = this.#records.get(id);
      if (!record) return undefined;
      const { mimeType, width, height, bytes } = picture;
      const file = `${index + 1}.${pictureTypes[mimeType]}`;
      await writeWhole(this.#disk, join(this.#folderOf(id), file), bytes);
      const image: RecordImage = { file, mimeType, width, height, bytes: bytes.length };
      const images = [...record.images.filter((each) => each.file !== file), image];
      return this.#save({ ...record, images });
    });
  }

  /** Takes a generation and its pictures off the disk. */
  remove(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      if (!this.#records.has(id)) return;
      await this.#disk.rm(this.#folderOf(id), { recursive: true, force: true });
      this.#records.delete(id);
      this.#tell({ type: 'removed', id });
    });
  }

  /** Where a picture of a generation is, as a path of this machine. */
  pathOf(id: string, image: RecordImage): string {
    return join(this.#folderOf(id), image.file);
  }

  /** Calls `listener` after every change that has reached the disk. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  #folderOf(id: string): string {
    return join(this.#folder, id);
  }

  async #save(record: GenerationRecord): Promise<GenerationRecord> {
    const content = `${JSON.stringify(record, undefined, 2)}\n`;
    await writeWhole(this.#disk, join(this.#folderOf(record.id), recordFile), content);
    this.#records.set(record.id, record);
    this.#tell({ type: 'saved', record });
    return record;
  }

  #tell(change: LibraryChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  async #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.#load();
    const before = this.#writes.get(id) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#writes.set(id, turn);
    try {
      return await turn;
    } finally {
      if (this.#writes.get(id) === turn) this.#writes.delete(id);
    }
  }

  #load(): Promise<void> {
    // A failed read is forgotten, so that the next call tries again.
    this.#loading ??= this.#readAll().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  async #readAll(): Promise<void> {
    let names: string[];
    try {
      names = await this.#disk.readdir(this.#folder);
    } catch (error) {
      if (isMissing(error)) return;
      throw error;
    }
    await Promise.all(names.map((name) => this.#read(name)));
  }

  async #read(name: string): Promise<void> {
    try {
      const content = await this.#disk.readFile(join(this.#folder, name, recordFile), 'utf8');
      const record = v.parse(recordSchema, JSON.parse(content));
      if (record.id !== name) throw new Error(`The record in ${name} is that of ${record.id}`);
      this.#records.set(name, record);
    } catch (error) {
      this.#onUnreadable(name, error);
    }
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
