import type { Clock } from '../../../src/jimeng/index.ts';

/** A clock that only advances when a test does it. */
export class ManualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ wakeAt: number; wake: () => void }>();

  /** @param now milliseconds since the epoch. */
  constructor(now: number = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = () => {
        this.#sleepers.delete(sleeper);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- like the real clock
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', cancel);
        resolve();
      };
      const sleeper = { wakeAt: this.#now + ms, wake };
      if (signal?.aborted) {
        cancel();
        return;
      }
      signal?.addEventListener('abort', cancel, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** Number of pending sleeps. */
  get sleeperCount(): number {
    return this.#sleepers.size;
  }

  /** When the next sleeper is due, in milliseconds since the epoch; infinite if nothing sleeps. */
  get nextWakeAt(): number {
    let nextWakeAt = Infinity;
    for (const { wakeAt } of this.#sleepers) nextWakeAt = Math.min(nextWakeAt, wakeAt);
    return nextWakeAt;
  }

  /** Advances by this number of milliseconds and wakes the sleepers that are due. */
  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.wakeAt > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  /** Advances to the next sleeper that is due, if there is any. */
  advanceToNextSleeper(): void {
    const { nextWakeAt } = this;
    if (Number.isFinite(nextWakeAt)) this.advance(nextWakeAt - this.#now);
  }
}
