import type { Size } from './sizes.ts';

/**
 * How long a task is thought to take: its logarithm is taken to be normally distributed, as waiting
 * times are about never below some minimum and now and then far above it.
 */
export interface Estimate {
  /** Mean of the natural logarithm of the duration in seconds. */
  readonly mean: number;
  /** Standard deviation of the same. */
  readonly deviation: number;
}

/** Tasks further back say little about today's service. */
const memory = 20;

/** How many observed tasks the first guess counts for. */
const weightOfGuess = 1;

/**
 * A first guess, for want of published figures (contract 5: none; third parties speak of 8 to 60 s):
 * some 6.5 s for 1K, 12 s for 2K, 24 s for 4K, give or take a half.
 */
function guess({ width, height }: Size): Estimate {
  const megapixels = (width * height) / 1024 ** 2;
  return { mean: Math.log(6.5 * megapixels ** 0.47), deviation: 0.45 };
}

/** No task is as regular as a few alike observations make it seem. */
const leastDeviation = 0.05;

/**
 * What to expect of a task of this size.
 * @param durations seconds that this user's tasks of the same provider, model and size took, latest last
 */
export function estimateFrom(durations: readonly number[], size: Size): Estimate {
  const first = guess(size);
  const logarithms = durations
    .filter((each) => each > 0)
    .slice(-memory)
    .map(Math.log);
  const count = logarithms.length + weightOfGuess;
  const mean = (sum(logarithms) + weightOfGuess * first.mean) / count;
  const own = logarithms.length > 0 ? sum(logarithms) / logarithms.length : first.mean;
  // A guess that was far off must not pass for a wide spread, so the spread is that around their own mean.
  const spread = sum(logarithms.map((each) => (each - own) ** 2));
  const variance = (spread + weightOfGuess * first.deviation ** 2) / count;
  return {
    mean: logarithms.length > 2 ? own : mean,
    deviation: Math.max(leastDeviation, Math.sqrt(variance)),
  };
}

/** Seconds within which four of five such tasks finish: what to tell a user who waits. */
export function expectedSeconds({ mean, deviation }: Estimate): number {
  return Math.exp(mean + 0.84 * deviation);
}

/**
 * The share of tasks that keep to no rule, and how widely those spread: without them a late task would
 * look ever more likely to finish, and be asked for ever more often.
 */
const odd = { share: 0.02, leastDeviation: 1 } as const;

/** The share of such tasks that are not finished after this many seconds. */
export function surviving(estimate: Estimate, seconds: number): number {
  return seconds <= 0 ? 1 : blend(estimate, (each) => 1 - normal(standard(each, seconds)));
}

/** Of such tasks that are still running after this many seconds, the share that finishes per second. */
export function hazard(estimate: Estimate, seconds: number): number {
  if (seconds <= 0) return 0;
  const left = surviving(estimate, seconds);
  if (left > 1e-9) return blend(estimate, (each) => density(each, seconds)) / left;
  // Far out both vanish; their quotient tends to that of the widest.
  const widest = oddOnes(estimate);
  return standard(widest, seconds) / widest.deviation / seconds;
}

function blend(estimate: Estimate, share: (estimate: Estimate) => number): number {
  return (1 - odd.share) * share(estimate) + odd.share * share(oddOnes(estimate));
}

function oddOnes({ mean, deviation }: Estimate): Estimate {
  return { mean, deviation: Math.max(odd.leastDeviation, deviation) };
}

/** How many deviations a duration lies above the mean. */
function standard({ mean, deviation }: Estimate, seconds: number): number {
  return (Math.log(seconds) - mean) / deviation;
}

function density(estimate: Estimate, seconds: number): number {
  const z = standard(estimate, seconds);
  return Math.exp((-z * z) / 2) / (seconds * estimate.deviation * Math.sqrt(2 * Math.PI));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** The standard normal distribution function, to about 1e-7 (Abramowitz and Stegun, 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const polynomial =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
  return z >= 0 ? 1 - tail : tail;
}
