import { survivalAt, type DurationEstimate } from './estimate.ts';

/**
 * A task may use as many queries as if it were queried at this interval, in seconds
 * (docs/service.md §10.3).
 */
const queryBudgetIntervalSeconds = 2;

/** Minimum number of seconds between two queries. */
const minPauseSeconds = 0.4;
/** Maximum number of seconds between two queries. */
const maxPauseSeconds = 12;

/** A query that saves less than this many seconds on average is not made, even within the budget. */
const minPriceSeconds = 0.02;
/** A price at which hardly any query is made. */
const maxPriceSeconds = 20;

/** Minimum number of seconds between two candidate moments for a query. */
const minStepSeconds = 0.05;
/** Maximum number of seconds between two candidate moments. */
const maxStepSeconds = 1;
/** The step between these limits, as a share of the elapsed time. */
const stepGrowth = 0.006;

/** The plan ends when at most this share of tasks is still running. */
const ignoredShare = 1e-4;
/** The plan ends after this many seconds at the latest: planning takes time in proportion to it. */
const maxPlannedSeconds = 1800;

/**
 * Returns how many seconds to wait before the next query of a task that was submitted
 * `elapsedSeconds` ago.
 */
export type QuerySchedule = (elapsedSeconds: number) => number;

/** A candidate moment for a query. */
interface Moment {
  /** Seconds after the submit. */
  readonly atSeconds: number;
  /** The share of tasks that are still running at this moment. */
  readonly shareRunning: number;
  /** The following candidate. */
  readonly later: Moment | undefined;
  /** The next query in the optimal plan. */
  next: Moment | undefined;
  /** Expected cost from here on, in seconds. */
  cost: number;
  /** Expected number of queries from here on. */
  expectedQueries: number;
}

/**
 * Creates the schedule that notices finished tasks with the shortest average delay for its budget
 * of queries. See README.md for what it gains over a fixed interval.
 *
 * The time until a query finds the task finished is the sum of the pauses that begin while the task
 * is still running. With a price in seconds for each query, the cost from one moment on is
 * therefore (share still running) × (pause + price) + the cost from the next query on, and the
 * optimal pauses follow from the last moment back to the first (dynamic programming). The price is
 * the lowest at which the average task stays within the budget (bisection).
 */
export function createSchedule(estimate: DurationEstimate): QuerySchedule {
  const moments = createMoments(estimate);
  const latestFirst = moments.toReversed();
  const queryBudget = countQueries(queryBudgetIntervalSeconds, estimate);
  // Bisect the logarithm of the price, because the limits differ by a factor of 1000.
  let [low, high] = [Math.log(minPriceSeconds), Math.log(maxPriceSeconds)];
  for (let iteration = 0; iteration < 10; iteration++) {
    const midpoint = (low + high) / 2;
    if (planAll(latestFirst, Math.exp(midpoint)) > queryBudget) low = midpoint;
    else high = midpoint;
  }
  planAll(latestFirst, Math.exp(high));
  return (elapsedSeconds) => {
    // A timer may fire slightly early or late.
    const next = moments.find(
      ({ atSeconds }) => atSeconds > elapsedSeconds - minStepSeconds / 2,
    )?.next;
    return next
      ? Math.min(maxPauseSeconds, Math.max(minPauseSeconds, next.atSeconds - elapsedSeconds))
      : maxPauseSeconds;
  };
}

/** The candidate moments, earliest first. The last one is when hardly any task is still running. */
function createMoments(estimate: DurationEstimate): Moment[] {
  const shares: [atSeconds: number, shareRunning: number][] = [[0, 1]];
  for (
    let atSeconds = 0, shareRunning = 1;
    shareRunning > ignoredShare && atSeconds < maxPlannedSeconds;
  ) {
    atSeconds += Math.min(maxStepSeconds, Math.max(minStepSeconds, stepGrowth * atSeconds));
    shareRunning = survivalAt(estimate, atSeconds);
    shares.push([atSeconds, shareRunning]);
  }
  let later: Moment | undefined;
  const latestFirst = shares.toReversed().map(([atSeconds, shareRunning]) => {
    later = { atSeconds, shareRunning, later, next: undefined, cost: 0, expectedQueries: 0 };
    return later;
  });
  return latestFirst.toReversed();
}

/**
 * Plans from each moment on at this price (seconds per query). Returns the average number of
 * queries of a task.
 */
function planAll(latestFirst: readonly Moment[], price: number): number {
  for (const moment of latestFirst) plan(moment, price);
  return latestFirst.at(-1)?.expectedQueries ?? 0;
}

/** Finds the optimal next query after a moment; the later moments must have been planned. */
function plan(moment: Moment, price: number): void {
  const { atSeconds, shareRunning, later } = moment;
  // The optimal next moment is monotone, so the search can stop at the later moment's optimum.
  const latestSeconds = Math.min(atSeconds + maxPauseSeconds, later?.next?.atSeconds ?? Infinity);
  let lowestCost = Infinity;
  for (
    let candidate = later;
    candidate && candidate.atSeconds <= latestSeconds;
    candidate = candidate.later
  ) {
    const pauseSeconds = candidate.atSeconds - atSeconds;
    if (pauseSeconds < minPauseSeconds && candidate.later) continue;
    const cost = shareRunning * (pauseSeconds + price) + candidate.cost;
    if (cost >= lowestCost) continue;
    lowestCost = cost;
    moment.next = candidate;
  }
  if (!moment.next) return;
  moment.cost = lowestCost;
  moment.expectedQueries = shareRunning + moment.next.expectedQueries;
}

/** The average number of queries of a task that is queried at a fixed interval, in seconds. */
function countQueries(intervalSeconds: number, estimate: DurationEstimate): number {
  let expectedQueries = 0;
  for (
    let atSeconds = 0, shareRunning = 1;
    shareRunning > ignoredShare && atSeconds < maxPlannedSeconds;
    atSeconds += intervalSeconds
  ) {
    shareRunning = survivalAt(estimate, atSeconds);
    expectedQueries += shareRunning;
  }
  return expectedQueries;
}
