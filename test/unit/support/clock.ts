import type { Clock } from '../../../src/jimeng/index.ts';

/** Time that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ at: number; wake: () => void }>();

  /** @param now milliseconds since the epoch. */
  constructor(now: number = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const give = () => {
        this.#sleepers.delete(sleeper);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the real clock does
        reject(signal?.reason);
      };
      const wake = () => {
        signal?.removeEventListener('abort', give);
        resolve();
      };
      const sleeper = { at: this.#now + ms, wake };
      if (signal?.aborted) {
        give();
        return;
      }
      signal?.addEventListener('abort', give, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** How many sleep. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Moves on by `ms` milliseconds and wakes whoever is due. */
  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.at > this.#now) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }

  /** Moves on to when the next sleeper is due, if anybody sleeps. */
  step(): void {
    const next = Math.min(...Array.from(this.#sleepers, ({ at }) => at));
    if (Number.isFinite(next)) this.advance(next - this.#now);
  }
}
