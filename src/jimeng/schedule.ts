import { hazard, surviving, type Estimate } from './estimate.ts';

/** A task may cost as many queries as one that is asked for this often, in seconds: every 3 s and a margin. */
const affordable = 3.1;

/** Seconds between two queries, at the least and the most. */
const shortest = 0.4;
const longest = 10;

/** How finely the next query is placed, in seconds. */
const step = 0.05;

/** How finely a task's whole time is looked through: ten moments to the deviation of the most regular. */
const growth = 1.005;

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
  const moments: { root: number; running: number }[] = [];
  const begin = Math.exp(estimate.mean - 6);
  for (let at = begin, left = 1; left > 1e-3; at *= growth) {
    left = surviving(estimate, at);
    const running = left * at * (growth - 1);
    moments.push({ root: Math.sqrt(hazard(estimate, at)), running });
  }
  const queries = (perRoot: number) =>
    sum(moments, ({ root, running }) => running * clamp(perRoot * root, 1 / longest, 1 / shortest));
  const budget = sum(moments, ({ running }) => running) / affordable;
  let [low, high] = [0, 100];
  for (let round = 0; round < 20; round++) {
    const middle = (low + high) / 2;
    if (queries(middle) > budget) high = middle;
    else low = middle;
  }
  return low;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
