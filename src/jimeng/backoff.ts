/** Milliseconds of the longest pause between two tries. */
const longest = 30_000;

/**
 * Milliseconds before attempt number `n` (from 1) of something that was refused or broke: 1, 2, 4, 8 … s,
 * ± 25 %; not before the service says it may be tried again.
 * @param retryAfter seconds, from a `Retry-After` header
 */
export function backoff(n: number, random: () => number, retryAfter = 0): number {
  const pause = Math.min(longest, 1_000 * 2 ** (n - 1)) * (0.75 + random() / 2);
  return Math.round(Math.max(pause, retryAfter * 1_000));
}
