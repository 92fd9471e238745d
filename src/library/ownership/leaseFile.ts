import type { FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as v from 'valibot';
import { getFileErrorCode, privateFileMode } from '../disk/files.ts';
import { taskSchema } from '../record.ts';
import { recordJsonLimits } from '../../untrusted/limits.ts';
import { exceedsJsonLimits } from '../../untrusted/jsonStart.ts';
import { createFolderIfMissing, linkAnswers, type ReliableDisk } from '../disk/reliableDisk.ts';
import { flush } from '../disk/writeAtomically.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const leaseContentSchema = v.pipe(
  v.string(),
  v.check((text) => !exceedsJsonLimits(text, recordJsonLimits)),
  v.parseJson(),
  v.object({
    /** The machine and the process that hold the lease. */
    hostname: v.string(),
    pid: v.pipe(v.number(), v.integer()),
    /** The task of the generation, in case its record cannot be written. */
    task: v.exactOptional(taskSchema),
    /**
     * Time of the last renewal in milliseconds since the epoch, where the modification time cannot
     * be set; 0 if the lease is suspended.
     */
    renewedAt: v.exactOptional(v.number()),
  }),
);

/** What a lease file contains. */
export type LeaseContent = v.InferOutput<typeof leaseContentSchema>;
/** The task that a lease file keeps. */
export type LeaseTask = NonNullable<LeaseContent['task']>;

/**
 * Size of a lease file in bytes, padded with spaces, so that a full disk has room for a task and
 * for the time of a renewal.
 */
const paddedSize = 1024;
/** The only error for which creating the file is not repeated: another window has created it. */
const createAnswers: ReadonlySet<string> = new Set(['EEXIST']);
/** Errors of `utimes` where it is not supported, such as on FUSE or SMB. */
const unsupportedTimesCodes: ReadonlySet<string> = new Set([
  ...['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EPERM', 'EACCES', 'EROFS'],
]);

/** Parses the content of a lease file; `undefined` if it is empty or invalid. */
export function parseLease(text: string): LeaseContent | undefined {
  const parsed = safeParse(leaseContentSchema, text);
  return parsed.success ? parsed.output : undefined;
}

/** The lease file of this process, which is changed in place and never created again. */
export class LeaseFile {
  readonly #disk: ReliableDisk;
  readonly #path: string;
  readonly #handle: FileHandle;
  #content: LeaseContent;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(disk: ReliableDisk, path: string, handle: FileHandle, content: LeaseContent) {
    this.#disk = disk;
    this.#path = path;
    this.#handle = handle;
    this.#content = content;
  }

  /**
   * Creates a lease file of this process; `undefined` if it already exists. It stays open, so that
   * a task can be kept even when no file can be opened.
   * @throws Error of the file system; there is no file then.
   */
  static async create(
    disk: ReliableDisk,
    path: string,
    task: LeaseTask | undefined,
  ): Promise<LeaseFile | undefined> {
    let handle;
    try {
      const open = () => disk.once.open(path, 'wx', privateFileMode);
      handle = await disk.retry(() => createFolderIfMissing(disk.once, path, open), createAnswers);
    } catch (error) {
      if (getFileErrorCode(error) === 'EEXIST') return undefined;
      throw error;
    }
    const content = { hostname: hostname(), pid: process.pid, ...(task && { task }) };
    const file = new LeaseFile(disk, path, handle, content);
    try {
      await disk.retry(() => file.#write(handle), linkAnswers);
      return file;
    } catch (error) {
      await file.close();
      await disk.rm(path, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Keeps a task in the file. Never rejects. Resolves to whether it was written. */
  async keepTask(task: LeaseTask): Promise<boolean> {
    this.#content = { ...this.#content, task };
    return this.#disk
      .retry(() => this.#save())
      .then(
        () => true,
        () => false,
      );
  }

  /**
   * Sets the time of the last renewal, in milliseconds since the epoch; 0 to suspend the lease.
   * @throws Error of the file system when it cannot be written.
   */
  async renew(now: number): Promise<void> {
    if (this.#content.renewedAt === undefined) {
      try {
        const time = new Date(now);
        await this.#disk.once.utimes(this.#path, time, time);
        return;
      } catch (error) {
        const code = getFileErrorCode(error);
        if (code === 'ENOENT') throw error;
        if (unsupportedTimesCodes.has(code)) this.#disk.reportUnsupported('setTimes', error);
      }
    }
    // From now on, the time in the file counts, so it must be written each time.
    this.#content = { ...this.#content, renewedAt: now };
    await this.#save();
  }

  /** Never rejects. */
  async close(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }

  /** Writes the content, after earlier writes: by the open file, else by opening it again. */
  #save(): Promise<void> {
    const save = async () => {
      try {
        await this.#write(this.#handle);
        // An open file can be written even after another window has deleted it.
        await this.#disk.once.stat(this.#path);
      } catch {
        const handle = await this.#disk.once.open(this.#path, 'r+');
        try {
          await this.#write(handle);
        } finally {
          await handle.close().catch(() => undefined);
        }
      }
    };
    const saved = this.#writing.then(save, save);
    this.#writing = saved.catch(() => undefined);
    return saved;
  }

  async #write(handle: FileHandle): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(this.#content));
    const padded = Buffer.concat([
      bytes,
      Buffer.alloc(Math.max(paddedSize - bytes.length, 0), ' '),
    ]);
    const { bytesWritten } = await handle.write(padded, 0, padded.length, 0);
    if (bytesWritten < padded.length)
      throw Object.assign(new Error(this.#path), { code: 'ENOSPC' });
    if (this.#content.task) await flush(this.#disk, handle);
  }
}
