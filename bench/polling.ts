import { estimateDuration } from '../src/jimeng/polling/estimate.ts';
import { createSchedule } from '../src/jimeng/polling/schedule.ts';
import { computeMinimumWait } from './minimumWait.ts';

const taskCount = 2000;
/** Number of durations from which the minimum wait is computed. */
const sampleCount = 100_000;
const seed = 20_261_121;
/**
 * Polling interval of a gateway that queries its own upstream in the background
 * (docs/service.md §10.3).
 */
const lagSeconds = 15;

/**
 * Given the measured durations of earlier tasks, returns the seconds until the `n`th query of a
 * task.
 */
type Schedule = (durations: readonly number[]) => (elapsed: number, n: number) => number;

/** The fixed schedules of other clients (docs/service.md §10.3). */
const schedules: Record<string, Schedule> = {
  'every 2 s': () => () => 2,
  'every 3 s': () => () => 3,
  'every 5 s': () => () => 5,
  '8 s × 1.5 to 20 s': () => (_, n) => Math.min(20, 8 * 1.5 ** n),
};

interface SimulatedService {
  readonly name: string;
  readonly size: { width: number; height: number };
  /** Seconds until a task is finished. */
  readonly sampleDuration: (random: () => number) => number;
  readonly hasLag?: true;
}

const size1k = { width: 1024, height: 1024 };
const size2k = { width: 2048, height: 2048 };
const size4k = { width: 4096, height: 4096 };
const services: SimulatedService[] = [
  {
    name: '1K log-normal, median 2 s, σ 0.25',
    size: size1k,
    sampleDuration: createLogNormal(2, 0.25),
  },
  {
    name: '1K log-normal, median 8 s, σ 0.25',
    size: size1k,
    sampleDuration: createLogNormal(8, 0.25),
  },
  {
    name: '2K log-normal, median 15 s, σ 0.25',
    size: size2k,
    sampleDuration: createLogNormal(15, 0.25),
  },
  {
    name: '2K log-normal, median 25 s, σ 0.2',
    size: size2k,
    sampleDuration: createLogNormal(25, 0.2),
  },
  { name: '2K uniform, 10 to 20 s', size: size2k, sampleDuration: (random) => 10 + 10 * random() },
  {
    name: '2K bimodal, 12 s and 30 s (1 in 5)',
    size: size2k,
    sampleDuration: (random) => createLogNormal(random() < 0.8 ? 12 : 30, 0.12)(random),
  },
  {
    name: '4K log-normal, median 35 s, σ 0.3',
    size: size4k,
    sampleDuration: createLogNormal(35, 0.3),
  },
  {
    name: '4K log-normal, median 60 s, σ 0.2',
    size: size4k,
    sampleDuration: createLogNormal(60, 0.2),
  },
  {
    name: '2K median 15 s, status lags by 15 s',
    size: size2k,
    sampleDuration: createLogNormal(15, 0.25),
    hasLag: true,
  },
];

/** Prints extra wait and number of queries of each schedule, for the same simulated durations. */
export function run(): Promise<void> {
  console.log(`${taskCount} tasks each, seed ${seed}; extra wait in seconds beyond the service.`);
  console.log('Minimum: knows the distribution, and makes as many queries as polling every 3 s.');
  let spentMs = 0;
  const summary = services.map((service) => {
    const random = createRandom(seed);
    const durations = Array.from({ length: taskCount }, () =>
      sampleVisibleDuration(service, random),
    );
    const rows = Object.entries(schedules).map(([name, next]) =>
      measureSchedule(name, durations, next),
    );
    const priorSchedule = createSchedule(estimateDuration([], service.size));
    const withoutHistory = measureSchedule('ours, no history', durations, () => priorSchedule);
    const startTimeMs = performance.now();
    const withHistory = measureSchedule('ours, with history', durations, (past) =>
      createSchedule(estimateDuration(past, service.size)),
    );
    spentMs += performance.now() - startTimeMs;
    const minimumWait = roundToHundredths(
      computeMinimumWait(() => sampleVisibleDuration(service, random), sampleCount, 3),
    );
    console.log(`\n${service.name}; minimum mean wait ${minimumWait}`);
    console.table([...rows, withoutHistory, withHistory]);
    const fixedRow = rows.find(({ schedule }) => schedule === 'every 3 s') ?? withHistory;
    const formatCell = (row: typeof withHistory) =>
      `${row['mean wait']} (${row['queries per task']})`;
    return {
      service: service.name,
      'every 3 s': formatCell(fixedRow),
      'no history': formatCell(withoutHistory),
      'with history': formatCell(withHistory),
      minimum: minimumWait,
    };
  });
  console.log('\nMean wait (queries per task)');
  console.table(summary);
  const meanMs = roundToHundredths(spentMs / taskCount / services.length);
  console.log(`A schedule with history takes ${meanMs} ms to compute and follow.`);
  return Promise.resolve();
}

function sampleVisibleDuration(
  { sampleDuration, hasLag }: SimulatedService,
  random: () => number,
): number {
  const finishedAfter = sampleDuration(random);
  if (!hasLag) return finishedAfter;
  // The polling of the gateway is not synchronized with the start of the task.
  const phase = random() * lagSeconds;
  return Math.ceil((finishedAfter - phase) / lagSeconds) * lagSeconds + phase;
}

function measureSchedule(schedule: string, durations: readonly number[], next: Schedule) {
  const waits: number[] = [];
  const observedDurations: number[] = [];
  let queries = 0;
  for (const duration of durations) {
    const getPause = next(observedDurations.slice(-20));
    let [elapsed, previous] = [0, 0];
    for (let n = 0; elapsed < duration; n++) {
      previous = elapsed;
      elapsed += getPause(elapsed, n);
      queries++;
    }
    waits.push(elapsed - duration);
    // The same estimate that a generation records.
    observedDurations.push((previous + elapsed) / 2);
  }
  waits.sort((a, b) => a - b);
  return {
    schedule,
    'mean wait': roundToHundredths(waits.reduce((a, b) => a + b, 0) / taskCount),
    '95 % wait': roundToHundredths(waits[Math.floor(taskCount * 0.95)] ?? 0),
    'queries per task': roundToHundredths(queries / taskCount),
  };
}

function roundToHundredths(value: number): number {
  return Number(value.toFixed(2));
}

function createLogNormal(median: number, sigma: number): (random: () => number) => number {
  return (random) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return median * Math.exp(sigma * normal);
  };
}

/** A small seeded generator (mulberry32), so that each run uses the same durations. */
function createRandom(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
