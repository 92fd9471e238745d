import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Clock } from '../jimeng/index.ts';
import { getCancelRequestFileName } from './cancelRequests.ts';
import { getFileErrorCode, listFolder, type Disk } from './files.ts';
import type { GenerationRecord } from './record.ts';

/** Milliseconds after the last renewal at which a lease expires. */
const leaseLifetimeMs = 20_000;
/** Milliseconds between renewals. */
const renewalIntervalMs = 5_000;

/** The content of a lease file: the process that holds the lease. */
const holderSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ hostname: v.string(), pid: v.pipe(v.number(), v.integer()) }),
);

/** The exclusive right of a window to run a generation. */
export interface Lease {
  /** The task that the previous holder kept in the lease but could not write to the record. */
  readonly inheritedTask?: NonNullable<GenerationRecord['task']>;
  /**
   * Aborted when the lease could not be renewed, such as after another window took it over while
   * the machine slept.
   */
  readonly lost: AbortSignal;
  /**
   * Keeps a task in the file of the lease, in case the record cannot be written. Never rejects.
   * Resolves to whether it was written.
   */
  keepTask(task: NonNullable<GenerationRecord['task']>): Promise<boolean>;
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
  readonly disk: Disk;
  readonly clock: Clock;
  /** Whether a process on this machine is running. */
  readonly isAlive?: (pid: number) => boolean;
}

/**
 * Leases as files `<id>.<epoch>` in one folder. The file with the highest epoch is the lease. It is
 * held as long as its modification time is recent and its process is running, if that is on this
 * machine. A window takes over a lease by creating the file of the next epoch: only one of several
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
    await disk.mkdir(this.#folder, { recursive: true });
    const names = await disk.readdir(this.#folder);
    const epochs = parseEpochs(names, id);
    const lastEpoch = epochs.at(-1) ?? 0;
    if (lastEpoch > 0 && (await this.#isHeld(id, lastEpoch))) return undefined;
    const file = this.#getLeaseFile(id, lastEpoch + 1);
    if (!(await this.#create(file))) return undefined;
    // Another window may have acquired and released it since the folder was read; the highest epoch
    // wins.
    if (parseEpochs(await disk.readdir(this.#folder), id).at(-1) !== lastEpoch + 1) {
      await disk.rm(file, { force: true });
      return undefined;
    }
    for (const epoch of epochs) await disk.rm(this.#getLeaseFile(id, epoch), { force: true });
    // Delete a request that was meant for the previous holder. A newer one is for this lease.
    if (names.includes(getCancelRequestFileName(id))) {
      await disk.rm(this.#getCancelFile(id), { force: true });
    }
    return this.#startRenewal(id, file);
  }

  /**
   * The ids of all leases, including those of crashed windows.
   * @throws Error of the file system when the folder cannot be read.
   */
  async listIds(): Promise<string[]> {
    const names = await listFolder(this.#options.disk, this.#folder);
    return [...new Set(names.flatMap((name) => /^(.+)\.\d+$/.exec(name)?.[1] ?? []))];
  }

  /** Creates a lease file; `false` if it already exists. */
  async #create(file: string): Promise<boolean> {
    const { disk } = this.#options;
    let handle;
    try {
      handle = await disk.open(file, 'wx');
    } catch (error) {
      if (getFileErrorCode(error) === 'EEXIST') return false;
      throw error;
    }
    try {
      await handle.writeFile(JSON.stringify({ hostname: hostname(), pid: process.pid }));
      await handle.close();
      return true;
    } catch (error) {
      await handle.close().catch(() => undefined);
      await disk.rm(file, { force: true });
      throw error;
    }
  }

  #startRenewal(id: string, file: string): Lease {
    const { disk, clock } = this.#options;
    const released = new AbortController();
    const lost = new AbortController();
    const renew = async () => {
      for (;;) {
        await clock.sleep(renewalIntervalMs, released.signal);
        const now = new Date(clock.now());
        await disk.utimes(file, now, now);
      }
    };
    renew().catch((error: unknown) => {
      if (!released.signal.aborted) lost.abort(error);
    });
    return {
      lost: lost.signal,
      keepTask: () => Promise.resolve(false),
      suspend: async () => {
        released.abort();
        // Expired, so that any window can take over at once. If this fails, it expires by itself.
        const epochStart = new Date(0);
        await disk.utimes(file, epochStart, epochStart).catch(() => undefined);
      },
      release: async () => {
        released.abort();
        await disk.rm(file, { force: true }).catch(() => undefined);
        await disk.rm(this.#getCancelFile(id), { force: true }).catch(() => undefined);
      },
    };
  }

  async #isHeld(id: string, epoch: number): Promise<boolean> {
    const { disk, clock, isAlive = isProcessAlive } = this.#options;
    try {
      const file = this.#getLeaseFile(id, epoch);
      const { mtimeMs } = await disk.stat(file);
      if (mtimeMs + leaseLifetimeMs <= clock.now()) return false;
      const parsed = v.safeParse(holderSchema, await disk.readFile(file, 'utf8'));
      // A new file may still be empty.
      if (!parsed.success || parsed.output.hostname !== hostname()) return true;
      return isAlive(parsed.output.pid);
    } catch (error) {
      if (getFileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  #getLeaseFile(id: string, epoch: number): string {
    return join(this.#folder, `${id}.${epoch}`);
  }

  #getCancelFile(id: string): string {
    return join(this.#folder, getCancelRequestFileName(id));
  }
}

/** The epochs of a lease among the file names of its folder, in ascending order. */
function parseEpochs(names: readonly string[], id: string): number[] {
  return names
    .filter((name) => name.startsWith(`${id}.`))
    .map((name) => Number(name.slice(id.length + 1)))
    .filter(Number.isSafeInteger)
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
