import type { FSWatcher } from 'node:fs';
import { basename, extname, join } from 'node:path';
import * as v from 'valibot';
import {
  pictureTypes,
  systemClock,
  type Clock,
  type GenerationRequest,
  type Picture,
  type ProviderId,
} from '../jimeng/index.ts';
import { fileErrorCode, removeTemporaries, systemDisk, writeWhole, type Disk } from './files.ts';
import { Leases, type Lease } from './lease.ts';
import { indexOf, newId, recordSchema, type GenerationRecord, type RecordImage } from './record.ts';

/** What happened to a generation's record. */
export type LibraryChange =
  | { readonly type: 'saved'; readonly record: GenerationRecord }
  | { readonly type: 'removed'; readonly id: string };

export interface LibraryOptions {
  readonly disk?: Disk;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Told of a file among the records that is none, and of their folder when it cannot be watched. */
  readonly onUnreadable?: (name: string, error: unknown) => void;
}

/**
 * Every generation there was: `records/<id>.json`, its pictures in `images/<id>/`, and in `leases/`
 * which window follows it. The files are the truth, shared by every window; memory holds what was
 * last read from or written to them.
 */
export class Library {
  readonly #records: string;
  readonly #images: string;
  readonly #leases: Leases;
  readonly #disk: Disk;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #onUnreadable: NonNullable<LibraryOptions['onUnreadable']>;
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #known = new Map<string, GenerationRecord>();
  #loading: Promise<void> | undefined;
  #watcher: FSWatcher | undefined;

  /** @param folder the library's folder on disk; made when the library is first used. */
  constructor(folder: string, options: LibraryOptions = {}) {
    this.#records = join(folder, 'records');
    this.#images = join(folder, 'images');
    this.#disk = options.disk ?? systemDisk;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#onUnreadable = options.onUnreadable ?? (() => undefined);
    this.#leases = new Leases(join(folder, 'leases'), { disk: this.#disk, clock: this.#clock });
  }

  /** All records, newest first. */
  async list(): Promise<GenerationRecord[]> {
    await this.#load();
    return [...this.#known.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  async get(id: string): Promise<GenerationRecord | undefined> {
    await this.#load();
    return this.#known.get(id);
  }

  /**
   * Writes the record of a generation that is about to be submitted. Its lease is taken first, so
   * that no other window can see it without an owner.
   * @param task one that was submitted elsewhere, to be followed rather than submitted
   */
  async create(
    provider: ProviderId,
    request: GenerationRequest,
    task?: GenerationRecord['task'],
  ): Promise<{ record: GenerationRecord; lease: Lease }> {
    await this.#load();
    const createdAt = this.#clock.now();
    const id = newId(createdAt, this.#random);
    const lease = await this.#leases.acquire(id);
    if (!lease) throw new Error(`Another window has made ${id}`);
    try {
      const record = await this.#save({
        version: 1,
        id,
        createdAt,
        provider,
        request: v.parse(recordSchema.entries.request, request),
        ...(task ? { state: 'generating', task, adopted: true } : { state: 'queued' }),
        images: [],
      });
      return { record, lease };
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  /**
   * The right to follow a generation, or `undefined` while another window has it. What the one before
   * has left half written is taken away.
   */
  async acquire(id: string): Promise<Lease | undefined> {
    const lease = await this.#leases.acquire(id);
    if (!lease) return undefined;
    try {
      await removeTemporaries(this.#disk, this.#records, `${id}.`);
      await removeTemporaries(this.#disk, join(this.#images, id));
      return lease;
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  /** Ids of the generations that a window follows, or followed until it died; some have no record yet. */
  followed(): Promise<string[]> {
    return this.#leases.ids();
  }

  /**
   * Rewrites a record with what `change` makes of it as it stands on disk. Changes to one record run
   * one after another; `undefined` when it has been removed meanwhile. The same record is not written.
   */
  update(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord,
  ): Promise<GenerationRecord | undefined> {
    return this.#inTurn(id, async () => {
      const record = await this.#read(id);
      if (!record) return undefined;
      const changed = change(record);
      if (changed !== record) return this.#save(changed);
      this.#remember(record);
      return record;
    });
  }

  /** Writes a picture and then names it in its record. */
  addPicture(id: string, index: number, picture: Picture): Promise<GenerationRecord | undefined> {
    return this.#inTurn(id, async () => {
      const record = await this.#read(id);
      if (!record) return undefined;
      const { mimeType, width, height, bytes } = picture;
      const file = `${index + 1}.${pictureTypes[mimeType]}`;
      await this.#disk.mkdir(join(this.#images, id), { recursive: true });
      await writeWhole(this.#disk, join(this.#images, id, file), bytes);
      const image: RecordImage = { file, mimeType, width, height, bytes: bytes.length };
      const others = record.images.filter((each) => indexOf(each) !== index);
      const images = [...others, image].sort((a, b) => indexOf(a) - indexOf(b));
      return this.#save({ ...record, images });
    });
  }

  /** Takes a generation and its pictures off the disk. */
  remove(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      await this.#disk.rm(this.#fileOf(id), { force: true });
      await this.#disk.rm(join(this.#images, id), { recursive: true, force: true });
      this.#forget(id);
    });
  }

  /** Where a picture of a generation is, as a path of this machine. */
  pathOf(id: string, image: RecordImage): string {
    return join(this.#images, id, image.file);
  }

  /** Calls `listener` after every change that has reached the disk, from whichever window. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#watcher?.close();
    this.#listeners.clear();
  }

  #fileOf(id: string): string {
    return join(this.#records, `${id}.json`);
  }

  async #save(record: GenerationRecord): Promise<GenerationRecord> {
    await writeWhole(this.#disk, this.#fileOf(record.id), textOf(record));
    this.#remember(record);
    return record;
  }

  #remember(record: GenerationRecord): void {
    const before = this.#known.get(record.id);
    this.#known.set(record.id, record);
    if (!before || textOf(before) !== textOf(record)) this.#tell({ type: 'saved', record });
  }

  #forget(id: string): void {
    if (this.#known.delete(id)) this.#tell({ type: 'removed', id });
  }

  #tell(change: LibraryChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  async #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.#load();
    const before = this.#turns.get(id) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(id, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
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
    await this.#disk.mkdir(this.#records, { recursive: true });
    this.#watcher ??= this.#watch();
    for (const name of await this.#disk.readdir(this.#records)) {
      if (extname(name) !== '.json') continue;
      const record = await this.#read(basename(name, '.json'));
      if (record) this.#known.set(record.id, record);
    }
  }

  /** Where a system has run out of watches, a window works on without news of the others. */
  #watch(): FSWatcher | undefined {
    try {
      const watcher = this.#disk.watch(this.#records, (_event, name) => {
        if (!name?.endsWith('.json')) return;
        this.#reread(basename(name, '.json')).catch((error: unknown) => {
          this.#onUnreadable(name, error);
        });
      });
      return watcher.on('error', (error) => {
        this.#onUnreadable(basename(this.#records), error);
      });
    } catch (error) {
      this.#onUnreadable(basename(this.#records), error);
      return undefined;
    }
  }

  /** Takes notice of what another window wrote. */
  #reread(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      const record = await this.#read(id);
      if (record) this.#remember(record);
      else this.#forget(id);
    });
  }

  /** A record as it stands on disk; `undefined` when it is gone or is none. */
  async #read(id: string): Promise<GenerationRecord | undefined> {
    try {
      const content: unknown = JSON.parse(await this.#disk.readFile(this.#fileOf(id), 'utf8'));
      const record = v.parse(recordSchema, content);
      if (record.id !== id) throw new Error(`The record of ${record.id} has another name`);
      return record;
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOENT') this.#onUnreadable(`${id}.json`, error);
      return undefined;
    }
  }
}

function textOf(record: GenerationRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
