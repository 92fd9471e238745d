import { basename, extname, join } from 'node:path';
import { listFolder, systemDisk, writeAtomically, type Disk } from './files.ts';
import { KeyedQueue } from './keyedQueue.ts';
import { readRecord, quarantine } from './readRecord.ts';
import { idPattern, type GenerationRecord } from './record.ts';
import { watchFolder, type FolderWatcher } from './watchFolder.ts';

/** A change of a record. */
export type LibraryChange =
  | { readonly type: 'saved'; readonly record: GenerationRecord }
  | { readonly type: 'removed'; readonly id: string };

/** The options of `Records`. */
export interface RecordsOptions {
  readonly disk?: Disk;
  /** Called with a record that cannot be read, and with a folder that cannot be watched. */
  readonly onUnreadable?: (file: string, error: unknown) => void;
  /** Called with the new path of a file that was not a valid record. */
  readonly onQuarantine?: (file: string, error: unknown) => void;
}

/**
 * The records, one file each. All windows share the files; memory is only a cache of what was last
 * read or written.
 */
export class Records {
  readonly #folder: string;
  readonly #quarantineFolder: string;
  readonly #disk: Disk;
  readonly #options: RecordsOptions;
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #queue = new KeyedQueue();
  readonly #cache = new Map<string, GenerationRecord>();
  /** The cached records, newest first; `undefined` if they must be sorted again. */
  #sorted: readonly GenerationRecord[] | undefined;
  #loading: Promise<void> | undefined;
  #isLoaded = false;
  #watcher: FolderWatcher | undefined;

  /**
   * @param folder the path of the folder of the records; created when it is first used
   * @param quarantineFolder the path of the folder for files that are not valid records
   */
  constructor(folder: string, quarantineFolder: string, options: RecordsOptions) {
    this.#folder = folder;
    this.#quarantineFolder = quarantineFolder;
    this.#disk = options.disk ?? systemDisk;
    this.#options = options;
  }

  /** Whether all records are in memory. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /**
   * All records, newest first.
   * @throws Error of the file system when the folder cannot be created or read.
   */
  async list(): Promise<readonly GenerationRecord[]> {
    await this.load();
    return (this.#sorted ??= [...this.#cache.values()].sort((a, b) => (a.id < b.id ? 1 : -1)));
  }

  /**
   * A record; `undefined` if it does not exist or cannot be read.
   * @throws Error of the file system when the folder cannot be created or read.
   */
  async get(id: string): Promise<GenerationRecord | undefined> {
    await this.load();
    return this.#cache.get(id);
  }

  /**
   * The ids of all records, newest first. Fast even before the records are read, because ids are
   * file names.
   * @throws Error of the file system when the folder cannot be read.
   */
  async listIds(): Promise<string[]> {
    if (this.#isLoaded) return (await this.list()).map(({ id }) => id);
    const names = await listFolder(this.#disk, this.#folder);
    return names
      .flatMap((name) => getRecordId(name) ?? [])
      .filter((id) => idPattern.test(id))
      .sort()
      .reverse();
  }

  /**
   * The existing records of these ids, in the same order, without waiting for other records to be
   * read. Never rejects.
   */
  async getMany(ids: readonly string[]): Promise<GenerationRecord[]> {
    const records = await Promise.all(
      ids.map(async (id) => {
        const cached = this.#cache.get(id);
        return cached ?? (this.#isLoaded ? undefined : await this.#readOrReport(id));
      }),
    );
    return records.filter((record) => record !== undefined && record !== null);
  }

  /**
   * Writes a new record.
   * @throws Error of the file system.
   */
  async add(record: GenerationRecord): Promise<GenerationRecord> {
    return this.#enqueue(record.id, () => this.#save(record));
  }

  /**
   * Updates a record: reads it from disk, calls `change`, and writes the result, unless it is the
   * same object. Updates of one record run one after another. Resolves to `undefined` if the record
   * has been removed.
   * @throws Error of the file system when the record cannot be read or written; what `change`
   * throws.
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

  /**
   * Deletes a record, then its other files.
   * @throws Error of the file system; what `removeFiles` throws.
   */
  remove(id: string, removeFiles: () => Promise<void>): Promise<void> {
    return this.#enqueue(id, async () => {
      await this.#disk.rm(this.#getFile(id), { force: true });
      await removeFiles();
      this.#evict(id);
    });
  }

  /**
   * Runs `work`, which moves the file of a record out of or into the folder, after all updates of
   * the record.
   * @throws what `work` throws; Error of the file system.
   */
  async move(id: string, work: () => Promise<void>): Promise<void> {
    await this.#enqueue(id, work);
    await this.#reread(id);
  }

  /** Calls `listener` after every change on disk, by any window. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Stops watching for changes of other windows. */
  dispose(): void {
    this.#watcher?.dispose();
    this.#listeners.clear();
  }

  /**
   * Reads all records, once.
   * @throws Error of the file system when the folder cannot be created or read.
   */
  load(): Promise<void> {
    // If it fails, the next call tries again.
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

  /** Runs `work` after all earlier work for the same record. */
  async #enqueue<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.load();
    return this.#queue.run(id, work);
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
    // Newest first, because they are needed first; concurrently, which is faster on most disks.
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
   * Rereads a record that changed on disk. A copy triggers the watcher while it is still
   * incomplete, so an invalid file is left until the next start.
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

  /** Like `#read`, but reports a record that cannot be read and resolves to `null`. */
  async #readOrReport(id: string): Promise<GenerationRecord | undefined | null> {
    try {
      return await this.#read(id);
    } catch (error) {
      this.#options.onUnreadable?.(this.#getFile(id), error);
      return null;
    }
  }

  /**
   * Reads a record from disk; `undefined` if it does not exist. Moves an invalid file to the
   * quarantine.
   * @throws Error when it cannot be read at the moment, or not by this version.
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

/** Number of files to read concurrently. */
const maxConcurrentReads = 32;

/** The id of the record in a file, from its name; `undefined` for other files. */
function getRecordId(name: string): string | undefined {
  return extname(name) === '.json' ? basename(name, '.json') : undefined;
}

function serializeRecord(record: GenerationRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
