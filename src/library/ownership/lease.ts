import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../jimeng/index.ts';
import { getCancelRequestFileName } from './cancelRequests.ts';
import { getFileErrorCode, ignoreForeignFile, listFolder, readIfExists } from '../disk/files.ts';
import { idPattern } from '../record.ts';
import { maxLeaseBytes, maxLeaseEpoch } from '../../untrusted/limits.ts';
import { LeaseFile, parseLease, type LeaseContent, type LeaseTask } from './leaseFile.ts';
import { listCreatedFolder, linkAnswers, type ReliableDisk } from '../disk/reliableDisk.ts';

/** Milliseconds after the last renewal at which a lease expires. */
const leaseLifetimeMs = 20_000;
/** Milliseconds between renewals. */
const renewalIntervalMs = 5_000;

/** The exclusive right of a window to run a generation. */
export interface Lease {
  /** The task that the previous holder kept in the lease but could not write to the record. */
  readonly inheritedTask?: LeaseTask;
  /**
   * Aborted when another window may run the generation: it has taken the lease over, such as while
   * the machine slept, or the lease could not be renewed and has expired.
   */
  readonly lost: AbortSignal;
  /**
   * Whether another window has taken it over. Looks at the disk, because `lost` is noticed only with
   * the next renewal. Never rejects; `false` if it is unknown.
   */
  isTakenOver(): Promise<boolean>;
  /**
   * Keeps a task in the file of the lease, in case the record cannot be written. Never rejects.
   * Resolves to whether it was written. Each later holder inherits it, until the lease is released.
   */
  keepTask(task: LeaseTask): Promise<boolean>;
  /** Releases the lease. Never rejects: a lease that cannot be deleted expires. */
  release(): Promise<void>;
  /**
   * Ends the lease, but keeps its file, expired, as a sign that the generation is pending: the next
   * window that starts finds it without reading any records. Never rejects.
   */
  suspend(): Promise<void>;
}

/** The options of `Leases`. */
export interface LeaseOptions {
  readonly disk: ReliableDisk;
  readonly clock: Clock;
  /** Whether a process on this machine is running. */
  readonly isAlive?: (pid: number) => boolean;
}

/**
 * Leases as files `<id>.<epoch>` in one folder. The file with the highest epoch is the lease. It is
 * held as long as its last renewal is recent and its process is running, if that is on this machine.
 * A window takes over a lease by creating the file of the next epoch: only one of several
 * processes can create a file that must not exist.
 *
 * Written by hand because `proper-lockfile` has no epochs, so that two windows that find the same
 * stale lock may both take it over. It also neither checks whether the holder is running nor lists
 * its locks.
 */
export class Leases {
  readonly #folder: string;
  readonly #options: LeaseOptions;

  constructor(folder: string, options: LeaseOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /**
   * Acquires the lease for `id`; `undefined` while another window holds it.
   * @throws Error of the file system, with a `code`.
   */
  async acquire(id: string): Promise<Lease | undefined> {
    const { disk } = this.#options;
    const names = await listCreatedFolder(disk, this.#folder);
    const epochs = parseEpochs(names, id);
    const lastEpoch = epochs.at(-1) ?? 0;
    if (lastEpoch > 0 && (await this.#isEpochHeld(id, lastEpoch))) return undefined;
    const inheritedTask = await this.#readTask(id, epochs);
    const path = this.#getPath(id, lastEpoch + 1);
    const file = await LeaseFile.create(disk, path, inheritedTask);
    if (!file) return undefined;
    try {
      // Another window may have acquired and released it since the folder was read; the highest
      // epoch wins.
      const isHighest =
        parseEpochs(await listCreatedFolder(disk, this.#folder), id).at(-1) === lastEpoch + 1;
      if (!isHighest) {
        await this.#discard(file, path);
        return undefined;
      }
      // Delete a request that was meant for the previous holder. A newer one is for this lease.
      if (names.includes(getCancelRequestFileName(id))) {
        // Even a folder, which another program has put there.
        await disk.rm(this.#getCancelPath(id), { recursive: true, force: true });
      }
    } catch (error) {
      await this.#discard(file, path);
      throw error;
    }
    // Lower epochs do not count, so they may remain until the lease is acquired again.
    for (const epoch of epochs) await this.#removeQuietly(this.#getPath(id, epoch));
    return this.#startRenewal(id, lastEpoch + 1, file, inheritedTask);
  }

  /**
   * Whether a window holds the lease for `id`.
   * @throws Error of the file system when that cannot be read.
   */
  async isHeld(id: string): Promise<boolean> {
    const lastEpoch = parseEpochs(await listFolder(this.#options.disk, this.#folder), id).at(-1);
    return lastEpoch !== undefined && this.#isEpochHeld(id, lastEpoch);
  }

  /**
   * The ids of all leases, including those of crashed windows.
   * @throws Error of the file system when the folder cannot be read.
   */
  async listIds(): Promise<string[]> {
    const names = await listFolder(this.#options.disk, this.#folder);
    const ids = names.flatMap((name) => /^(.+)\.\d+$/.exec(name)?.[1] ?? []);
    return [...new Set(ids)].filter((id) => idPattern.test(id));
  }

  /**
   * The task in the file of the highest epoch that has one: a window may have crashed before it
   * wrote the content of its file.
   * @throws Error of the file system when a file cannot be read: a task must not get lost.
   */
  async #readTask(id: string, epochs: readonly number[]): Promise<LeaseTask | undefined> {
    for (const epoch of epochs.toReversed()) {
      const task = (await this.#read(this.#getPath(id, epoch)))?.content?.task;
      if (task) return task;
    }
    return undefined;
  }

  #startRenewal(
    id: string,
    epoch: number,
    file: LeaseFile,
    inheritedTask: LeaseTask | undefined,
  ): Lease {
    const { clock } = this.#options;
    const path = this.#getPath(id, epoch);
    const released = new AbortController();
    const lost = new AbortController();
    const renew = async () => {
      let renewedAt = clock.now();
      for (;;) {
        await clock.sleep(renewalIntervalMs, released.signal);
        const now = clock.now();
        const isLate = now - renewedAt >= leaseLifetimeMs;
        const failure = await file.renew(now).then(
          () => undefined,
          (error: unknown) => ({ error }),
        );
        if ((isLate || failure) && (await this.#isTakenOver(id, epoch)))
          throw new Error(`Another window has taken over ${path}`);
        if (!failure) renewedAt = now;
        else if (isLate) throw failure.error;
      }
    };
    renew().catch((error: unknown) => {
      if (released.signal.aborted) return;
      lost.abort(error);
      void file.close();
    });
    return {
      ...(inheritedTask && { inheritedTask }),
      lost: lost.signal,
      isTakenOver: () => this.#isTakenOver(id, epoch),
      keepTask: (task) => file.keepTask(task),
      suspend: async () => {
        released.abort();
        // Expired, so that any window can take over at once. If this fails, it expires by itself.
        await file.renew(0).catch(() => undefined);
        await file.close();
      },
      release: async () => {
        released.abort();
        await this.#discard(file, path);
        await this.#removeQuietly(this.#getCancelPath(id));
      },
    };
  }

  /** Whether the file of this epoch is gone or is not the highest; `false` if it is unknown. */
  async #isTakenOver(id: string, epoch: number): Promise<boolean> {
    const names = await this.#options.disk.once.readdir(this.#folder).catch(() => undefined);
    return names !== undefined && parseEpochs(names, id).at(-1) !== epoch;
  }

  async #isEpochHeld(id: string, epoch: number): Promise<boolean> {
    const { disk, clock, isAlive = isProcessAlive } = this.#options;
    const lease = await this.#read(this.#getPath(id, epoch));
    // Released meanwhile, or hidden for a moment, as some sync tools do.
    if (!lease) return parseEpochs(await listFolder(disk, this.#folder), id).includes(epoch);
    const { content, mtimeMs } = lease;
    if ((content?.renewedAt ?? mtimeMs) + leaseLifetimeMs <= clock.now()) return false;
    // A new file may still be empty.
    if (content?.hostname !== hostname()) return true;
    return isAlive(content.pid);
  }

  /**
   * The modification time of a lease file in milliseconds since the epoch, and its content, unless
   * that is empty or invalid; `undefined` if the file does not exist.
   * @throws Error of the file system when it cannot be read.
   */
  #read(path: string): Promise<{ content: LeaseContent | undefined; mtimeMs: number } | undefined> {
    const { once, retry } = this.#options.disk;
    // A file that is missing after it was read is looked for again.
    return retry(async () => {
      try {
        const bytes = await readIfExists(once, path, maxLeaseBytes);
        if (bytes === undefined) return undefined;
        const { mtimeMs } = await once.stat(path);
        return { content: parseLease(bytes.toString()), mtimeMs };
      } catch (error) {
        ignoreForeignFile(error);
        const { mtimeMs } = await once.lstat(path);
        return { content: undefined, mtimeMs };
      }
    }, linkAnswers);
  }

  /** Never rejects: a lease that cannot be deleted expires. */
  async #discard(file: LeaseFile, path: string): Promise<void> {
    await file.close();
    await this.#removeQuietly(path);
  }

  /** Deletes a file, if that is possible. */
  async #removeQuietly(path: string): Promise<void> {
    await this.#options.disk.rm(path, { force: true }).catch(() => undefined);
  }

  #getPath(id: string, epoch: number): string {
    return join(this.#folder, `${id}.${epoch}`);
  }

  #getCancelPath(id: string): string {
    return join(this.#folder, getCancelRequestFileName(id));
  }
}

/** The epochs of a lease among the file names of its folder, in ascending order. */
function parseEpochs(names: readonly string[], id: string): number[] {
  return names
    .filter((name) => name.startsWith(`${id}.`))
    .map((name) => name.slice(id.length + 1))
    .filter((epoch) => /^[1-9]\d*$/.test(epoch))
    .map(Number)
    .filter((epoch) => epoch <= maxLeaseEpoch)
    .sort((a, b) => a - b);
}

/** Whether a process on this machine is running. */
function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process exists, but belongs to another user.
    return getFileErrorCode(error) === 'EPERM';
  }
}
