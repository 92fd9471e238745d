import { setTimeout as sleep } from 'node:timers/promises';

/** Time, as a parameter: tests bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};

/**
 * Runs `work` with a signal that is aborted with `reason` after `ms` milliseconds, or with the outer
 * signal's own reason when that is aborted first.
 */
export async function withTimeout<T>(
  clock: Clock,
  timeoutMs: number,
  reason: Error,
  outerSignal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeout = new AbortController();
  const finished = new AbortController();
  const signal = outerSignal ? AbortSignal.any([outerSignal, timeout.signal]) : timeout.signal;
  clock.sleep(timeoutMs, finished.signal).then(
    () => {
      timeout.abort(reason);
    },
    () => undefined,
  );
  try {
    signal.throwIfAborted();
    return await work(signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    finished.abort();
  }
}
