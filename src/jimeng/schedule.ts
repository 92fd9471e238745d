import { surviving, type Estimate } from './estimate.ts';

/** A task may cost as many queries as one that is asked for this often, in seconds (docs/service.md §10.3). */
const affordable = 3;

/** Seconds between two queries, at the least and the most. */
const shortest = 0.4;
const longest = 12;

/** How finely queries are placed: in seconds, and in between in shares of the time gone by. */
const finest = 0.05;
const coarsest = 1;
const growth = 0.006;

/** So few tasks take longer than what is planned for. */
const leftOut = 1e-4;

/** Tells how many seconds to wait before the next query of a task submitted `elapsed` seconds ago. */
export type Schedule = (elapsed: number) => number;

/** A moment at which the task may be asked for. */
interface Moment {
  readonly at: number;
  /** The share of tasks that are still running then. */
  readonly left: number;
  readonly later: Moment | undefined;
  /** When to ask again, what that and all after it costs, and the queries that it takes. */
  next: Moment | undefined;
  cost: number;
  queries: number;
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
export function scheduleFor(estimate: Estimate): Schedule {
  const moments = momentsOf(estimate);
  const latestFirst = moments.toReversed();
  const affordableQueries = queriesEvery(affordable, estimate);
  // Logarithms: cheap and dear prices are 4000-fold apart.
  let [low, high] = [Math.log(0.005), Math.log(20)];
  for (let round = 0; round < 10; round++) {
    const middle = (low + high) / 2;
    if (planned(latestFirst, Math.exp(middle)) > affordableQueries) low = middle;
    else high = middle;
  }
  planned(latestFirst, Math.exp(high));
  return (elapsed) => {
    // A timer may wake a little before or after its moment.
    const next = moments.find(({ at }) => at > elapsed - finest / 2)?.next;
    return next ? Math.min(longest, Math.max(shortest, next.at - elapsed)) : longest;
  };
}

function momentsOf(estimate: Estimate): Moment[] {
  const shares: [at: number, left: number][] = [[0, 1]];
  for (let at = 0, left = 1; left > leftOut;) {
    at += Math.min(coarsest, Math.max(finest, growth * at));
    left = surviving(estimate, at);
    shares.push([at, left]);
  }
  let later: Moment | undefined;
  const latestFirst = shares.toReversed().map(([at, left]) => {
    later = { at, left, later, next: undefined, cost: 0, queries: 0 };
    return later;
  });
  return latestFirst.toReversed();
}

/** Plans what follows each moment at this price, and returns the queries that a task takes on average. */
function planned(latestFirst: readonly Moment[], price: number): number {
  for (const moment of latestFirst) plan(moment, price);
  return latestFirst.at(-1)?.queries ?? 0;
}

function plan(moment: Moment, price: number): void {
  const { at, left, later } = moment;
  // What is best asked for at one moment is never best asked for later at an earlier one.
  const until = Math.min(at + longest, later?.next?.at ?? Infinity);
  let best = Infinity;
  for (let each = later; each && each.at <= until; each = each.later) {
    const pause = each.at - at;
    if (pause < shortest && each.later) continue;
    const cost = left * (pause + price) + each.cost;
    if (cost >= best) continue;
    best = cost;
    moment.next = each;
  }
  if (!moment.next) return;
  moment.cost = best;
  moment.queries = left + moment.next.queries;
}

/** How many queries such a task takes on average that is asked for every so many seconds. */
function queriesEvery(seconds: number, estimate: Estimate): number {
  let queries = 0;
  for (let at = 0, left = 1; left > leftOut; at += seconds) {
    left = surviving(estimate, at);
    queries += left;
  }
  return queries;
}
