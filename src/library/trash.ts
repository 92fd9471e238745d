import { basename, extname, join } from 'node:path';
import type { Clock } from '../jimeng/index.ts';
import { getFileErrorCode, listFolder, type Disk } from './files.ts';
import type { Lease, Leases } from './lease.ts';
import type { LibraryFolders } from './folders.ts';
import { createId } from './record.ts';
import type { Records } from './records.ts';

export interface TrashOptions {
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
export interface ImportBatch {
  /** Where to put them: records as `<id>.json`, and beside each the folder of its pictures, `<id>`. */
  readonly folder: string;
  /** Brings them in, and resolves to how many came; the library keeps what it has of the same id. */
  commit(): Promise<number>;
  /** Takes off the disk what was gathered. */
  rollback(): Promise<void>;
}

/** The ending of a record that is on its way back: its deletion is off, whatever happens next. */
const restoringSuffix = '.restoring';

/**
 * What was deleted and may still be brought back: in a folder for each deletion, its records and
 * beside each the folder of its pictures. A generation is where its record is, so that goes first on
 * the way out and last on the way back; pictures found elsewhere follow it. The window that may
 * bring them back holds a lease with the deletion's name.
 */
export class Trash {
  readonly #options: TrashOptions;

  constructor(options: TrashOptions) {
    this.#options = options;
  }

  /** Takes generations out of the library: all of them, or none where one cannot be. */
  async moveToTrash(ids: readonly string[]): Promise<Deletion> {
    const { folder, lease } = await this.#createFolder();
    try {
      for (const id of ids) await this.#options.records.move(id, () => this.#moveOut(id, folder));
    } catch (error) {
      await this.#runAndRelease(lease, () => this.#restoreAll(folder));
      throw error;
    }
    return {
      restore: () => this.#runAndRelease(lease, () => this.#restoreAll(folder)),
      purge: () => this.#runAndRelease(lease, () => this.#purgeAll(folder)),
    };
  }

  /** What comes in is at first as if it had been deleted: after a crash it is purged. */
  async beginImport(): Promise<ImportBatch> {
    const { disk, folders } = this.#options;
    // On a machine that is new there are none yet.
    await disk.mkdir(folders.images, { recursive: true });
    const { folder, lease } = await this.#createFolder();
    return {
      folder,
      commit: () => this.#runAndRelease(lease, () => this.#restoreAll(folder)),
      rollback: () => this.#runAndRelease(lease, () => this.#purgeAll(folder)),
    };
  }

  /** Purges what windows that are gone have left, and brings back what they were bringing back. */
  async purgeAbandoned(): Promise<void> {
    const { folders, leases, disk } = this.#options;
    for (const name of await listFolder(disk, folders.trash)) {
      const lease = await leases.acquire(name);
      if (lease) await this.#runAndRelease(lease, () => this.#purgeAll(join(folders.trash, name)));
    }
  }

  /** A folder of its own, and the lease that keeps other windows from purging it. */
  async #createFolder(): Promise<{ folder: string; lease: Lease }> {
    const { folders, leases, disk, clock, random } = this.#options;
    const name = createId(clock.now(), random);
    const lease = await leases.acquire(name);
    if (!lease) throw new Error(`Another window has already created ${name}`);
    const folder = join(folders.trash, name);
    try {
      await disk.mkdir(folder, { recursive: true });
    } catch (error) {
      await lease.release();
      throw error;
    }
    return { folder, lease };
  }

  async #runAndRelease<T>(lease: Lease, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      await lease.release();
    }
  }

  async #moveOut(id: string, folder: string): Promise<void> {
    const { records, images } = this.#options.folders;
    const file = `${id}.json`;
    if (!(await this.#renameIfExists(join(records, file), join(folder, file)))) return;
    // Pictures that are in use just now stay behind: whoever purges or restores looks there as well.
    await this.#renameIfExists(join(images, id), join(folder, id)).catch(() => false);
  }

  async #restoreAll(folder: string): Promise<number> {
    const { disk } = this.#options;
    let count = 0;
    for (const name of await listFolder(disk, folder)) {
      if (isRecordFile(name) && (await this.#moveBack(name, folder))) count++;
    }
    await this.#purgeAll(folder);
    return count;
  }

  async #moveBack(name: string, folder: string): Promise<boolean> {
    const { records, folders } = this.#options;
    const id = basename(name, extname(name));
    const restoringFile = join(folder, id + restoringSuffix);
    // Another copy of it may have been imported meanwhile.
    if (await this.#hasRecord(id)) return false;
    if (extname(name) !== restoringSuffix)
      await this.#renameIfExists(join(folder, name), restoringFile);
    await this.#renameIfExists(join(folder, id), join(folders.images, id));
    let isRestored = false;
    await records.move(id, async () => {
      isRestored = await this.#renameIfExists(restoringFile, join(folders.records, `${id}.json`));
    });
    return isRestored;
  }

  /** Each record goes last, so that a purge that was cut short is found and done again. */
  async #purgeAll(folder: string): Promise<void> {
    const { disk, folders } = this.#options;
    for (const name of await listFolder(disk, folder)) {
      if (!isRecordFile(name)) continue;
      if (extname(name) === restoringSuffix && (await this.#moveBack(name, folder))) continue;
      const id = basename(name, extname(name));
      const removeOptions = { recursive: true, force: true };
      if (!(await this.#hasRecord(id))) await disk.rm(join(folders.images, id), removeOptions);
      await disk.rm(join(folder, id), removeOptions);
      await disk.rm(join(folder, name), { force: true });
    }
    await disk.rm(folder, { recursive: true, force: true });
  }

  async #hasRecord(id: string): Promise<boolean> {
    try {
      await this.#options.disk.stat(join(this.#options.folders.records, `${id}.json`));
      return true;
    } catch (error) {
      if (getFileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  /** Whether there was something to rename. */
  async #renameIfExists(from: string, to: string): Promise<boolean> {
    try {
      await this.#options.disk.rename(from, to);
      return true;
    } catch (error) {
      if (getFileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }
}

function isRecordFile(name: string): boolean {
  return ['.json', restoringSuffix].includes(extname(name));
}
