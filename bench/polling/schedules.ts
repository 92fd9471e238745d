import { estimateDuration, estimateFinish } from '../../src/jimeng/polling/estimate.ts';
import { createSchedule } from '../../src/jimeng/polling/schedule.ts';
import type { Size } from '../../src/jimeng/request/sizes.ts';

/**
 * Given the measured durations of earlier tasks of this size, returns the seconds until the `n`th
 * query of a task.
 */
export type Schedule = (
  durations: readonly number[],
  size: Size,
) => (elapsed: number, n: number) => number;

/** The schedules to compare. */
export const schedules = {
  // The fixed schedules of other clients (docs/service.md §10.3).
  'every 2 s': () => () => 2,
  'every 3 s': () => () => 3,
  'every 5 s': () => () => 5,
  '8 s × 1.5 to 20 s': () => (_, n) => Math.min(20, 8 * 1.5 ** n),
  'simplest with history': createSimplestSchedule,
  'ours, first task': createFirstSchedule,
  'ours, with history': (durations, size) => createSchedule(estimateDuration(durations, size)),
} satisfies Record<string, Schedule>;

/** How long a schedule lets the tasks wait, in seconds, and how often it queries them. */
export interface Measurement {
  readonly 'mean wait': number;
  readonly '95 % wait': number;
  readonly 'queries per task': number;
}

/** Runs a schedule over tasks of these durations, in seconds, one after another. */
export function measureSchedule(
  schedule: Schedule,
  durations: readonly number[],
  size: Size,
): Measurement {
  const waits: number[] = [];
  const observedDurations: number[] = [];
  let queries = 0;
  for (const duration of durations) {
    const recent = observedDurations.slice(-20);
    const getPause = schedule(recent, size);
    let [elapsed, previous] = [0, 0];
    for (let n = 0; elapsed < duration; n++) {
      previous = elapsed;
      elapsed += getPause(elapsed, n);
      queries++;
    }
    waits.push(elapsed - duration);
    // The same estimate that a generation records.
    observedDurations.push(estimateFinish(estimateDuration(recent, size), previous, elapsed));
  }
  waits.sort((a, b) => a - b);
  return {
    'mean wait': waits.reduce((a, b) => a + b, 0) / waits.length,
    '95 % wait': waits[Math.floor(waits.length * 0.95)] ?? Number.NaN,
    'queries per task': queries / waits.length,
  };
}

/** The first schedule of each size does not depend on history, so it is computed once. */
function createFirstSchedule(_: readonly number[], size: Size): (elapsed: number) => number {
  const known = firstSchedules.get(size);
  if (known) return known;
  const schedule = createSchedule(estimateDuration([], size));
  firstSchedules.set(size, schedule);
  return schedule;
}

const firstSchedules = new Map<Size, (elapsed: number) => number>();

/**
 * Waits for the shortest recent duration. Then it spends the queries that it has saved over one
 * every 2 s, at a fixed interval until the mean duration; overdue tasks are queried every 2 s.
 */
function createSimplestSchedule(durations: readonly number[]): (elapsed: number) => number {
  if (durations.length === 0) return () => 2;
  const shortest = Math.min(...durations);
  const longest = Math.max(...durations);
  const mean = durations.reduce((a, b) => a + b) / durations.length;
  const pause = Math.max(0.4, (2 * (mean - shortest)) / Math.max(1, mean - 2));
  return (elapsed) => {
    if (elapsed < shortest - 0.1) return shortest - elapsed;
    return elapsed > longest ? Math.max(2, pause) : pause;
  };
}
