import { setImmediate as turn } from 'node:timers/promises';
import { ManualClock } from './manualClock.ts';

/**
 * Number of event loop turns after which everything that does not wait for time or I/O has
 * happened.
 */
const idleTurns = 5;
/** Real time after which a failed test stops waiting, so that the others can run. */
const timeoutMs = 30_000;

/** Advances a clock from one sleeper to the next whenever no call or file operation is pending. */
export class ClockDriver {
  readonly clock: ManualClock;
  #busy = 0;

  constructor(clock = new ManualClock()) {
    this.clock = clock;
  }

  /** Stops time until the returned function is called. */
  hold(): () => void {
    this.#busy++;
    return () => {
      this.#busy--;
    };
  }

  /** Stops time until `work` has settled. */
  track<T>(work: Promise<T>): Promise<T> {
    return work.finally(this.hold());
  }

  /** Lets time pass until `promise` settles. */
  async waitFor<T>(promise: Promise<T>): Promise<T> {
    const settledController = new AbortController();
    const onSettled = () => {
      settledController.abort();
    };
    promise.then(onSettled, onSettled);
    await this.waitUntil(() => settledController.signal.aborted);
    return promise;
  }

  /** Waits until nothing is pending, without letting time pass. */
  async waitUntilIdle(): Promise<void> {
    for (let turnsIdle = 0; turnsIdle < idleTurns; turnsIdle++) {
      await turn();
      if (this.#busy > 0) turnsIdle = -1;
    }
  }

  /** Lets time pass until `condition` is true. */
  async waitUntil(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      await this.waitUntilIdle();
      if (condition()) return;
      if (performance.now() > deadline) throw new Error('Timed out');
      this.clock.advanceToNextSleeper();
    }
  }

  /** Collects everything that an async iterable yields, while time passes. */
  collect<T>(items: AsyncIterable<T>): Promise<T[]> {
    return this.waitFor(all(items));
  }
}

/** Collects everything that an async iterable yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** What can be written to a file. */
export type WritableData = string | Uint8Array | AsyncIterable<Uint8Array>;

/** The complete data of a write, which may be a stream. */
export async function readAll(data: WritableData): Promise<Buffer> {
  if (typeof data === 'string' || data instanceof Uint8Array) return Buffer.from(data);
  return Buffer.concat(await all(data));
}
