/** How finely queries are placed: the longest duration in so many steps. */
const steps = 2000;

/**
 * The least mean wait in seconds, beyond the service, of any schedule that knows how long tasks take,
 * and on average makes no more queries than one that asks for each every so many seconds.
 *
 * At a price for each query the cheapest schedule is found by dynamic programming over the true
 * distribution. Its wait and the price of its queries, less the price of those allowed, is a bound
 * for every schedule that keeps to them, whatever the price; the highest bound is the answer (it is
 * met, or missed by as little as a mixture of two schedules would bring).
 */
export function leastWait(duration: () => number, draws: number, seconds: number): number {
  const durations = Float64Array.from({ length: draws }, duration).sort();
  const mean = (value: (duration: number) => number) =>
    durations.reduce((total, each) => total + value(each), 0) / draws;
  const allowed = mean((each) => Math.ceil(each / seconds));
  const step = (durations.at(-1) ?? 0) / steps;
  const left = sharesLeft(durations, step);
  const running = mean((each) => each);
  const bounds = Array.from({ length: 60 }, (_, n) => {
    const price = 0.01 * 1.13 ** n;
    return cheapest(left, step, price) - running - price * allowed;
  });
  return Math.max(...bounds);
}

/** The share of tasks that are still running after each step. */
function sharesLeft(sorted: Float64Array, step: number): number[] {
  let finished = 0;
  return Array.from({ length: steps + 1 }, (_, n) => {
    while ((sorted[finished] ?? Infinity) <= n * step) finished++;
    return n === steps ? 0 : 1 - finished / sorted.length;
  });
}

/** Time until found finished, and the price of the queries until then, of the cheapest schedule. */
function cheapest(left: readonly number[], step: number, price: number): number {
  const costs = Array<number>(steps + 1).fill(0);
  let until = steps;
  for (let from = steps - 1; from >= 0; from--) {
    let best = Infinity;
    let next = until;
    for (let to = from + 1; to <= until; to++) {
      const cost = (left[from] ?? 0) * ((to - from) * step + price) + (costs[to] ?? 0);
      if (cost >= best) continue;
      best = cost;
      next = to;
    }
    costs[from] = best;
    // What is best asked for at one moment is never best asked for later at an earlier one.
    until = next;
  }
  return costs[0] ?? 0;
}
