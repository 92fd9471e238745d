import { FolderWatcher } from './disk/folderWatcher.ts';
import { KeyedQueue } from './keyedQueue.ts';
import { idPattern, type GenerationRecord } from './record.ts';
import { RecordCache, type LibraryChange } from './recordCache.ts';
import { getRecordIds, RecordFiles, type Patience } from './recordFiles.ts';
import { RecordRefresher } from './recordRefresher.ts';
import { isFileError, listCreatedFolder, type ReliableDisk } from './disk/reliableDisk.ts';
import { getReplacementPath } from './disk/writeAtomically.ts';

/** The options of `Records`. */
export interface RecordsOptions {
  /** Called with a record that cannot be read. */
  readonly onUnreadable?: (file: string, error: unknown) => void;
  /** Called with the new path of a file that was not a valid record. */
  readonly onQuarantine?: (file: string, error: unknown) => void;
}

/**
 * The records, one file each. All windows share the files; memory is only a cache of what was last
 * read or written. Only `list` and `load` read all of them.
 */
export class Records {
  readonly #folder: string;
  readonly #files: RecordFiles;
  readonly #disk: ReliableDisk;
  readonly #options: RecordsOptions;
  readonly #queue = new KeyedQueue();
  readonly #cache = new RecordCache();
  readonly #refresher: RecordRefresher;
  /** Started by the first use, because what is cached must stay true. */
  readonly #watcher: FolderWatcher;
  #loading: Promise<void> | undefined;

  /**
   * @param folder the path of the folder of the records; created when it is first used
   * @param quarantineFolder the path of the folder for files that are not valid records
   */
  constructor(
    folder: string,
    quarantineFolder: string,
    disk: ReliableDisk,
    options: RecordsOptions,
  ) {
    this.#folder = folder;
    this.#disk = disk;
    this.#options = options;
    this.#files = new RecordFiles(folder, quarantineFolder, disk, options.onQuarantine);
    this.#watcher = new FolderWatcher(disk, folder, (name) => {
      for (const id of getRecordIds([name])) void this.#rereadOrReport(id);
    });
    this.#refresher = new RecordRefresher(disk, this.#cache, (id) => this.#files.getPath(id));
  }

  /** Whether all records are in memory. */
  get isLoaded(): boolean {
    return this.#cache.isComplete;
  }

  /** Whether changes of other windows are noticed without `refresh`. */
  get isWatching(): boolean {
    return this.#watcher.isWatching;
  }

  /**
   * All records, newest first.
   * @throws Error of the file system when the folder cannot be created or read.
   */
  async list(): Promise<readonly GenerationRecord[]> {
    await this.load();
    return this.#cache.list();
  }

  /**
   * A record, without reading others; `undefined` if it does not exist or cannot be read. Never
   * rejects.
   */
  async get(id: string): Promise<GenerationRecord | undefined> {
    const cached = this.#cache.get(id);
    if (cached || this.isLoaded || !idPattern.test(id)) return cached;
    try {
      return await this.#readIntoCache(id, 'retry');
    } catch (error) {
      this.#options.onUnreadable?.(this.#files.getPath(id), error);
      return undefined;
    }
  }

  /**
   * The ids of all records, newest first. Fast even before the records are read, because ids are
   * file names.
   * @throws Error of the file system when the folder cannot be read.
   */
  async listIds(): Promise<string[]> {
    if (this.isLoaded) return this.#cache.list().map(({ id }) => id);
    const ids = (await this.#files.listIds()).filter((id) => idPattern.test(id));
    this.#refresher.setListed(ids);
    return ids.sort().reverse();
  }

  /** The existing records of these ids, in the same order, without reading others. Never rejects. */
  async getMany(ids: readonly string[]): Promise<GenerationRecord[]> {
    const records = await Promise.all(ids.map((id) => this.get(id)));
    return records.filter((record) => record !== undefined);
  }

  /**
   * Writes a new record.
   * @throws Error of the file system.
   */
  async add(record: GenerationRecord): Promise<GenerationRecord> {
    return this.#enqueue(record.id, async () => {
      await this.#files.write(record);
      this.#cache.update(record);
      return record;
    });
  }

  /**
   * Updates a record: reads it from disk, calls `change`, and writes the result, unless it is the
   * same object. If another window has written it meanwhile, the change is applied to that. Updates
   * of one record run one after another. If its file cannot be read, the change applies to the record
   * in memory. Resolves to `undefined` if the record has been removed.
   * @throws Error of the file system when the record cannot be written, or is unknown and cannot be
   * read; what `change` throws.
   */
  update(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord,
  ): Promise<GenerationRecord | undefined> {
    return this.#enqueue(id, async () => {
      const known = this.#cache.get(id);
      let record = await this.#read(id, 'find').catch((error: unknown) => {
        // The record in memory may have the id of a billed task, which must not get lost.
        if (!known || !isFileError(error)) throw error;
        return known;
      });
      if (!record) {
        this.#cache.remove(id);
        return undefined;
      }
      for (let changed = change(record); changed !== record; changed = change(record)) {
        const newer = await this.#files.write(changed, record);
        if (newer === 'removed') {
          this.#cache.remove(id);
          return undefined;
        }
        record = newer ?? changed;
        this.#cache.update(record);
        if (!newer) return record;
      }
      if (known || this.isLoaded) this.#cache.update(record);
      else this.#cache.add(record);
      return record;
    });
  }

  /**
   * Deletes a record, then its other files.
   * @throws Error of the file system; what `removeFiles` throws.
   */
  remove(id: string, removeFiles: () => Promise<void>): Promise<void> {
    return this.#enqueue(id, async () => {
      const file = this.#files.getPath(id);
      await this.#disk.rm(getReplacementPath(file), { force: true });
      await this.#disk.rm(file, { force: true });
      await removeFiles();
      this.#cache.remove(id);
    });
  }

  /**
   * Runs `work`, which moves the file of a record out of or into the folder, after all updates of
   * the record.
   * @throws what `work` throws.
   */
  async move(id: string, work: () => Promise<void>): Promise<void> {
    await this.#enqueue(id, work);
    await this.#rereadOrReport(id);
  }

  /** Calls `listener` after every change on disk, by any window. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    void this.#watcher.start();
    return this.#cache.onDidChange(listener);
  }

  /** Stops watching for changes of other windows. */
  dispose(): void {
    this.#cache.dispose();
    this.#watcher.dispose();
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

  /**
   * Looks for changes of other windows that were not noticed: reads new and unfinished records, and
   * if the folder is not watched, some of the others in turn. Never rejects.
   */
  async refresh(): Promise<void> {
    const names = await this.#disk.once.readdir(this.#folder).catch(() => undefined);
    // A folder that cannot be read is not empty: its share may come back.
    if (!names) return;
    const ids = await this.#refresher.findChanged(new Set(getRecordIds(names)), this.isWatching);
    await Promise.all(ids.map((id) => this.#rereadOrReport(id)));
  }

  /** Runs `work` after all earlier work for the same record. */
  async #enqueue<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.#watcher.start();
    return this.#queue.run(id, work);
  }

  async #readAll(): Promise<void> {
    await this.#watcher.start();
    // Newest first, because they are needed first; concurrently, which is faster on most disks.
    const ids = getRecordIds(await listCreatedFolder(this.#disk, this.#folder)).sort();
    const failed: string[] = [];
    const readers = Array.from({ length: maxConcurrentReads }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        const failedId = id;
        await this.#readIntoCache(id, 'once').catch(() => failed.push(failedId));
      }
    });
    await Promise.all(readers);
    // Together, because many files may be blocked for the same reason.
    const retries = failed.map((id) =>
      this.#readIntoCache(id, 'retry').catch((error: unknown) => {
        this.#options.onUnreadable?.(this.#files.getPath(id), error);
      }),
    );
    await Promise.all(retries);
    this.#cache.markComplete();
  }

  /** Reads a record that is not cached. */
  #readIntoCache(id: string, patience: Patience): Promise<GenerationRecord | undefined> {
    return this.#enqueue(id, async () => {
      const cached = this.#cache.get(id);
      if (cached) return cached;
      const record = await this.#read(id, patience);
      if (record) this.#cache.add(record);
      return record;
    });
  }

  async #rereadOrReport(id: string): Promise<void> {
    await this.#reread(id).catch((error: unknown) => {
      this.#options.onUnreadable?.(this.#files.getPath(id), error);
    });
  }

  /**
   * Rereads a record that changed on disk. A copy triggers the watcher while it is still
   * incomplete, so an invalid file is left until the next start.
   */
  #reread(id: string): Promise<void> {
    return this.#enqueue(id, async () => {
      const result = await this.#files.read(id, 'retry', this.#cache.get(id));
      if (result.type === 'record') this.#cache.update(result.record);
      else if (result.type === 'missing') this.#cache.remove(id);
      else if (result.type === 'unsupported') throw result.error;
    });
  }

  /**
   * Reads a record from disk; `undefined` if it does not exist. Instead of an invalid one, which is
   * moved to the quarantine, it is the record that this process knows.
   * @throws Error when it cannot be read at the moment, or not by this version.
   */
  async #read(id: string, patience: Patience): Promise<GenerationRecord | undefined> {
    const known = this.#cache.get(id);
    const result = await this.#files.read(id, patience, known);
    switch (result.type) {
      case 'record':
        return result.record;
      case 'missing':
        return undefined;
      case 'unsupported':
        throw result.error;
      case 'corrupt':
        await this.#files.quarantine(id, result.error);
        return known;
    }
  }
}

/** Number of files to read concurrently. */
const maxConcurrentReads = 32;
