import type { Size } from './sizes.ts';

/**
 * How long a task is thought to take: one of several likely durations, each with its share of the
 * tasks. So services that are now quick and now slow are learnt as well as those that keep to one time.
 */
export type Estimate = readonly Likely[];

/** Durations about a likely one: their logarithm is taken to follow a logistic distribution. */
export interface Likely {
  readonly share: number;
  /** Natural logarithm of the duration in seconds that half of them keep within. */
  readonly middle: number;
  /** Scale of that logarithm: half of them are within 1.1 times this of the middle. */
  readonly spread: number;
}

/** Tasks further back say little about today's service. */
const memory = 20;

/** How many observed tasks the first guess counts for. */
const weightOfGuess = 0.5;

/**
 * A first guess, for want of published figures (docs/service.md §10.2: none; third parties speak of 8 to 60 s and
 * more): some 8 s for 1K, 22 s for 2K, 59 s for 4K, give or take a half. Were they smaller, slow
 * services would be asked more often than every 3 s until they are known.
 */
function guess({ width, height }: Size): Likely {
  const megapixels = (width * height) / 1024 ** 2;
  return { share: 1, middle: Math.log(8 * megapixels ** 0.72), spread: 0.4 };
}

/** The standard deviation of a logistic distribution of scale 1. */
const deviationOfScale = Math.PI / Math.sqrt(3);

/** Queries tell only to some quarter of a second when a task was ready, and no task is quite regular. */
const leastSpread = { ofLogarithm: 0.03, inSeconds: 0.25 } as const;

/**
 * What to expect of a task of this size: each remembered duration again, blurred (a kernel density of
 * their logarithms), and beside them the first guess, moved to where they are, for tasks that keep to
 * no rule: without it a late task would look ever more likely to finish, and be asked for ever more often.
 * @param durations seconds that this user's tasks of the same provider, model and size took, latest last
 */
export function estimateFrom(durations: readonly number[], size: Size): Estimate {
  const first = guess(size);
  const logarithms = durations
    .filter((each) => each > 0)
    .slice(-memory)
    .map(Math.log);
  const known = logarithms.length;
  if (known === 0) return [first];
  const count = known + weightOfGuess;
  const mean = sum(logarithms) / known;
  // A guess that was far off must not pass for a wide spread, so the spread is that around their own mean.
  const ownSpread = sum(logarithms.map((each) => ((each - mean) / deviationOfScale) ** 2));
  const scale = Math.sqrt((ownSpread + weightOfGuess * first.spread ** 2) / count);
  const least = Math.max(leastSpread.ofLogarithm, leastSpread.inSeconds / Math.exp(mean));
  const blur = Math.max(least, scale * known ** -0.2);
  // Blurring widens; drawn together before it, they spread as widely as they did.
  const together = 1 / Math.hypot(1, blur / scale);
  return [
    ...logarithms.map((each) => ({
      share: 1 / count,
      middle: mean + (each - mean) * together,
      spread: blur,
    })),
    {
      share: weightOfGuess / count,
      middle: (known * mean + weightOfGuess * first.middle) / count,
      spread: first.spread,
    },
  ];
}

/** The share of such tasks that are not finished after this many seconds. */
export function surviving(estimate: Estimate, seconds: number): number {
  const logarithm = Math.log(Math.max(0, seconds));
  return sum(
    estimate.map(
      ({ share, middle, spread }) => share / (1 + Math.exp((logarithm - middle) / spread)),
    ),
  );
}

/** Seconds within which four of five such tasks finish: what to tell a user who waits. */
export function expectedSeconds(estimate: Estimate): number {
  // As finely as the eye reads it: fifty halvings of the logarithm.
  let [low, high] = [-10, 20];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (surviving(estimate, Math.exp(middle)) > 0.2) low = middle;
    else high = middle;
  }
  return Math.exp(high);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
