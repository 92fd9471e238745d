import type { Size } from '../request/sizes.ts';

/**
 * How long a task is thought to take: one of several likely durations, each with its share of the
 * tasks. So services that are now quick and now slow are learnt as well as those that keep to one time.
 */
export type DurationEstimate = readonly LogisticComponent[];

/** Durations about a likely one: their logarithm is taken to follow a logistic distribution. */
export interface LogisticComponent {
  readonly weight: number;
  /** Natural logarithm of the duration in seconds that half of them keep within. */
  readonly logMedian: number;
  /** Scale of that logarithm: half of them are within 1.1 times this of the middle. */
  readonly logScale: number;
}

/** Tasks further back say little about today's service. */
const maxObservations = 20;

/** How many observed tasks the first guess counts for. */
const priorWeight = 0.5;

/**
 * A first guess, for want of published figures (docs/service.md §10.2: none; third parties speak of 8 to 60 s and
 * more): some 8 s for 1K, 22 s for 2K, 59 s for 4K, give or take a half. Were they smaller, slow
 * services would be asked more often than every 3 s until they are known.
 */
function createPrior({ width, height }: Size): LogisticComponent {
  const megapixels = (width * height) / 1024 ** 2;
  return { weight: 1, logMedian: Math.log(8 * megapixels ** 0.72), logScale: 0.4 };
}

/** The standard deviation of a logistic distribution of scale 1. */
const logisticDeviation = Math.PI / Math.sqrt(3);

/** Queries tell only to some quarter of a second when a task was ready, and no task is quite regular. */
const minSpread = { ofLogarithm: 0.03, inSeconds: 0.25 } as const;

/**
 * What to expect of a task of this size: each remembered duration again, blurred (a kernel density of
 * their logarithms), and beside them the first guess, moved to where they are, for tasks that keep to
 * no rule: without it a late task would look ever more likely to finish, and be asked for ever more often.
 * @param durations seconds that this user's tasks of the same provider, model and size took, latest last
 */
export function estimateDuration(durations: readonly number[], size: Size): DurationEstimate {
  const prior = createPrior(size);
  const logarithms = durations
    .filter((each) => each > 0)
    .slice(-maxObservations)
    .map(Math.log);
  const observationCount = logarithms.length;
  if (observationCount === 0) return [prior];
  const totalWeight = observationCount + priorWeight;
  const mean = sum(logarithms) / observationCount;
  // A guess that was far off must not pass for a wide spread, so the spread is that around their own mean.
  const squaredDeviations = sum(logarithms.map((each) => ((each - mean) / logisticDeviation) ** 2));
  const scale = Math.sqrt((squaredDeviations + priorWeight * prior.logScale ** 2) / totalWeight);
  const minScale = Math.max(minSpread.ofLogarithm, minSpread.inSeconds / Math.exp(mean));
  const bandwidth = Math.max(minScale, scale * observationCount ** -0.2);
  // Blurring widens; drawn together before it, they spread as widely as they did.
  const shrinkage = 1 / Math.hypot(1, bandwidth / scale);
  return [
    ...logarithms.map((each) => ({
      weight: 1 / totalWeight,
      logMedian: mean + (each - mean) * shrinkage,
      logScale: bandwidth,
    })),
    {
      weight: priorWeight / totalWeight,
      logMedian: (observationCount * mean + priorWeight * prior.logMedian) / totalWeight,
      logScale: prior.logScale,
    },
  ];
}

/** The share of such tasks that are not finished after this many seconds. */
export function survivalAt(estimate: DurationEstimate, seconds: number): number {
  const logarithm = Math.log(Math.max(0, seconds));
  return sum(
    estimate.map(
      ({ weight, logMedian, logScale }) =>
        weight / (1 + Math.exp((logarithm - logMedian) / logScale)),
    ),
  );
}

/** Seconds within which four of five such tasks finish: what to tell a user who waits. */
export function getExpectedSeconds(estimate: DurationEstimate): number {
  // As finely as the eye reads it: fifty halvings of the logarithm.
  let [low, high] = [-10, 20];
  for (let round = 0; round < 50; round++) {
    const midpoint = (low + high) / 2;
    if (survivalAt(estimate, Math.exp(midpoint)) > 0.2) low = midpoint;
    else high = midpoint;
  }
  return Math.exp(high);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
