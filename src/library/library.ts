import { join } from 'node:path';
import * as v from 'valibot';
import {
  imageExtensions,
  requestSchema,
  systemClock,
  type Clock,
  type ImageStream,
} from '../jimeng/index.ts';
import { Trash, type Deletion, type ImportBatch } from './trash.ts';
import { listFolder, removeTempFiles, systemDisk, writeAtomically, type Disk } from './files.ts';
import { parseCancelFileName, Leases, type Lease } from './lease.ts';
import {
  getImageIndex,
  createId,
  type GenerationRecord,
  type RecordImage,
  type RecordProvider,
} from './record.ts';
import { Records, type LibraryChange, type RecordsOptions } from './records.ts';
import { Thumbnails } from './thumbnails.ts';
import { watchFolder, type FolderWatcher } from './watchFolder.ts';

export type { LibraryChange } from './records.ts';

export interface LibraryOptions extends RecordsOptions {
  readonly clock?: Clock;
  readonly random?: () => number;
}

export interface LibraryFolders {
  readonly records: string;
  /** A folder for each generation, of its pictures and their small versions. */
  readonly images: string;
  readonly leases: string;
  /** What was deleted and may still be brought back. */
  readonly trash: string;
  /** What was found among the records and was none. */
  readonly quarantine: string;
  /** Small versions that are being written. */
  readonly temporary: string;
}

/** What a generation begins with. */
export type NewGeneration = RecordProvider & Pick<GenerationRecord, 'request'>;

/**
 * Every generation there was: `records/<id>.json`, its pictures in `images/<id>/`, and in `leases/`
 * which window follows it.
 */
export class Library {
  /** Where everything is, as paths of this machine. */
  readonly folders: LibraryFolders;
  readonly thumbnails: Thumbnails;
  readonly #records: Records;
  readonly #leases: Leases;
  readonly #disk: Disk;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #onWatchError: RecordsOptions['onUnreadable'];
  readonly #cancelListeners = new Set<(id: string) => void>();
  #leasesWatcher: FolderWatcher | undefined;

  /** @param folder the library's folder on disk; made when the library is first used. */
  constructor(folder: string, options: LibraryOptions = {}) {
    this.folders = {
      records: join(folder, 'records'),
      images: join(folder, 'images'),
      leases: join(folder, 'leases'),
      trash: join(folder, 'trash'),
      quarantine: join(folder, 'set-aside'),
      temporary: join(folder, 'tmp'),
    };
    this.#disk = options.disk ?? systemDisk;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#onWatchError = options.onUnreadable;
    this.#records = new Records(this.folders.records, this.folders.quarantine, options);
    const { folders } = this;
    this.thumbnails = new Thumbnails({ folders, disk: this.#disk, clock: this.#clock });
    this.#leases = new Leases(this.folders.leases, { disk: this.#disk, clock: this.#clock });
  }

  /** All records, newest first. */
  list(): Promise<readonly GenerationRecord[]> {
    return this.#records.list();
  }

  get(id: string): Promise<GenerationRecord | undefined> {
    return this.#records.get(id);
  }

  /** The ids of all records, newest first, without waiting for them to be read. */
  listIds(): Promise<string[]> {
    return this.#records.listIds();
  }

  /** Those of these records that there are, in this order, without waiting for the others to be read. */
  getMany(ids: readonly string[]): Promise<GenerationRecord[]> {
    return this.#records.getMany(ids);
  }

  /**
   * Writes the record of a generation that is about to be submitted. Its lease is taken first, so
   * that no other window can see it without an owner.
   * @param task one that was submitted elsewhere, to be followed rather than submitted
   */
  async create(
    { provider, customProvider, request }: NewGeneration,
    task?: GenerationRecord['task'],
  ): Promise<{ record: GenerationRecord; lease: Lease }> {
    await this.#records.load();
    const createdAt = this.#clock.now();
    const id = createId(createdAt, this.#random);
    const lease = await this.#leases.acquire(id);
    if (!lease) throw new Error(`Another window has already created ${id}`);
    try {
      const record = await this.#records.add({
        version: 1,
        id,
        createdAt,
        provider,
        ...(customProvider && { customProvider }),
        request: v.parse(requestSchema, request),
        ...(task ? { state: 'generating', task, isExternal: true } : { state: 'queued' }),
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
  async acquireLease(id: string): Promise<Lease | undefined> {
    const lease = await this.#leases.acquire(id);
    if (!lease) return undefined;
    try {
      await removeTempFiles(this.#disk, this.folders.records, `${id}.`);
      await removeTempFiles(this.#disk, join(this.folders.images, id));
      return lease;
    } catch (error) {
      await lease.release();
      throw error;
    }
  }

  /** Ids of the generations that a window follows, or followed until it died; some have no record yet. */
  listLeasedIds(): Promise<string[]> {
    return this.#leases.listIds();
  }

  /**
   * Rewrites a record with what `change` makes of it as it stands on disk. Changes to one record run
   * one after another; `undefined` when it has been removed meanwhile. The same record is not written.
   */
  update(
    id: string,
    change: (record: GenerationRecord) => GenerationRecord,
  ): Promise<GenerationRecord | undefined> {
    return this.#records.update(id, change);
  }

  /**
   * Writes a picture as its bytes come, and then names it in its record. Rejects with what goes wrong
   * with the bytes on their way, or with the disk; `undefined` when the generation has been removed.
   */
  async addImage(
    id: string,
    index: number,
    image: ImageStream,
  ): Promise<GenerationRecord | undefined> {
    const { mimeType, width, height } = image;
    const folder = join(this.folders.images, id);
    const file = `${index + 1}.${imageExtensions[mimeType]}`;
    let bytes = 0;
    async function* countBytes() {
      for await (const chunk of image.bytes) {
        bytes += chunk.length;
        yield chunk;
      }
    }
    await this.#disk.mkdir(folder, { recursive: true });
    await writeAtomically(this.#disk, join(folder, file), countBytes());
    const recordImage: RecordImage = { file, mimeType, width, height, bytes };
    this.thumbnails.markMissing(id, recordImage);
    const record = await this.#records.update(id, (record) => {
      const others = record.images.filter((each) => getImageIndex(each) !== index);
      return {
        ...record,
        images: [...others, recordImage].sort((a, b) => getImageIndex(a) - getImageIndex(b)),
      };
    });
    if (!record) await this.#disk.rm(folder, { recursive: true, force: true });
    return record;
  }

  /** Takes a generation and its pictures off the disk. */
  remove(id: string): Promise<void> {
    return this.#records.remove(id, () =>
      this.#disk.rm(join(this.folders.images, id), { recursive: true, force: true }),
    );
  }

  /** Takes generations and their pictures out of the library, so that they can be brought back. */
  async moveToTrash(ids: readonly string[]): Promise<Deletion> {
    return this.#createTrash().moveToTrash(ids);
  }

  /** A place for generations from elsewhere to be gathered in, before they come in together. */
  async beginImport(): Promise<ImportBatch> {
    return this.#createTrash().beginImport();
  }

  /** Takes off the disk what was deleted, or left half made, by windows that are gone. */
  async removeStaleFiles(): Promise<void> {
    const names = await listFolder(this.#disk, this.folders.trash);
    if (names.length > 0) await this.#createTrash().purgeAbandoned();
    await this.thumbnails.removeStaleFiles();
  }

  #createTrash(): Trash {
    return new Trash({
      folders: this.folders,
      records: this.#records,
      leases: this.#leases,
      disk: this.#disk,
      clock: this.#clock,
      random: this.#random,
    });
  }

  /** Where a picture of a generation is, as a path of this machine. */
  getImagePath(id: string, image: RecordImage): string {
    return join(this.folders.images, id, image.file);
  }

  /** Calls `listener` after every change that has reached the disk, from whichever window. */
  onDidChange(listener: (change: LibraryChange) => void): { dispose(): void } {
    return this.#records.onDidChange(listener);
  }

  /** Leaves word for whichever window follows a generation that it is to be cancelled. */
  requestCancel(id: string): Promise<void> {
    return this.#leases.requestCancel(id);
  }

  /** Ids of the generations that are to be cancelled, and whose own window has not done so yet. */
  listCancelRequests(): Promise<string[]> {
    return this.#leases.listCancelRequests();
  }

  /** Calls `listener` with each generation that a window asks another to cancel. */
  onDidRequestCancel(listener: (id: string) => void): { dispose(): void } {
    this.#cancelListeners.add(listener);
    return { dispose: () => void this.#cancelListeners.delete(listener) };
  }

  /** Begins to listen for what other windows ask of this one. */
  async watchCancelRequests(): Promise<void> {
    await this.#disk.mkdir(this.folders.leases, { recursive: true });
    this.#leasesWatcher ??= watchFolder(
      this.#disk,
      this.folders.leases,
      (name) => {
        if (parseCancelFileName(name) !== undefined) void this.#fireCancelRequests();
      },
      this.#onWatchError,
    );
  }

  /** A word that was taken back is heard of as well, so it is looked at. */
  async #fireCancelRequests(): Promise<void> {
    for (const id of await this.listCancelRequests().catch(() => [])) {
      for (const listener of this.#cancelListeners) listener(id);
    }
  }

  dispose(): void {
    this.#records.dispose();
    this.#leasesWatcher?.dispose();
    this.#cancelListeners.clear();
  }
}
