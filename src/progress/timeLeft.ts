/** How much longer something takes. */
export type TimeLeft =
  | { readonly kind: 'left'; readonly amount: number; readonly unit: 'seconds' | 'minutes' }
  | { readonly kind: 'nearly' }
  /** `elapsedSeconds` is absent if it is so long that a number does not help. */
  | { readonly kind: 'longer'; readonly elapsedSeconds?: number };

/** With fewer seconds left than this, they are not counted. */
const nearlySeconds = 3;
/** How much longer than expected is not unusual, as a share of what is expected. */
const tolerance = 0.2;
/** From this on, the time is shown in minutes instead of seconds. */
const minutesFromSeconds = 120;
/** Beyond this, what has elapsed is not shown: it may include the time that a window was closed. */
const maxElapsedSeconds = 600;

/**
 * Estimates how much longer something takes, in steps that are easy to read.
 * @param elapsedSeconds since it started
 * @param expectedSeconds how long it takes in all
 */
export function estimateTimeLeft(elapsedSeconds: number, expectedSeconds: number): TimeLeft {
  const left = expectedSeconds - elapsedSeconds;
  if (left > minutesFromSeconds)
    return { kind: 'left', amount: Math.ceil(left / 60), unit: 'minutes' };
  if (left > nearlySeconds) {
    const step = left > 60 ? 10 : 5;
    return { kind: 'left', amount: Math.ceil(left / step) * step, unit: 'seconds' };
  }
  if (-left <= Math.max(nearlySeconds, expectedSeconds * tolerance)) return { kind: 'nearly' };
  return elapsedSeconds > maxElapsedSeconds
    ? { kind: 'longer' }
    : { kind: 'longer', elapsedSeconds: Math.round(elapsedSeconds) };
}

/**
 * How long several take in all, in seconds from the start of the oldest one.
 * @param count those that have not ended
 * @param concurrency how many run at the same time
 * @param expectedSeconds how long one takes
 */
export function estimateTotalSeconds(
  count: number,
  concurrency: number,
  expectedSeconds: number,
): number {
  return Math.ceil(count / Math.max(1, concurrency)) * expectedSeconds;
}
