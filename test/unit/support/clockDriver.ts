import { setImmediate as turn } from 'node:timers/promises';
import { ManualClock } from './manualClock.ts';

/** Turns of the event loop after which whatever needs neither time nor a device has happened. */
const idleTurns = 5;
/** Real milliseconds after which a test that has failed stops waiting, so that the others can go on. */
const timeoutMs = 30_000;

/** Moves a clock from one sleeper to the next, as soon as no call or file is under way. */
export class ClockDriver {
  readonly clock: ManualClock;
  #busy = 0;

  constructor(clock = new ManualClock()) {
    this.clock = clock;
  }

  /** Time stands still until the returned function is called. */
  hold(): () => void {
    this.#busy++;
    return () => {
      this.#busy--;
    };
  }

  /** Time stands still until `work` has settled. */
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

  /** Waits until nothing is under way, without letting time pass. */
  async waitUntilIdle(): Promise<void> {
    for (let turnsIdle = 0; turnsIdle < idleTurns; turnsIdle++) {
      await turn();
      if (this.#busy > 0) turnsIdle = -1;
    }
  }

  /** Lets time pass until `condition` holds. */
  async waitUntil(condition: () => boolean): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      await this.waitUntilIdle();
      if (condition()) return;
      if (performance.now() > deadline) throw new Error('What was waited for never came');
      this.clock.advanceToNextSleeper();
    }
  }

  /** Everything an async iterable yields, in the time that it takes. */
  collect<T>(items: AsyncIterable<T>): Promise<T[]> {
    return this.waitFor(all(items));
  }
}

/** Everything an async iterable yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
