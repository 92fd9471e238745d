import { basename, extname, join } from 'node:path';
import type { Clock } from '../jimeng/index.ts';
import { createFolder, exists, getFileErrorCode, listOwnFolder } from './disk/files.ts';
import type { Lease, Leases } from './ownership/lease.ts';
import type { LibraryFolders } from './folders.ts';
import { createId, idPattern } from './record.ts';
import type { Records } from './records.ts';
import { linkAnswers, type ReliableDisk } from './disk/reliableDisk.ts';

/** The services of `Trash`. */
export interface TrashOptions {
  readonly folders: LibraryFolders;
  readonly records: Records;
  readonly leases: Leases;
  readonly disk: ReliableDisk;
  readonly clock: Clock;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random: () => number;
}

/** Generations that were moved to the trash together. */
export interface Deletion {
  /**
   * Restores them. Resolves to the number of restored generations, without those that another
   * window has purged or imported again.
   * @throws Error of the file system.
   */
  restore(): Promise<number>;
  /**
   * Deletes them permanently.
   * @throws Error of the file system.
   */
  purge(): Promise<void>;
}

/** Generations from elsewhere that are added to the library together, or not at all. */
export interface ImportBatch {
  /**
   * The path of a folder for their records, as `<id>.json`, and the folders of their images, as
   * `<id>`.
   */
  readonly folder: string;
  /**
   * Adds them to the library. Resolves to the number of added generations; those with an id that
   * the library already has are not added.
   * @throws Error of the file system.
   */
  commit(): Promise<number>;
  /**
   * Deletes the folder.
   * @throws Error of the file system.
   */
  rollback(): Promise<void>;
}

/** Suffix of a record that is being restored; after a crash, the restore is completed. */
const restoringSuffix = '.restoring';

/**
 * Deleted generations that can still be restored: a folder for each deletion, with records and the
 * folders of their images. A generation is where its record is: the record is moved first when it
 * is deleted and last when it is restored, and images that are still in the other place belong to
 * it all the same. The window that can restore a deletion holds a lease with the name of its
 * folder.
 */
export class Trash {
  readonly #options: TrashOptions;

  constructor(options: TrashOptions) {
    this.#options = options;
  }

  /**
   * Moves generations to the trash: all of them, or none if one cannot be moved.
   * @throws Error of the file system.
   */
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

  /**
   * Begins an import. Until it is committed, its generations are treated like deleted ones: after a
   * crash, they are purged.
   * @throws Error of the file system.
   */
  async beginImport(): Promise<ImportBatch> {
    const { disk, folders } = this.#options;
    // A new library has no such folder yet.
    await createFolder(disk, folders.images);
    const { folder, lease } = await this.#createFolder();
    return {
      folder,
      commit: () => this.#runAndRelease(lease, () => this.#restoreAll(folder)),
      rollback: () => this.#runAndRelease(lease, () => this.#purgeAll(folder)),
    };
  }

  /**
   * Purges the deletions and imports of closed or crashed windows, and completes their restores.
   * @throws Error of the file system.
   */
  async purgeAbandoned(): Promise<void> {
    const { folders, leases, disk } = this.#options;
    const failures: unknown[] = [];
    for (const name of await listOwnFolder(disk, folders.trash)) {
      // Other programs have put it there.
      const stats = await disk.lstat(join(folders.trash, name)).catch(() => undefined);
      if (!idPattern.test(name) || stats?.isFile()) continue;
      const lease = await leases.acquire(name);
      if (!lease) continue;
      // One that cannot be purged now does not keep the others.
      await this.#runAndRelease(lease, () => this.#purgeAll(join(folders.trash, name))).catch(
        (error: unknown) => failures.push(error),
      );
    }
    if (failures.length > 0) throw failures[0];
  }

  /** Creates a folder, and acquires the lease that keeps other windows from purging it. */
  async #createFolder(): Promise<{ folder: string; lease: Lease }> {
    const { folders, leases, disk, clock, random } = this.#options;
    const name = createId(clock.now(), random);
    const lease = await leases.acquire(name);
    if (!lease) throw new Error(`Another window has already created ${name}`);
    const folder = join(folders.trash, name);
    try {
      await createFolder(disk, folder);
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
    const { folders, disk } = this.#options;
    const file = `${id}.json`;
    if (!(await renameIfExists(disk, join(folders.records, file), join(folder, file)))) return;
    // Images that cannot be moved at once because they are in use remain; purge and restore handle
    // both places.
    await disk.once.rename(join(folders.images, id), join(folder, id)).catch(() => undefined);
  }

  async #restoreAll(folder: string): Promise<number> {
    const { disk } = this.#options;
    let count = 0;
    for (const name of await listOwnFolder(disk, folder)) {
      if (isRecordFile(name) && (await this.#moveBack(name, folder))) count++;
    }
    await this.#purgeAll(folder);
    return count;
  }

  async #moveBack(name: string, folder: string): Promise<boolean> {
    const { records, folders, disk } = this.#options;
    const id = basename(name, extname(name));
    const restoringFile = join(folder, id + restoringSuffix);
    // Another copy of it may have been imported in the meantime.
    if (await this.#hasRecord(id)) return false;
    if (extname(name) !== restoringSuffix)
      await renameIfExists(disk, join(folder, name), restoringFile);
    await renameIfExists(disk, join(folder, id), join(folders.images, id));
    let isRestored = false;
    await records.move(id, async () => {
      isRestored = await renameIfExists(disk, restoringFile, join(folders.records, `${id}.json`));
    });
    return isRestored;
  }

  /** Deletes each record last, so that an interrupted purge is found and repeated. */
  async #purgeAll(folder: string): Promise<void> {
    const { disk, folders } = this.#options;
    for (const name of await listOwnFolder(disk, folder)) {
      if (!isRecordFile(name)) continue;
      if (extname(name) === restoringSuffix && (await this.#moveBack(name, folder))) continue;
      const id = basename(name, extname(name));
      const removeOptions = { recursive: true, force: true };
      if (await this.#hasRecord(id)) await this.#moveListedImages(id, folder);
      else await disk.rm(join(folders.images, id), removeOptions);
      await disk.rm(join(folder, id), removeOptions);
      await disk.rm(join(folder, name), { force: true });
    }
    await disk.rm(folder, { recursive: true, force: true });
  }

  /**
   * Moves images back to a record that is in the library again: the window that ran the generation had
   * read it before the deletion and has written it since.
   */
  async #moveListedImages(id: string, folder: string): Promise<void> {
    const { disk, folders, records } = this.#options;
    const record = await records.update(id, (current) => current);
    for (const { file } of record?.images ?? []) {
      const path = join(folders.images, id, file);
      if (await exists(disk, path)) continue;
      await createFolder(disk, join(folders.images, id));
      await renameIfExists(disk, join(folder, id, file), path);
    }
  }

  /** Whether a record exists, even if it cannot be read. */
  #hasRecord(id: string): Promise<boolean> {
    const { disk, folders } = this.#options;
    return exists(disk, join(folders.records, `${id}.json`));
  }
}

/** Renames a file; `false` if it does not exist. */
function renameIfExists({ once, retry }: ReliableDisk, from: string, to: string): Promise<boolean> {
  return retry(async () => {
    try {
      await once.rename(from, to);
      return true;
    } catch (error) {
      if (getFileErrorCode(error) === 'ENOENT' && !(await exists(once, from))) return false;
      throw error;
    }
  }, linkAnswers);
}

/** Anything else, such as `...json`, could lead to other folders. */
function isRecordFile(name: string): boolean {
  const suffix = extname(name);
  return ['.json', restoringSuffix].includes(suffix) && idPattern.test(basename(name, suffix));
}
