import type { Clock } from '../../../src/jimeng/index.ts';

/** Time that stands still until a test moves it. */
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
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the real clock does
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

  /** How many sleep. */
  get sleeperCount(): number {
    return this.#sleepers.size;
  }

  /** Moves on by `ms` milliseconds and wakes whoever is due. */
  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.wakeAt > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  /** Moves on to when the next sleeper is due, if anybody sleeps. */
  advanceToNextSleeper(): void {
    const nextWakeAt = Math.min(...Array.from(this.#sleepers, ({ wakeAt }) => wakeAt));
    if (Number.isFinite(nextWakeAt)) this.advance(nextWakeAt - this.#now);
  }
}
