import { hostname } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Clock } from '../jimeng/index.ts';
import { getCancelRequestFileName } from './cancelRequests.ts';
import { getFileErrorCode, listFolder, type Disk } from './files.ts';

/** Milliseconds after its last renewal at which a lease is anyone's. */
const leaseLifetimeMs = 20_000;
/** Milliseconds between renewals. */
const renewalIntervalMs = 5_000;

/** Who holds a lease, as its file says. */
const holderSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ hostname: v.string(), pid: v.pipe(v.number(), v.integer()) }),
);

/** The right to follow one task, held by one window at a time. */
export interface Lease {
  /** Aborted when the right has passed to another window, as after a long sleep of the machine. */
  readonly lost: AbortSignal;
  /** Gives the right back. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly disk: Disk;
  readonly clock: Clock;
  /** Whether a process of this machine is alive. */
  readonly isAlive?: (pid: number) => boolean;
}

/**
 * Leases as files `<id>.<epoch>` in one folder. A lease is the file with the highest epoch, and it is
 * held while its time of change is recent and the process it names, where that is one of this machine,
 * is alive. Creating a file that must not exist is the one step of a
 * file system that exactly one of many can win, so a window takes over by creating the next epoch.
 */
export class Leases {
  readonly #folder: string;
  readonly #options: LeaseOptions;

  constructor(folder: string, options: LeaseOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** The lease, or `undefined` while another window holds it. */
  async acquire(id: string): Promise<Lease | undefined> {
    const { disk } = this.#options;
    await disk.mkdir(this.#folder, { recursive: true });
    const names = await disk.readdir(this.#folder);
    const epochs = parseEpochs(names, id);
    const lastEpoch = epochs.at(-1) ?? 0;
    if (lastEpoch > 0 && (await this.#isHeld(id, lastEpoch))) return undefined;
    const file = this.#getLeaseFile(id, lastEpoch + 1);
    if (!(await this.#create(file))) return undefined;
    // Others may have come and gone since the look, and their epochs with them: the highest counts.
    if (parseEpochs(await disk.readdir(this.#folder), id).at(-1) !== lastEpoch + 1) {
      await disk.rm(file, { force: true });
      return undefined;
    }
    for (const epoch of epochs) await disk.rm(this.#getLeaseFile(id, epoch), { force: true });
    // What was meant for an earlier holder; a word that has come since is for this one.
    if (names.includes(getCancelRequestFileName(id))) {
      await disk.rm(this.#getCancelFile(id), { force: true });
    }
    return this.#startRenewal(id, file);
  }

  /** Ids of all leases that are held, or were until their window died. */
  async listIds(): Promise<string[]> {
    const names = await listFolder(this.#options.disk, this.#folder);
    return [...new Set(names.flatMap((name) => /^(.+)\.\d+$/.exec(name)?.[1] ?? []))];
  }

  /** Whether it was this window that made the file. */
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
      release: async () => {
        released.abort();
        // One that cannot be taken away comes to its end all the same.
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
      // One that was just made may not say yet whose it is.
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

/** The epochs of a lease among the names of its folder, in their order. */
function parseEpochs(names: readonly string[], id: string): number[] {
  return names
    .filter((name) => name.startsWith(`${id}.`))
    .map((name) => Number(name.slice(id.length + 1)))
    .filter(Number.isSafeInteger)
    .sort((a, b) => a - b);
}

function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    return getFileErrorCode(error) === 'EPERM';
  }
}
