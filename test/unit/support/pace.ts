import { setImmediate as turn } from 'node:timers/promises';
import { ManualClock } from './clock.ts';

/** Turns of the event loop after which whatever needs neither time nor a device has happened. */
const turns = 5;
/** Real milliseconds after which a test that has failed stops waiting, so that the others can go on. */
const patience = 30_000;

/** Moves a clock from one sleeper to the next, as soon as no call or file is under way. */
export class Pace {
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
  async until<T>(promise: Promise<T>): Promise<T> {
    const settled = new AbortController();
    const settle = () => {
      settled.abort();
    };
    promise.then(settle, settle);
    await this.untilTrue(() => settled.signal.aborted);
    return promise;
  }

  /** Waits until nothing is under way, without letting time pass. */
  async rest(): Promise<void> {
    for (let quiet = 0; quiet < turns; quiet++) {
      await turn();
      if (this.#busy > 0) quiet = -1;
    }
  }

  /** Lets time pass until `condition` holds. */
  async untilTrue(condition: () => boolean): Promise<void> {
    const giveUp = performance.now() + patience;
    for (;;) {
      await this.rest();
      if (condition()) return;
      if (performance.now() > giveUp) throw new Error('What was waited for never came');
      this.clock.step();
    }
  }

  /** Everything an async iterable yields, in the time that it takes. */
  collect<T>(items: AsyncIterable<T>): Promise<T[]> {
    return this.until(all(items));
  }
}

/** Everything an async iterable yields. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
