import { basename, extname, join } from 'node:path';
import { listFolder, systemDisk, writeAtomically, type Disk } from './files.ts';
import { readRecord, quarantine } from './readRecord.ts';
import { idPattern, type GenerationRecord } from './record.ts';
import { watchFolder, type FolderWatcher } from './watchFolder.ts';

/** What happened to a generation's record. */
export type LibraryChange =
  | { readonly type: 'saved'; readonly record: GenerationRecord }
  | { readonly type: 'removed'; readonly id: string };

export interface RecordsOptions {
  readonly disk?: Disk;
  /** Told of a record that cannot be read now or by this version, and of a folder that cannot be watched. */
  readonly onUnreadable?: (file: string, error: unknown) => void;
  /** Told of a file among the records that was none, and where it is now. */
  readonly onQuarantine?: (file: string, error: unknown) => void;
}

/**
 * The records, a file each. The files are the truth, shared by every window; memory holds what was
 * last read from or written to them.
 */
export class Records {
  readonly #folder: string;
  readonly #quarantineFolder: string;
  readonly #disk: Disk;
  readonly #options: RecordsOptions;
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #queues = new Map<string, Promise<unknown>>();
  readonly #cache = new Map<string, GenerationRecord>();
  /** What is known, newest first; not there while it must be sorted anew. */
  #sorted: readonly GenerationRecord[] | undefined;
  #loading: Promise<void> | undefined;
  #isLoaded = false;
  #watcher: FolderWatcher | undefined;

  /**
   * @param folder where the records are; made when they are first asked for
   * @param quarantineFolder where files go that were none
   */
  constructor(folder: string, quarantineFolder: string, options: RecordsOptions) {
    this.#folder = folder;
    this.#quarantineFolder = quarantineFolder;
    this.#disk = options.disk ?? systemDisk;
    this.#options = options;
  }

  /** All of them, newest first. */
  async list(): Promise<readonly GenerationRecord[]> {
    await this.load();
    return (this.#sorted ??= [...this.#cache.values()].sort((a, b) => (a.id < b.id ? 1 : -1)));
  }

  async get(id: string): Promise<GenerationRecord | undefined> {
    await this.load();
    return this.#cache.get(id);
  }

  /** The ids of all, newest first. Quick even where none has been read yet: they are the files' names. */
  async listIds(): Promise<string[]> {
    if (this.#isLoaded) return (await this.list()).map(({ id }) => id);
    const names = (await listFolder(this.#disk, this.#folder)).flatMap(
      (name) => getRecordId(name) ?? [],
    );
    return names
      .filter((name) => idPattern.test(name))
      .sort()
      .reverse();
  }

  /** Those of these that are there, in the same order, without waiting for the others to be read. */
  async getMany(ids: readonly string[]): Promise<GenerationRecord[]> {
    const records = await Promise.all(
      ids.map(async (id) => {
        const cached = this.#cache.get(id);
        return cached ?? (this.#isLoaded ? undefined : await this.#readOrReport(id));
      }),
    );
    return records.filter((record) => record !== undefined && record !== null);
  }

  /** Writes a record that is new. */
  async add(record: GenerationRecord): Promise<GenerationRecord> {
    return this.#enqueue(record.id, () => this.#save(record));
  }

  /**
   * Rewrites a record with what `change` makes of it as it stands on disk. Changes to one record run
   * one after another; `undefined` when it has been removed meanwhile. The same record is not written.
   */
  update(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord,
  ): Promise<GenerationRecord | undefined> {
    return this.#enqueue(id, async () => {
      const record = await this.#read(id);
      if (!record) {
        this.#evict(id);
        return undefined;
      }
      const changed = change(record);
      if (changed !== record) return this.#save(changed);
      this.#cacheRecord(record);
      return record;
    });
  }

  /** Takes a record off the disk, and what belongs to it. */
  remove(id: string, removeFiles: () => Promise<void>): Promise<void> {
    return this.#enqueue(id, async () => {
      await this.#disk.rm(this.#getFile(id), { force: true });
      await removeFiles();
      this.#evict(id);
    });
  }

  /** Does what takes a record's file away or brings one back, in its turn. */
  async move(id: string, work: () => Promise<void>): Promise<void> {
    await this.#enqueue(id, work);
    await this.#reread(id);
  }

  /** Calls `listener` after every change that has reached the disk, from whichever window. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#watcher?.dispose();
    this.#listeners.clear();
  }

  load(): Promise<void> {
    // A failed read is forgotten, so that the next call tries again.
    this.#loading ??= this.#readAll().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  #getFile(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  async #save(record: GenerationRecord): Promise<GenerationRecord> {
    await writeAtomically(this.#disk, this.#getFile(record.id), serializeRecord(record));
    this.#cacheRecord(record);
    return record;
  }

  #cacheRecord(record: GenerationRecord): void {
    const previous = this.#cache.get(record.id);
    this.#cache.set(record.id, record);
    this.#sorted = undefined;
    if (!previous || serializeRecord(previous) !== serializeRecord(record))
      this.#fire({ type: 'saved', record });
  }

  #evict(id: string): void {
    if (!this.#cache.delete(id)) return;
    this.#sorted = undefined;
    this.#fire({ type: 'removed', id });
  }

  #fire(change: LibraryChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  async #enqueue<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.load();
    const previous = this.#queues.get(id) ?? Promise.resolve();
    const current = previous.then(work, work);
    this.#queues.set(id, current);
    try {
      return await current;
    } finally {
      if (this.#queues.get(id) === current) this.#queues.delete(id);
    }
  }

  async #readAll(): Promise<void> {
    await this.#disk.mkdir(this.#folder, { recursive: true });
    this.#watcher ??= watchFolder(
      this.#disk,
      this.#folder,
      (name) => {
        const id = getRecordId(name);
        if (id === undefined) return;
        this.#reread(id).catch((error: unknown) => {
          this.#options.onUnreadable?.(join(this.#folder, name), error);
        });
      },
      this.#options.onUnreadable,
    );
    const ids = (await this.#disk.readdir(this.#folder)).flatMap((name) => getRecordId(name) ?? []);
    // The newest first, as they are wanted first; side by side, as a disk answers many as fast as one.
    ids.sort();
    const readers = Array.from({ length: maxConcurrentReads }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        const record = await this.#readOrReport(id);
        if (record) this.#cache.set(record.id, record);
      }
    });
    await Promise.all(readers);
    this.#isLoaded = true;
  }

  /**
   * Takes notice of what another window wrote, or of a record that is copied here. A copy is first
   * heard of when it is half there, so a file that is no record is left for the next start to judge.
   */
  #reread(id: string): Promise<void> {
    return this.#enqueue(id, async () => {
      const file = this.#getFile(id);
      const result = await readRecord(this.#disk, file, id);
      if (result.type === 'record') this.#cacheRecord(result.record);
      else if (result.type === 'missing') this.#evict(id);
      else if (result.type === 'unreadable') this.#options.onUnreadable?.(file, result.error);
    });
  }

  /** As `#read`; `null` for one that is there but cannot be read. */
  async #readOrReport(id: string): Promise<GenerationRecord | undefined | null> {
    try {
      return await this.#read(id);
    } catch (error) {
      this.#options.onUnreadable?.(this.#getFile(id), error);
      return null;
    }
  }

  /**
   * A record as it stands on disk; `undefined` when it is gone, or was none.
   * @throws Error when it is there but cannot be read now, or not by this version.
   */
  async #read(id: string): Promise<GenerationRecord | undefined> {
    const file = this.#getFile(id);
    const result = await readRecord(this.#disk, file, id);
    switch (result.type) {
      case 'record':
        return result.record;
      case 'missing':
        return undefined;
      case 'unreadable':
        throw result.error;
      case 'corrupt': {
        const newPath = await quarantine(this.#disk, file, this.#quarantineFolder).catch(
          () => file,
        );
        if (newPath !== undefined) this.#options.onQuarantine?.(newPath, result.error);
        return undefined;
      }
    }
  }
}

/** How many files are read at once. */
const maxConcurrentReads = 32;

/** The record that a file holds, by its name; `undefined` for a file that is none. */
function getRecordId(name: string): string | undefined {
  return extname(name) === '.json' ? basename(name, '.json') : undefined;
}

function serializeRecord(record: GenerationRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
