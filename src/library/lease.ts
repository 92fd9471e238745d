import { join } from 'node:path';
import type { Clock } from '../jimeng/index.ts';
import { fileErrorCode, type Disk } from './files.ts';

/** Milliseconds after its last renewal at which a lease is anyone's. */
const lifetime = 20_000;
/** Milliseconds between renewals. */
const renewal = 5_000;

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
}

/**
 * Leases as files `<id>.<epoch>` in one folder. A lease is the file with the highest epoch, and it is
 * held while its time of change is recent. Creating a file that must not exist is the one step of a
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
    const epochs = await this.#epochs(id);
    const last = epochs.at(-1) ?? 0;
    if (last > 0 && (await this.#isHeld(id, last))) return undefined;
    try {
      await (await disk.open(this.#file(id, last + 1), 'wx')).close();
    } catch (error) {
      if (fileErrorCode(error) === 'EEXIST') return undefined;
      throw error;
    }
    for (const epoch of epochs) await disk.rm(this.#file(id, epoch), { force: true });
    return this.#keep(this.#file(id, last + 1));
  }

  #keep(file: string): Lease {
    const { disk, clock } = this.#options;
    const released = new AbortController();
    const lost = new AbortController();
    const renew = async () => {
      for (;;) {
        await clock.sleep(renewal, released.signal);
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
      },
    };
  }

  async #epochs(id: string): Promise<number[]> {
    const names = await this.#options.disk.readdir(this.#folder);
    return names
      .filter((name) => name.startsWith(`${id}.`))
      .map((name) => Number(name.slice(id.length + 1)))
      .filter(Number.isSafeInteger)
      .sort((a, b) => a - b);
  }

  async #isHeld(id: string, epoch: number): Promise<boolean> {
    const { disk, clock } = this.#options;
    try {
      const { mtimeMs } = await disk.stat(this.#file(id, epoch));
      return mtimeMs + lifetime > clock.now();
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return false;
      throw error;
    }
  }

  #file(id: string, epoch: number): string {
    return join(this.#folder, `${id}.${epoch}`);
  }
}
