import { join } from 'node:path';
import { systemClock, type Clock, type ImageStream } from '../jimeng/index.ts';
import { CancelRequests } from './ownership/cancelRequests.ts';
import { Trash, type Deletion, type ImportBatch } from './trash.ts';
import { confineDisk } from './disk/confinedDisk.ts';
import { listOwnFolder, removeTempFiles, systemDisk, type Disk } from './disk/files.ts';
import { resolveLibraryFolders, type LibraryFolders } from './folders.ts';
import { ImageFiles, type AddImageOptions, type ImageFileProblem } from './imageFiles.ts';
import { Leases, type Lease } from './ownership/lease.ts';
import { createNewRecord, type NewGeneration } from './newGeneration.ts';
import type { GenerationRecord, RecordImage } from './record.ts';
import type { LibraryChange } from './recordCache.ts';
import { Records, type RecordsOptions } from './records.ts';
import {
  createReliableDisk,
  type ReliableDisk,
  type ReliableDiskOptions,
} from './disk/reliableDisk.ts';
import { restrictAccess } from './disk/restrictAccess.ts';
import { Thumbnails } from './thumbnails.ts';

/** The options of `Library`. */
export interface LibraryOptions extends RecordsOptions, ReliableDiskOptions {
  readonly disk?: Disk;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random?: () => number;
}

/** The options of `Library.create`. */
interface CreateOptions {
  readonly task?: NonNullable<GenerationRecord['task']>;
  readonly beforeWrite?: (record: GenerationRecord) => Promise<void>;
}

/**
 * All generations, on disk: their records in `records/<id>.json`, their images in `images/<id>/`,
 * and in `leases/` which window runs them. Several windows can use a library at the same time.
 */
export class Library {
  readonly folders: LibraryFolders;
  /** The disk of the library, which repeats what fails. */
  readonly disk: ReliableDisk;
  readonly thumbnails: Thumbnails;
  /** Requests of other windows to cancel generations. */
  readonly cancelRequests: CancelRequests;
  readonly #folder: string;
  readonly #unconfinedDisk: Disk;
  readonly #records: Records;
  readonly #leases: Leases;
  readonly #images: ImageFiles;
  readonly #clock: Clock;
  readonly #random: () => number;

  /** @param folder the path of the library; created when it is first used */
  constructor(folder: string, options: LibraryOptions = {}) {
    this.folders = resolveLibraryFolders(folder);
    this.#unconfinedDisk = options.disk ?? systemDisk;
    this.disk = createReliableDisk(confineDisk(this.#unconfinedDisk, folder), options);
    this.#folder = folder;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    const { folders, disk } = this;
    const clock = this.#clock;
    this.#records = new Records(folders.records, folders.quarantine, disk, options);
    this.thumbnails = new Thumbnails({ folders, disk, clock });
    this.#images = new ImageFiles({
      folders,
      records: this.#records,
      thumbnails: this.thumbnails,
      disk,
    });
    this.#leases = new Leases(folders.leases, { disk, clock });
    this.cancelRequests = new CancelRequests(folders.leases, disk);
  }

  /** Whether all records are in memory; only `list` reads them all. */
  get isLoaded(): boolean {
    return this.#records.isLoaded;
  }

  /** Whether changes of other windows are noticed without `refresh`. */
  get isWatching(): boolean {
    return this.#records.isWatching;
  }

  /**
   * Looks for changes of other windows that were not noticed. Cheap enough for every few seconds.
   * Never rejects.
   */
  refresh(): Promise<void> {
    return this.#records.refresh();
  }

  /**
   * All records, newest first.
   * @throws Error of the file system when the folder cannot be created or read.
   */
  list(): Promise<readonly GenerationRecord[]> {
    return this.#records.list();
  }

  /**
   * A record, without reading others; `undefined` if it does not exist or cannot be read. Never
   * rejects.
   */
  get(id: string): Promise<GenerationRecord | undefined> {
    return this.#records.get(id);
  }

  /**
   * The ids of all records, newest first, without waiting for the records to be read.
   * @throws Error of the file system when the folder cannot be read.
   */
  listIds(): Promise<string[]> {
    return this.#records.listIds();
  }

  /**
   * The existing records of these ids, in this order, without reading others. Never rejects.
   */
  getMany(ids: readonly string[]): Promise<GenerationRecord[]> {
    return this.#records.getMany(ids);
  }

  /**
   * Creates the record of a new generation. Its lease is acquired first, so that no other window
   * can see the record without a lease.
   * @param options.task a task that was submitted elsewhere, to be polled instead of submitted
   * @param options.beforeWrite is awaited before the record is written
   * @throws Error of the file system, with a `code`, when the lease or the record cannot be
   * written; what `beforeWrite` throws.
   */
  async create(
    generation: NewGeneration,
    { task, beforeWrite }: CreateOptions = {},
  ): Promise<{ record: GenerationRecord; lease: Lease }> {
    const record = createNewRecord(generation, task, this.#clock.now(), this.#random);
    const lease = await this.#leases.acquire(record.id);
    if (!lease) throw new Error(`Another window has already created ${record.id}`);
    try {
      await beforeWrite?.(record);
      return { record: await this.#records.add(record), lease };
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  /**
   * Acquires the right to run a generation; `undefined` while another window has it. Deletes the
   * temporary files of the previous holder.
   * @throws Error of the file system, with a `code`.
   */
  async acquireLease(id: string): Promise<Lease | undefined> {
    const lease = await this.#leases.acquire(id);
    if (!lease) return undefined;
    // They do no harm if they cannot be deleted.
    await Promise.allSettled([
      removeTempFiles(this.disk.once, this.folders.records, `${id}.`),
      removeTempFiles(this.disk.once, join(this.folders.images, id)),
    ]);
    return lease;
  }

  /**
   * Whether a window runs a generation, on this machine or another one.
   * @throws Error of the file system when that cannot be read.
   */
  isLeaseHeld(id: string): Promise<boolean> {
    return this.#leases.isHeld(id);
  }

  /**
   * The ids of the generations that a window runs, or ran until it crashed. Some have no record
   * yet.
   * @throws Error of the file system when the folder cannot be read.
   */
  listLeasedIds(): Promise<string[]> {
    return this.#leases.listIds();
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
    return this.#records.update(id, change);
  }

  /**
   * Writes an image while it is being downloaded, then adds it to its record. An image that the
   * record lists already is kept, and the new one is not read, unless it is replaced. Resolves to
   * `undefined` if the generation has been removed.
   * @param index the number of the image in the generation, from 0
   * @throws what reading the bytes throws, or Error of the file system.
   */
  addImage(
    id: string,
    index: number,
    image: ImageStream,
    options: AddImageOptions = {},
  ): Promise<GenerationRecord | undefined> {
    return this.#images.add(id, index, image, options);
  }

  /**
   * Keeps the first megabyte of a response that could not be used next to the images of a
   * generation.
   * @throws Error of the file system.
   */
  keepResponse(id: string, text: string): Promise<void> {
    return this.#images.keepResponse(id, text);
  }

  /**
   * The newest records, without reading the others.
   * @throws Error of the file system when the folder cannot be read.
   */
  async listRecent(count: number): Promise<readonly GenerationRecord[]> {
    return this.#records.getMany((await this.#records.listIds()).slice(0, count));
  }

  /**
   * Deletes a generation and its images permanently.
   * @throws Error of the file system.
   */
  remove(id: string): Promise<void> {
    return this.#records.remove(id, () => this.#images.remove(id));
  }

  /**
   * Moves generations and their images to the trash: all of them, or none if one cannot be moved.
   * @throws Error of the file system.
   */
  async moveToTrash(ids: readonly string[]): Promise<Deletion> {
    return this.#createTrash().moveToTrash(ids);
  }

  /**
   * Begins an import of generations from elsewhere, which are added together or not at all.
   * @throws Error of the file system.
   */
  async beginImport(): Promise<ImportBatch> {
    return this.#createTrash().beginImport();
  }

  /**
   * Deletes what closed or crashed windows left: their trash, imports and temporary files. Takes
   * access away that other users had before this version.
   * @throws Error of the file system.
   */
  async removeStaleFiles(): Promise<void> {
    await restrictAccess(this.#unconfinedDisk, this.#folder);
    const names = await listOwnFolder(this.disk, this.folders.trash);
    if (names.length > 0) await this.#createTrash().purgeAbandoned();
    await this.thumbnails.removeStaleFiles();
  }

  #createTrash(): Trash {
    return new Trash({
      folders: this.folders,
      records: this.#records,
      leases: this.#leases,
      disk: this.disk,
      clock: this.#clock,
      random: this.#random,
    });
  }

  /** The absolute path of an image. */
  getImagePath(id: string, image: RecordImage): string {
    return this.#images.getPath(id, image);
  }

  /**
   * Why the file of an image must not be used.
   * @throws Error of the file system when that cannot be found out.
   */
  findImageFileProblem(id: string, image: RecordImage): Promise<ImageFileProblem | undefined> {
    return this.#images.findProblem(id, image);
  }

  /** Calls `listener` after every change on disk, by any window. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    return this.#records.onDidChange(listener);
  }

  /** Stops watching for changes of other windows. */
  dispose(): void {
    this.#records.dispose();
    this.cancelRequests.dispose();
  }
}
