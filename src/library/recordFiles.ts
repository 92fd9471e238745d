import { join } from 'node:path';
import { listFolder } from './disk/files.ts';
import { quarantine, readRecord, type ReadResult } from './readRecord.ts';
import { isUnfinished, type GenerationRecord } from './record.ts';
import { boundRecord } from './recordBounds.ts';
import { serializeRecord } from './recordCache.ts';
import type { ReliableDisk } from './disk/reliableDisk.ts';
import { StaleError, writeAtomically } from './disk/writeAtomically.ts';

const recordExtension = '.json';

/**
 * Whether reading a file is repeated while another program blocks it; `find`: also while the file of
 * an unfinished record is missing.
 */
export type Patience = 'once' | 'retry' | 'find';

/** A file is missing, perhaps only for a moment. */
class MissingError extends Error {
  readonly code = 'EAGAIN';
}

/** The folder of the files of records. */
export class RecordFiles {
  readonly #folder: string;
  readonly #quarantineFolder: string;
  readonly #disk: ReliableDisk;
  readonly #onQuarantine: ((file: string, error: unknown) => void) | undefined;

  /** @param onQuarantine called with the new path of a file that was not a valid record */
  constructor(
    folder: string,
    quarantineFolder: string,
    disk: ReliableDisk,
    onQuarantine: ((file: string, error: unknown) => void) | undefined,
  ) {
    this.#folder = folder;
    this.#quarantineFolder = quarantineFolder;
    this.#disk = disk;
    this.#onQuarantine = onQuarantine;
  }

  getPath(id: string): string {
    return join(this.#folder, `${id}${recordExtension}`);
  }

  /**
   * The ids of all records, and other names of JSON files.
   * @throws Error of the file system when the folder exists but cannot be read.
   */
  async listIds(): Promise<string[]> {
    return getRecordIds(await listFolder(this.#disk, this.#folder));
  }

  /**
   * Reads the record `id`. While it is unfinished, its image may be paid for: a missing file may be
   * hidden by a sync tool for a moment, and a missing folder be on a share that is disconnected.
   * @param known the record as it was last read or written
   * @throws Error of the file system when it cannot be read at the moment.
   */
  async read(
    id: string,
    patience: Patience,
    known: GenerationRecord | undefined,
  ): Promise<Exclude<ReadResult, { type: 'folderMissing' }>> {
    const isUnfinishedRecord = known !== undefined && isUnfinished(known);
    const read = async () => {
      const result = await readRecord(this.#disk.once, this.getPath(id), id);
      if (result.type === 'missing' && patience === 'find' && isUnfinishedRecord)
        throw new MissingError();
      return result;
    };
    try {
      const result = await (patience === 'once' ? read() : this.#disk.retry(read));
      if (result.type !== 'folderMissing') return result;
      return isUnfinishedRecord ? { type: 'record', record: known } : { type: 'missing' };
    } catch (error) {
      if (error instanceof MissingError) return { type: 'missing' };
      throw error;
    }
  }

  /**
   * Writes a record, unless another window has changed it since it was read as `before`, such as
   * while this process hung; then it is not written, and the newer one on disk is returned, or
   * `removed` if a finished one was deleted.
   * @throws Error of the file system.
   */
  async write(
    record: GenerationRecord,
    before?: GenerationRecord,
  ): Promise<GenerationRecord | 'removed' | undefined> {
    const { id } = record;
    let newer: GenerationRecord | 'removed' | undefined;
    const isCurrent = async () => {
      if (!before) return true;
      // What cannot be read at the moment is taken for unchanged.
      const result = await this.read(id, 'once', undefined).catch(() => undefined);
      // An unfinished one may be hidden for a moment, and its image may be paid for.
      if (result?.type === 'missing' && !isUnfinished(before)) newer = 'removed';
      if (result?.type !== 'record') return !newer;
      newer =
        serializeRecord(result.record) === serializeRecord(before) ? undefined : result.record;
      return !newer;
    };
    // What it has grown to must be readable again.
    const text = serializeRecord(boundRecord(record));
    await writeAtomically(this.#disk, this.getPath(id), text, { isCurrent }).catch(
      (error: unknown) => {
        if (!(error instanceof StaleError)) throw error;
      },
    );
    return newer;
  }

  /** Moves a file that is not a valid record to the quarantine, and reports where it is. */
  async quarantine(id: string, error: unknown): Promise<void> {
    const file = this.getPath(id);
    // A file that cannot be moved now is found again at the next start.
    const newPath = await quarantine(this.#disk.once, file, this.#quarantineFolder).catch(
      () => file,
    );
    if (newPath !== undefined) this.#onQuarantine?.(newPath, error);
  }
}

/** The ids of the records among the files with these names. */
export function getRecordIds(names: readonly string[]): string[] {
  // Not by `node:path`, which is slow for the names of a large library.
  return names
    .filter((name) => name.endsWith(recordExtension) && name !== recordExtension)
    .map((name) => name.slice(0, -recordExtension.length));
}
