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
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  reason: Error,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const finished = new AbortController();
  const signal = outer ? AbortSignal.any([outer, deadline.signal]) : deadline.signal;
  clock.sleep(ms, finished.signal).then(
    () => {
      deadline.abort(reason);
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
