import { hazard, surviving, type Estimate } from './estimate.ts';

/** A task may cost as many queries as one that is asked for this often, in seconds. */
const affordable = 3;

/** Seconds between two queries, at the least and the most. */
const shortest = 0.4;
const longest = 10;

/** Step of the integrations, in seconds. */
const step = 0.05;

/** Tells how many seconds to wait before the next query of a task submitted `elapsed` seconds ago. */
export type Schedule = (elapsed: number) => number;

/**
 * The schedule that finds tasks of this kind finished soonest for the queries it may make.
 *
 * Where a task finishes at a rate h, queries in proportion to sqrt(h) bring the least wait for their
 * number (J. B. Keller, Optimum checking schedules for systems subject to random failure, 1974). So
 * they are sparse while a task is unlikely to finish, close together when it is likely, and sparse
 * again when it is late.
 */
export function scheduleFor(estimate: Estimate): Schedule {
  const perRoot = queriesPerRoot(estimate);
  return (elapsed) => {
    let due = 0;
    for (let wait = 0; wait < longest; wait += step) {
      due += step * perRoot * Math.sqrt(hazard(estimate, elapsed + wait + step / 2));
      if (due >= 1) return Math.max(shortest, wait + step);
    }
    return longest;
  };
}

/** What sqrt(h) is multiplied by to make, on average, as many queries as a task may cost. */
function queriesPerRoot(estimate: Estimate): number {
  const { mean, deviation } = estimate;
  const end = Math.exp(mean + 4 * deviation);
  let roots = 0;
  for (let at = step / 2; at < end; at += step) {
    roots += step * Math.sqrt(hazard(estimate, at)) * surviving(estimate, at);
  }
  const expected = Math.exp(mean + deviation ** 2 / 2);
  return expected / affordable / roots;
}
