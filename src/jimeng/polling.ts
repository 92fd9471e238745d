/** Milliseconds before the first query (contract 5 suggests to begin at about this). */
const first = 2_000;
/** Each pause is this much longer than the one before, up to the longest (contract 5). */
const growth = 1.3;
const longest = 10_000;

/** Milliseconds to wait before query number `n`, counted from 0. */
export function pauseBefore(n: number): number {
  return Math.min(longest, Math.round(first * growth ** Math.max(0, n - 1)));
}

/** Milliseconds before attempt number `n` (from 1) of something that was refused or broke: 1, 2, 4, 8 … s, ± 25 %. */
export function backoff(n: number, random: () => number): number {
  return Math.round(Math.min(30_000, 1_000 * 2 ** (n - 1)) * (0.75 + random() / 2));
}
