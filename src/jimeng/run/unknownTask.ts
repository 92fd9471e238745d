import type { Clock } from '../clock.ts';

/**
 * How often the service must report that it does not know a task, and over how many milliseconds.
 * A gateway that is being restarted, or that has several servers, may not know a task for a while
 * (docs/service.md §6.4).
 */
const confirmation = { count: 3, spanMs: 30_000 } as const;

/** Counts consecutive responses that do not know a task: a single one is not reliable. */
export class UnknownTaskCounter {
  readonly #clock: Clock;
  #responses = 0;
  #firstAtMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a response. Returns whether the task counts as unknown now. */
  count(): boolean {
    const now = this.#clock.now();
    if (this.#responses++ === 0) this.#firstAtMs = now;
    return this.#responses >= confirmation.count && now - this.#firstAtMs >= confirmation.spanMs;
  }

  /** Starts again, because the service does know the task. */
  reset(): void {
    this.#responses = 0;
  }
}
