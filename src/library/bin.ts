import { basename, extname, join } from 'node:path';
import type { Clock } from '../jimeng/index.ts';
import { fileErrorCode, namesIn, type Disk } from './files.ts';
import type { Lease, Leases } from './lease.ts';
import type { LibraryFolders } from './library.ts';
import { newId } from './record.ts';
import type { Records } from './records.ts';

export interface BinOptions {
  readonly folders: LibraryFolders;
  readonly records: Records;
  readonly leases: Leases;
  readonly disk: Disk;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Generations that were deleted together. */
export interface Deletion {
  /** Brings them back, and resolves to how many came; those that another window has purged do not. */
  restore(): Promise<number>;
  /** Takes them off the disk for good. */
  purge(): Promise<void>;
}

/** Generations from elsewhere that come into the library together, or not at all. */
export interface Gathering {
  /** Where to put them: records as `<id>.json`, and beside each the folder of its pictures, `<id>`. */
  readonly folder: string;
  /** Brings them in, and resolves to how many came; the library keeps what it has of the same id. */
  bringIn(): Promise<number>;
  /** Takes off the disk what was gathered. */
  abandon(): Promise<void>;
}

/** The ending of a record that is on its way back: its deletion is off, whatever happens next. */
const returning = '.returning';

/**
 * What was deleted and may still be brought back: in a folder for each deletion, its records and
 * beside each the folder of its pictures. A generation is where its record is, so that goes first on
 * the way out and last on the way back; pictures found elsewhere follow it. The window that may
 * bring them back holds a lease with the deletion's name.
 */
export class Bin {
  readonly #options: BinOptions;

  constructor(options: BinOptions) {
    this.#options = options;
  }

  /** Takes generations out of the library: all of them, or none where one cannot be. */
  async putAway(ids: readonly string[]): Promise<Deletion> {
    const { place, lease } = await this.#begin();
    try {
      for (const id of ids) await this.#options.records.move(id, () => this.#out(id, place));
    } catch (error) {
      await this.#end(lease, () => this.#restore(place));
      throw error;
    }
    return {
      restore: () => this.#end(lease, () => this.#restore(place)),
      purge: () => this.#end(lease, () => this.#purge(place)),
    };
  }

  /** What comes in is at first as if it had been deleted: after a crash it is purged. */
  async gather(): Promise<Gathering> {
    const { disk, folders } = this.#options;
    // On a machine that is new there are none yet.
    await disk.mkdir(folders.images, { recursive: true });
    const { place, lease } = await this.#begin();
    return {
      folder: place,
      bringIn: () => this.#end(lease, () => this.#restore(place)),
      abandon: () => this.#end(lease, () => this.#purge(place)),
    };
  }

  /** Purges what windows that are gone have left, and brings back what they were bringing back. */
  async purgeLeft(): Promise<void> {
    const { folders, leases, disk } = this.#options;
    for (const name of await namesIn(disk, folders.deleted)) {
      const lease = await leases.acquire(name);
      if (lease) await this.#end(lease, () => this.#purge(join(folders.deleted, name)));
    }
  }

  /** A folder of its own, and the lease that keeps other windows from purging it. */
  async #begin(): Promise<{ place: string; lease: Lease }> {
    const { folders, leases, disk, clock, random } = this.#options;
    const name = newId(clock.now(), random);
    const lease = await leases.acquire(name);
    if (!lease) throw new Error(`Another window has already created ${name}`);
    const place = join(folders.deleted, name);
    try {
      await disk.mkdir(place, { recursive: true });
    } catch (error) {
      await lease.release();
      throw error;
    }
    return { place, lease };
  }

  async #end<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await lease.release();
    }
  }

  async #out(id: string, place: string): Promise<void> {
    const { records, images } = this.#options.folders;
    const file = `${id}.json`;
    if (!(await this.#rename(join(records, file), join(place, file)))) return;
    // Pictures that are in use just now stay behind: whoever purges or restores looks there as well.
    await this.#rename(join(images, id), join(place, id)).catch(() => false);
  }

  async #restore(place: string): Promise<number> {
    const { disk } = this.#options;
    let count = 0;
    for (const name of await namesIn(disk, place)) {
      if (isRecord(name) && (await this.#back(name, place))) count++;
    }
    await this.#purge(place);
    return count;
  }

  async #back(name: string, place: string): Promise<boolean> {
    const { records, folders } = this.#options;
    const id = basename(name, extname(name));
    const marked = join(place, id + returning);
    // Another copy of it may have been imported meanwhile.
    if (await this.#isThere(id)) return false;
    if (extname(name) !== returning) await this.#rename(join(place, name), marked);
    await this.#rename(join(place, id), join(folders.images, id));
    let isBack = false;
    await records.move(id, async () => {
      isBack = await this.#rename(marked, join(folders.records, `${id}.json`));
    });
    return isBack;
  }

  /** Each record goes last, so that a purge that was cut short is found and done again. */
  async #purge(place: string): Promise<void> {
    const { disk, folders } = this.#options;
    for (const name of await namesIn(disk, place)) {
      if (!isRecord(name)) continue;
      if (extname(name) === returning && (await this.#back(name, place))) continue;
      const id = basename(name, extname(name));
      const whole = { recursive: true, force: true };
      if (!(await this.#isThere(id))) await disk.rm(join(folders.images, id), whole);
      await disk.rm(join(place, id), whole);
      await disk.rm(join(place, name), { force: true });
    }
    await disk.rm(place, { recursive: true, force: true });
  }

  async #isThere(id: string): Promise<boolean> {
    try {
      await this.#options.disk.stat(join(this.#options.folders.records, `${id}.json`));
      return true;
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** Whether there was something to rename. */
  async #rename(from: string, to: string): Promise<boolean> {
    try {
      await this.#options.disk.rename(from, to);
      return true;
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }
}

function isRecord(name: string): boolean {
  return ['.json', returning].includes(extname(name));
}
