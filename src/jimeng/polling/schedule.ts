import { survivalAt, type DurationEstimate } from './estimate.ts';

/** A task may cost as many queries as one that is asked for this often, in seconds (docs/service.md §10.3). */
const queryBudgetIntervalSeconds = 3;

/** Seconds between two queries, at the least and the most. */
const minPauseSeconds = 0.4;
const maxPauseSeconds = 12;

/** How finely queries are placed: in seconds, and in between in shares of the time gone by. */
const minStepSeconds = 0.05;
const maxStepSeconds = 1;
const stepGrowth = 0.006;

/** So few tasks take longer than what is planned for. */
const ignoredShare = 1e-4;

/** Tells how many seconds to wait before the next query of a task submitted `elapsed` seconds ago. */
export type QuerySchedule = (elapsedSeconds: number) => number;

/** A moment at which the task may be asked for. */
interface Moment {
  readonly atSeconds: number;
  /** The share of tasks that are still running then. */
  readonly shareRunning: number;
  readonly later: Moment | undefined;
  /** When to ask again, what that and all after it costs, and the queries that it takes. */
  next: Moment | undefined;
  cost: number;
  expectedQueries: number;
}

/**
 * The schedule that finds tasks of this kind finished soonest for the queries it may make.
 *
 * The time from the submit to the query that finds a task finished is the sum of all pauses that it
 * is still running at the beginning of. So with a price in seconds for each query, what comes after a
 * moment costs (share still running) × (pause + price) + what comes after the next: the cheapest
 * pauses follow one by one from the last back to the first (dynamic programming). The price is the
 * lowest at which tasks take no more queries than they may.
 */
export function createSchedule(estimate: DurationEstimate): QuerySchedule {
  const moments = createMoments(estimate);
  const latestFirst = moments.toReversed();
  const queryBudget = countQueries(queryBudgetIntervalSeconds, estimate);
  // Logarithms: cheap and dear prices are 4000-fold apart.
  let [low, high] = [Math.log(0.005), Math.log(20)];
  for (let round = 0; round < 10; round++) {
    const midpoint = (low + high) / 2;
    if (planAll(latestFirst, Math.exp(midpoint)) > queryBudget) low = midpoint;
    else high = midpoint;
  }
  planAll(latestFirst, Math.exp(high));
  return (elapsedSeconds) => {
    // A timer may wake a little before or after its moment.
    const next = moments.find(
      ({ atSeconds }) => atSeconds > elapsedSeconds - minStepSeconds / 2,
    )?.next;
    return next
      ? Math.min(maxPauseSeconds, Math.max(minPauseSeconds, next.atSeconds - elapsedSeconds))
      : maxPauseSeconds;
  };
}

function createMoments(estimate: DurationEstimate): Moment[] {
  const shares: [atSeconds: number, shareRunning: number][] = [[0, 1]];
  for (let atSeconds = 0, shareRunning = 1; shareRunning > ignoredShare;) {
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

/** Plans what follows each moment at this price, and returns the queries that a task takes on average. */
function planAll(latestFirst: readonly Moment[], price: number): number {
  for (const moment of latestFirst) plan(moment, price);
  return latestFirst.at(-1)?.expectedQueries ?? 0;
}

function plan(moment: Moment, price: number): void {
  const { atSeconds, shareRunning, later } = moment;
  // What is best asked for at one moment is never best asked for later at an earlier one.
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

/** How many queries such a task takes on average that is asked for every so many seconds. */
function countQueries(intervalSeconds: number, estimate: DurationEstimate): number {
  let expectedQueries = 0;
  for (
    let atSeconds = 0, shareRunning = 1;
    shareRunning > ignoredShare;
    atSeconds += intervalSeconds
  ) {
    shareRunning = survivalAt(estimate, atSeconds);
    expectedQueries += shareRunning;
  }
  return expectedQueries;
}
