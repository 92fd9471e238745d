import { computeMinimumWait } from './minimumWait.ts';
import { measureSchedule, schedules, type Measurement } from './polling/schedules.ts';
import { createRandom, sampleVisibleDuration, services, sizes } from './polling/services.ts';

const taskCount = 2000;
/** Number of durations from which the minimum wait is computed. */
const sampleCount = 100_000;
const seed = 20_261_121;
/** A task may use as many queries as at this interval, in seconds (docs/service.md §10.3). */
const budgetIntervalSeconds = 2;
/** Seconds that the first tasks of a quick service take, each ± 10 %. */
const firstTaskSeconds = [2, 3, 4, 5, 6, 8];

type ScheduleName = keyof typeof schedules;

/** The schedules in the summary. The others are only in the tables of the services. */
const summarizedNames: readonly ScheduleName[] = [
  'every 2 s',
  'simplest with history',
  'ours, first task',
  'ours, with history',
];

/** Prints extra wait and number of queries of each schedule, for the same simulated durations. */
export function run(): Promise<void> {
  console.log(`${taskCount} tasks each, seed ${seed}; extra wait in seconds beyond the service.`);
  console.log(
    `Minimum: knows the distribution, and queries as often as every ${budgetIntervalSeconds} s.`,
  );
  const summary: Record<string, Record<string, Measurement>> = {};
  const minimumWaits: Record<string, number> = {};
  for (const service of services) {
    const random = createRandom(seed);
    const sampleDuration = () => sampleVisibleDuration(service, random);
    const durations = Array.from({ length: taskCount }, sampleDuration);
    const measured = mapValues(schedules, (schedule) =>
      measureSchedule(schedule, durations, service.size),
    );
    const minimumWait = computeMinimumWait(sampleDuration, sampleCount, budgetIntervalSeconds);
    console.log(`\n${service.name}; minimum mean wait ${roundToHundredths(minimumWait)}`);
    console.table(mapValues(measured, (row) => mapValues(row, roundToHundredths)));
    summary[service.name] = Object.fromEntries(
      summarizedNames.map((name) => [name, measured[name]]),
    );
    minimumWaits[service.name] = roundToHundredths(minimumWait);
  }
  console.log('\nMean wait (queries per task)');
  printSummary(summary, minimumWaits);
  console.log('\nFirst tasks that are quicker than expected: mean wait (queries per task)');
  printSummary(measureFirstTasks());
  console.log(`A schedule takes ${roundToHundredths(measureComputationMs())} ms to compute.`);
  return Promise.resolve();
}

function measureFirstTasks(): Record<string, Record<string, Measurement>> {
  const rows = firstTaskSeconds.map((seconds) => {
    const random = createRandom(seed);
    const durations = Array.from({ length: taskCount }, () => seconds * (0.9 + 0.2 * random()));
    const row = mapValues(sizes, (size) =>
      measureSchedule(schedules['ours, first task'], durations, size),
    );
    return [`${seconds} s`, row] as const;
  });
  return Object.fromEntries(rows);
}

/** Mean milliseconds for the schedule after 20 tasks. */
function measureComputationMs(): number {
  const history = [11, 12, 12, 13, 14, 14, 15, 15, 15, 16, 16, 17, 18, 18, 19, 20, 21, 22, 24, 30];
  const roundCount = 100;
  const startTimeMs = performance.now();
  for (let round = 0; round < roundCount; round++) {
    schedules['ours, with history'](history, sizes['2K'])(0);
  }
  return (performance.now() - startTimeMs) / roundCount;
}

/** Prints a row for each service or duration, and the mean of all, which count equally. */
function printSummary(
  rows: Readonly<Record<string, Record<string, Measurement>>>,
  minimumWaits: Readonly<Record<string, number>> = {},
): void {
  const [firstRow = {}] = Object.values(rows);
  const means = mapValues(firstRow, (_, name) => {
    const cells = Object.values(rows).flatMap((row) => row[name] ?? []);
    const mean = (key: keyof Measurement) =>
      cells.reduce((total, cell) => total + cell[key], 0) / cells.length;
    return formatCell({
      'mean wait': mean('mean wait'),
      'queries per task': mean('queries per task'),
    });
  });
  const formatRow = (row: Readonly<Record<string, Measurement>>, name: string) => ({
    ...mapValues(row, formatCell),
    ...(minimumWaits[name] !== undefined && { minimum: minimumWaits[name] }),
  });
  console.table({ ...mapValues(rows, formatRow), mean: means });
}

function formatCell(cell: Pick<Measurement, 'mean wait' | 'queries per task'>): string {
  return `${cell['mean wait'].toFixed(2)} (${cell['queries per task'].toFixed(2)})`;
}

function roundToHundredths(value: number): number {
  return Number(value.toFixed(2));
}

function mapValues<K extends string, T, R>(
  object: Readonly<Record<K, T>>,
  map: (value: T, key: K) => R,
): Record<K, R> {
  const entries = Object.entries(object) as [K, T][];
  return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as Record<K, R>;
}
