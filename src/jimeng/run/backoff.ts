/** Milliseconds of the longest pause between two tries. */
const maxDelayMs = 30_000;

/**
 * Milliseconds before attempt number `n` (from 1) of something that was refused or broke: 1, 2, 4, 8 … s,
 * ± 25 %; not before the service says it may be tried again.
 * @param retryAfterSeconds seconds, from a `Retry-After` header
 */
export function computeBackoffMs(
  attempt: number,
  random: () => number,
  retryAfterSeconds = 0,
): number {
  const delayMs = Math.min(maxDelayMs, 1_000 * 2 ** (attempt - 1)) * (0.75 + random() / 2);
  return Math.round(Math.max(delayMs, retryAfterSeconds * 1_000));
}
