/** Resolution of the schedules: the longest duration is divided into this many steps. */
const stepCount = 2000;

/**
 * Computes the smallest possible mean wait in seconds (beyond the service itself) of any schedule
 * that knows the distribution of durations and, on average, makes no more queries than polling at
 * this interval.
 *
 * For a given price per query, dynamic programming over the true distribution finds the cheapest
 * schedule. Its wait plus the price of its queries, minus the price of the allowed queries, is a
 * lower bound for every schedule within that number of queries, at any price. The result is the
 * highest such bound. It is exact, except for the small gain of mixing two schedules.
 */
export function computeMinimumWait(
  sampleDuration: () => number,
  sampleCount: number,
  intervalSeconds: number,
): number {
  const durations = Float64Array.from({ length: sampleCount }, sampleDuration).sort();
  const mean = (value: (duration: number) => number) =>
    durations.reduce((total, each) => total + value(each), 0) / sampleCount;
  const allowedQueries = mean((each) => Math.ceil(each / intervalSeconds));
  const stepSeconds = (durations.at(-1) ?? 0) / stepCount;
  const runningShares = computeRunningShares(durations, stepSeconds);
  const meanDuration = mean((each) => each);
  const bounds = Array.from({ length: 60 }, (_, n) => {
    const price = 0.01 * 1.13 ** n;
    return (
      computeCheapestCost(runningShares, stepSeconds, price) - meanDuration - price * allowedQueries
    );
  });
  return Math.max(...bounds);
}

/** The share of tasks that are still running after each step. */
function computeRunningShares(sorted: Float64Array, stepSeconds: number): number[] {
  let finishedCount = 0;
  return Array.from({ length: stepCount + 1 }, (_, n) => {
    while ((sorted[finishedCount] ?? Infinity) <= n * stepSeconds) finishedCount++;
    return n === stepCount ? 0 : 1 - finishedCount / sorted.length;
  });
}

/**
 * The cost of the cheapest schedule: the time until the task is found finished, plus the price of
 * the queries.
 */
function computeCheapestCost(
  runningShares: readonly number[],
  stepSeconds: number,
  price: number,
): number {
  const costs = Array<number>(stepCount + 1).fill(0);
  let latestNext = stepCount;
  for (let from = stepCount - 1; from >= 0; from--) {
    let best = Infinity;
    let next = latestNext;
    for (let to = from + 1; to <= latestNext; to++) {
      const cost =
        (runningShares[from] ?? 0) * ((to - from) * stepSeconds + price) + (costs[to] ?? 0);
      if (cost >= best) continue;
      best = cost;
      next = to;
    }
    costs[from] = best;
    // The optimal next moment is monotone, so the search can stop at the later moment's optimum.
    latestNext = next;
  }
  return costs[0] ?? 0;
}
