/** How finely queries are placed: the longest duration in so many steps. */
const stepCount = 2000;

/**
 * The least mean wait in seconds, beyond the service, of any schedule that knows how long tasks take,
 * and on average makes no more queries than one that asks for each every so many seconds.
 *
 * At a price for each query the cheapest schedule is found by dynamic programming over the true
 * distribution. Its wait and the price of its queries, less the price of those allowed, is a bound
 * for every schedule that keeps to them, whatever the price; the highest bound is the answer (it is
 * met, or missed by as little as a mixture of two schedules would bring).
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

/** Time until found finished, and the price of the queries until then, of the cheapest schedule. */
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
    // What is best asked for at one moment is never best asked for later at an earlier one.
    latestNext = next;
  }
  return costs[0] ?? 0;
}
