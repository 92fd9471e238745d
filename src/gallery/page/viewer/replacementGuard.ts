import type { ImageRef } from '../../protocol/vocabulary.ts';
import { moveSettleMs } from '../grid/recentMoves.ts';

/**
 * The moment after the large image was replaced without the user doing it, such as when another window has deleted it.
 * A click may be meant for what was there before.
 */
export class ReplacementGuard {
  readonly #now: () => number;
  /** Milliseconds. */
  #replacedAt = -Infinity;

  /** @param now a clock, in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Compares what was shown with what an update has left. */
  compare(before: ImageRef | undefined, after: ImageRef | undefined): void {
    if (before && (before.id !== after?.id || before.image !== after.image)) this.start();
  }

  /** Called when what was shown has been replaced. */
  start(): void {
    this.#replacedAt = this.#now();
  }

  /** Whether that has just happened. */
  get isActive(): boolean {
    return this.#now() - this.#replacedAt < moveSettleMs;
  }
}
