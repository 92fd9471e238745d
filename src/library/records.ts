import { basename, extname, join } from 'node:path';
import { namesIn, systemDisk, writeWhole, type Disk } from './files.ts';
import { readRecord, setAside } from './reading.ts';
import { idPattern, type GenerationRecord } from './record.ts';
import { watchFolder, type Watch } from './watch.ts';

/** What happened to a generation's record. */
export type LibraryChange =
  | { readonly type: 'saved'; readonly record: GenerationRecord }
  | { readonly type: 'removed'; readonly id: string };

export interface RecordsOptions {
  readonly disk?: Disk;
  /** Told of a record that cannot be read now or by this version, and of a folder that cannot be watched. */
  readonly onUnreadable?: (file: string, error: unknown) => void;
  /** Told of a file among the records that was none, and where it is now. */
  readonly onSetAside?: (file: string, error: unknown) => void;
}

/**
 * The records, a file each. The files are the truth, shared by every window; memory holds what was
 * last read from or written to them.
 */
export class Records {
  readonly #folder: string;
  readonly #aside: string;
  readonly #disk: Disk;
  readonly #options: RecordsOptions;
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #turns = new Map<string, Promise<unknown>>();
  readonly #known = new Map<string, GenerationRecord>();
  /** What is known, newest first; not there while it must be sorted anew. */
  #sorted: readonly GenerationRecord[] | undefined;
  #loading: Promise<void> | undefined;
  #isLoaded = false;
  #watch: Watch | undefined;

  /**
   * @param folder where the records are; made when they are first asked for
   * @param aside where files go that were none
   */
  constructor(folder: string, aside: string, options: RecordsOptions) {
    this.#folder = folder;
    this.#aside = aside;
    this.#disk = options.disk ?? systemDisk;
    this.#options = options;
  }

  /** All of them, newest first. */
  async list(): Promise<readonly GenerationRecord[]> {
    await this.load();
    return (this.#sorted ??= [...this.#known.values()].sort((a, b) => (a.id < b.id ? 1 : -1)));
  }

  async get(id: string): Promise<GenerationRecord | undefined> {
    await this.load();
    return this.#known.get(id);
  }

  /** The ids of all, newest first. Quick even where none has been read yet: they are the files' names. */
  async ids(): Promise<string[]> {
    if (this.#isLoaded) return (await this.list()).map(({ id }) => id);
    const names = (await namesIn(this.#disk, this.#folder)).flatMap((name) => idIn(name) ?? []);
    return names
      .filter((name) => idPattern.test(name))
      .sort()
      .reverse();
  }

  /** Those of these that are there, in the same order, without waiting for the others to be read. */
  async some(ids: readonly string[]): Promise<GenerationRecord[]> {
    const records = await Promise.all(
      ids.map(async (id) => {
        const known = this.#known.get(id);
        return known ?? (this.#isLoaded ? undefined : await this.#readOrReport(id));
      }),
    );
    return records.filter((record) => record !== undefined && record !== null);
  }

  /** Writes a record that is new. */
  async add(record: GenerationRecord): Promise<GenerationRecord> {
    return this.#inTurn(record.id, () => this.#save(record));
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
      if (!record) {
        this.#forget(id);
        return undefined;
      }
      const changed = change(record);
      if (changed !== record) return this.#save(changed);
      this.#remember(record);
      return record;
    });
  }

  /** Takes a record off the disk, and what belongs to it. */
  remove(id: string, rest: () => Promise<void>): Promise<void> {
    return this.#inTurn(id, async () => {
      await this.#disk.rm(this.#fileOf(id), { force: true });
      await rest();
      this.#forget(id);
    });
  }

  /** Does what takes a record's file away or brings one back, in its turn. */
  async move(id: string, work: () => Promise<void>): Promise<void> {
    await this.#inTurn(id, work);
    await this.#reread(id);
  }

  /** Calls `listener` after every change that has reached the disk, from whichever window. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#watch?.dispose();
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

  #fileOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }

  async #save(record: GenerationRecord): Promise<GenerationRecord> {
    await writeWhole(this.#disk, this.#fileOf(record.id), textOf(record));
    this.#remember(record);
    return record;
  }

  #remember(record: GenerationRecord): void {
    const before = this.#known.get(record.id);
    this.#known.set(record.id, record);
    this.#sorted = undefined;
    if (!before || textOf(before) !== textOf(record)) this.#tell({ type: 'saved', record });
  }

  #forget(id: string): void {
    if (!this.#known.delete(id)) return;
    this.#sorted = undefined;
    this.#tell({ type: 'removed', id });
  }

  #tell(change: LibraryChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  async #inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    await this.load();
    const before = this.#turns.get(id) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(id, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === turn) this.#turns.delete(id);
    }
  }

  async #readAll(): Promise<void> {
    await this.#disk.mkdir(this.#folder, { recursive: true });
    this.#watch ??= watchFolder(
      this.#disk,
      this.#folder,
      (name) => {
        const id = idIn(name);
        if (id === undefined) return;
        this.#reread(id).catch((error: unknown) => {
          this.#options.onUnreadable?.(join(this.#folder, name), error);
        });
      },
      this.#options.onUnreadable,
    );
    const ids = (await this.#disk.readdir(this.#folder)).flatMap((name) => idIn(name) ?? []);
    // The newest first, as they are wanted first; side by side, as a disk answers many as fast as one.
    ids.sort();
    const readers = Array.from({ length: readersAtOnce }, async () => {
      for (let id = ids.pop(); id !== undefined; id = ids.pop()) {
        const record = await this.#readOrReport(id);
        if (record) this.#known.set(record.id, record);
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
    return this.#inTurn(id, async () => {
      const file = this.#fileOf(id);
      const found = await readRecord(this.#disk, file, id);
      if (found.type === 'record') this.#remember(found.record);
      else if (found.type === 'missing') this.#forget(id);
      else if (found.type === 'unreadable') this.#options.onUnreadable?.(file, found.error);
    });
  }

  /** As `#read`; `null` for one that is there but cannot be read. */
  async #readOrReport(id: string): Promise<GenerationRecord | undefined | null> {
    try {
      return await this.#read(id);
    } catch (error) {
      this.#options.onUnreadable?.(this.#fileOf(id), error);
      return null;
    }
  }

  /**
   * A record as it stands on disk; `undefined` when it is gone, or was none.
   * @throws Error when it is there but cannot be read now, or not by this version.
   */
  async #read(id: string): Promise<GenerationRecord | undefined> {
    const file = this.#fileOf(id);
    const found = await readRecord(this.#disk, file, id);
    switch (found.type) {
      case 'record':
        return found.record;
      case 'missing':
        return undefined;
      case 'unreadable':
        throw found.error;
      case 'foreign': {
        const place = await setAside(this.#disk, file, this.#aside).catch(() => file);
        if (place !== undefined) this.#options.onSetAside?.(place, found.error);
        return undefined;
      }
    }
  }
}

/** How many files are read at once. */
const readersAtOnce = 32;

/** The record that a file holds, by its name; `undefined` for a file that is none. */
function idIn(name: string): string | undefined {
  return extname(name) === '.json' ? basename(name, '.json') : undefined;
}

function textOf(record: GenerationRecord): string {
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
