import { isUnfinished } from './record.ts';
import type { RecordCache } from './recordCache.ts';
import type { ReliableDisk } from './disk/reliableDisk.ts';

/** Number of finished records that are checked in one refresh, so that it stays cheap. */
const maxStatsPerRefresh = 500;

/** Finds the records that other windows may have changed, for folders that cannot be watched. */
export class RecordRefresher {
  readonly #disk: ReliableDisk;
  readonly #cache: RecordCache;
  readonly #getFile: (id: string) => string;
  /** The modification time and size of files when they were last looked at. */
  readonly #stamps = new Map<string, string>();
  /** The ids that were listed first, before all records were in memory; `undefined` if none were. */
  #listedIds: Set<string> | undefined;
  /** The number of finished records that were checked in this round. */
  #position = 0;

  constructor(disk: ReliableDisk, cache: RecordCache, getFile: (id: string) => string) {
    this.#disk = disk;
    this.#cache = cache;
    this.#getFile = getFile;
  }

  /** Called with the ids of all files when they have been listed without reading the records. */
  setListed(ids: readonly string[]): void {
    this.#listedIds ??= new Set(ids);
  }

  /**
   * The ids of records that must be read again: missing, new, and unfinished ones; if the folder is
   * not watched, also the changed ones among some of the others, in turn. Never rejects.
   * @param existingIds the ids of all files
   */
  async findChanged(existingIds: ReadonlySet<string>, isWatching: boolean): Promise<string[]> {
    this.#forgetMissing(existingIds);
    const records = this.#cache.list();
    const missing = records.filter(({ id }) => !existingIds.has(id));
    const existing = records.filter(({ id }) => existingIds.has(id));
    const unfinished = existing.filter(isUnfinished);
    const finished = existing.filter((record) => !isUnfinished(record)).map(({ id }) => id);
    // The rest of an incomplete cache is not read here: a watched folder reports new files itself, and otherwise
    // nothing is new until something has been listed.
    const isKnown = (id: string) =>
      !this.#cache.isComplete && (isWatching || (this.#listedIds?.has(id) ?? true));
    const isNew = (id: string) => this.#cache.get(id) === undefined && !isKnown(id);
    const candidates = [...existingIds].filter(isNew);
    if (!isWatching) candidates.push(...this.#takeTurn(finished));
    return [
      ...[...missing, ...unfinished].map(({ id }) => id),
      ...(await this.#filterChanged(candidates)),
    ];
  }

  /** What another window restores is new again. */
  #forgetMissing(existingIds: ReadonlySet<string>): void {
    for (const id of this.#stamps.keys()) if (!existingIds.has(id)) this.#stamps.delete(id);
    for (const id of this.#listedIds ?? []) if (!existingIds.has(id)) this.#listedIds?.delete(id);
  }

  #takeTurn(ids: readonly string[]): string[] {
    if (this.#position >= ids.length) this.#position = 0;
    const start = this.#position;
    this.#position += maxStatsPerRefresh;
    return ids.slice(start, this.#position);
  }

  async #filterChanged(ids: readonly string[]): Promise<string[]> {
    const stamps = await Promise.all(ids.map((id) => this.#readStamp(id)));
    return ids.filter((id, index) => {
      const stamp = stamps[index];
      if (stamp === undefined || this.#stamps.get(id) === stamp) return false;
      this.#stamps.set(id, stamp);
      return true;
    });
  }

  /** `undefined` if the file is blocked or missing at the moment. */
  async #readStamp(id: string): Promise<string | undefined> {
    try {
      const { mtimeMs, size } = await this.#disk.once.stat(this.#getFile(id));
      return `${mtimeMs} ${size}`;
    } catch {
      return undefined;
    }
  }
}
