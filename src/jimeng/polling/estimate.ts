import type { Size } from '../request/sizes.ts';

/**
 * The estimated distribution of a task's duration: a mixture of components whose weights add up to
 * 1. A mixture also describes a service that is sometimes fast and sometimes slow.
 */
export type DurationEstimate = readonly LogisticComponent[];

/** A log-logistic distribution of durations. */
export interface LogisticComponent {
  /** Share of the mixture, from 0 to 1. */
  readonly weight: number;
  /** Natural logarithm of the median duration in seconds. */
  readonly logMedian: number;
  /**
   * Scale of the logistic distribution of the logarithm: half of the values are within 1.1 times
   * this of the median.
   */
  readonly logScale: number;
}

/** Number of recent tasks to consider: older ones are not representative of the service today. */
const maxObservations = 20;

/** Weight of the prior, in observed tasks. */
const priorWeight = 0.5;

/** Scale of both components of the prior: half of the values are within a factor of 1.6. */
const priorLogScale = 0.4;

/** Share of the services that are assumed to take about 3 s, whatever the size. */
const quickShare = 0.25;

/**
 * The estimate without any observations: 3 s at a quick service; otherwise 8 s for 1K, 22 s for 2K
 * and 59 s for 4K. No durations are documented (docs/service.md §10.2). With shorter durations or a
 * larger share, slow services would be queried more often than every 2 s until their durations are
 * known.
 */
function createPrior({ width, height }: Size): DurationEstimate {
  const megapixels = (width * height) / 1024 ** 2;
  return [
    { weight: quickShare, logMedian: Math.log(3), logScale: priorLogScale },
    {
      weight: 1 - quickShare,
      logMedian: Math.log(8 * megapixels ** 0.72),
      logScale: priorLogScale,
    },
  ];
}

/** The number of components of the prior. An estimate with more has learned from tasks. */
const priorComponentCount = 2;

/** The standard deviation of a logistic distribution of scale 1. */
const logisticDeviation = Math.PI / Math.sqrt(3);

/**
 * The minimum scale, because queries observe a duration only to about a quarter of a second, and no
 * service is exact.
 */
const minScales = { ofLogarithm: 0.03, inSeconds: 0.25 } as const;

/**
 * Estimates the duration of a task: a kernel density estimate of the logarithms of earlier
 * durations, plus the prior, moved toward them. The prior has a long tail: without it, an overdue
 * task would seem more and more likely to finish and be queried more and more often.
 * @param durations seconds that this user's tasks of the same provider, model and size took, oldest
 * first
 * @param size the size of the images, in pixels
 */
export function estimateDuration(durations: readonly number[], size: Size): DurationEstimate {
  const prior = createPrior(size);
  const logarithms = durations
    .filter((each) => each > 0)
    .slice(-maxObservations)
    .map(Math.log);
  const observationCount = logarithms.length;
  if (observationCount === 0) return prior;
  const totalWeight = observationCount + priorWeight;
  const mean = sum(logarithms) / observationCount;
  // Measure the spread around the mean of the observations, so that a wrong prior does not widen
  // it.
  const squaredDeviations = sum(logarithms.map((each) => ((each - mean) / logisticDeviation) ** 2));
  const scale = Math.sqrt((squaredDeviations + priorWeight * priorLogScale ** 2) / totalWeight);
  const minScale = Math.max(minScales.ofLogarithm, minScales.inSeconds / Math.exp(mean));
  const bandwidth = Math.max(minScale, scale * observationCount ** -0.2);
  // The kernels widen the distribution; move the observations together to compensate.
  const shrinkage = 1 / Math.hypot(1, bandwidth / scale);
  return [
    ...logarithms.map((each) => ({
      weight: 1 / totalWeight,
      logMedian: mean + (each - mean) * shrinkage,
      logScale: bandwidth,
    })),
    ...prior.map(({ weight, logMedian, logScale }) => ({
      weight: (weight * priorWeight) / totalWeight,
      logMedian: (observationCount * mean + priorWeight * logMedian) / totalWeight,
      logScale,
    })),
  ];
}

/** Whether an estimate is based on observed tasks. Otherwise it is a guess that is not shown to the user. */
export function isLearned(estimate: DurationEstimate): boolean {
  return estimate.length > priorComponentCount;
}

/** The probability, from 0 to 1, that a task is still running after this many seconds. */
export function survivalAt(estimate: DurationEstimate, seconds: number): number {
  const logarithm = Math.log(Math.max(0, seconds));
  return sum(
    estimate.map(
      ({ weight, logMedian, logScale }) =>
        weight / (1 + Math.exp((logarithm - logMedian) / logScale)),
    ),
  );
}

/** The number of seconds within which 80 % of tasks finish: the expected time shown to the user. */
export function getExpectedSeconds(estimate: DurationEstimate): number {
  return findSeconds(estimate, 0.2, { from: 0, to: 1e9 });
}

/**
 * Estimates after how many seconds a task finished that one query found running and the next one
 * finished: the median of such tasks. The middle of the pause would be far too early if the first
 * query finds the task finished, because that pause begins with the submit.
 * @param from seconds until the last query that found the task running; 0 if there was none
 * @param to seconds until the query that found it finished
 */
export function estimateFinish(estimate: DurationEstimate, from: number, to: number): number {
  const shareRunning = (survivalAt(estimate, from) + survivalAt(estimate, to)) / 2;
  return findSeconds(estimate, shareRunning, { from, to });
}

/** The number of seconds after which this share of tasks is still running, within a range. */
function findSeconds(
  estimate: DurationEstimate,
  shareRunning: number,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  let [low, high] = [from, to];
  // Bisect; 60 iterations are more precise than any clock.
  for (let iteration = 0; iteration < 60; iteration++) {
    const midpoint = (low + high) / 2;
    if (survivalAt(estimate, midpoint) > shareRunning) low = midpoint;
    else high = midpoint;
  }
  return high;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
