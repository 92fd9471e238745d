import { setTimeout as sleep } from 'node:timers/promises';

/** The current time and timers; a parameter, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds: at once if it is negative or NaN, and after 24 days at most.
   * Rejects with the signal's reason when it is aborted.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The longest duration of a timer of Node in milliseconds; a longer one would end at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The clock of this machine. */
export const systemClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    try {
      await sleep(ms > 0 ? Math.min(ms, maxTimerMs) : 0, undefined, { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};

/**
 * Runs `work` with a signal that is aborted with `reason` after `timeoutMs` milliseconds, or with
 * the reason of `outerSignal` if that is aborted first.
 * @throws the reason of the abort, or what `work` throws.
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

/**
 * Runs `work` with a signal that is aborted with `reason` if `work` does not call `onActivity` for
 * `timeoutMs` milliseconds, or with the reason of `outerSignal` if that is aborted first. Silence
 * that follows an activity is noticed after twice as long at most.
 * @throws the reason of the abort, or what `work` throws.
 */
export async function withIdleTimeout<T>(
  clock: Clock,
  timeoutMs: number,
  reason: Error,
  outerSignal: AbortSignal,
  work: (signal: AbortSignal, onActivity: () => void) => Promise<T>,
): Promise<T> {
  const idle = new AbortController();
  const finished = new AbortController();
  let activityCount = 0;
  // Counts instead of comparing times: the clock may be set while `work` runs.
  const watchForIdle = async () => {
    for (let previousCount = -1; previousCount !== activityCount;) {
      previousCount = activityCount;
      await clock.sleep(timeoutMs, finished.signal);
    }
    idle.abort(reason);
  };
  watchForIdle().catch(() => undefined);
  const signal = AbortSignal.any([outerSignal, idle.signal]);
  try {
    return await work(signal, () => activityCount++);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    finished.abort();
    // Close the connection if the body is not needed, such as that of a 404 response.
    idle.abort();
  }
}

/** Rejects with the reason of the signal if that is aborted before the promise settles. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the caller's reason
      reject(signal.reason);
    };
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', onAbort);
    });
  });
}
