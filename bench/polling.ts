import { estimateFrom } from '../src/jimeng/estimate.ts';
import { scheduleFor } from '../src/jimeng/schedule.ts';
import { leastWait } from './leastWait.ts';

const tasks = 2000;
/** Durations from which the least possible wait is computed. */
const draws = 100_000;
const seed = 20_261_121;
/** Seconds between the rounds of a gateway that asks its own upstream in the background (docs/service.md §10.3). */
const lag = 15;

/** After what earlier tasks took, as the queries told: seconds until the next query of a task, its `n`th. */
type Schedule = (durations: readonly number[]) => (elapsed: number, n: number) => number;

/** The fixed schedules of other clients (docs/service.md §10.3), and ours. */
const schedules: Record<string, Schedule> = {
  'every 2 s': () => () => 2,
  'every 3 s': () => () => 3,
  'every 5 s': () => () => 5,
  '8 s × 1.5 to 20 s': () => (_, n) => Math.min(20, 8 * 1.5 ** n),
};

interface Service {
  readonly name: string;
  readonly size: { width: number; height: number };
  /** Seconds until a task is finished. */
  readonly duration: (random: () => number) => number;
  readonly lags?: true;
}

const k1 = { width: 1024, height: 1024 };
const k2 = { width: 2048, height: 2048 };
const k4 = { width: 4096, height: 4096 };
const services: Service[] = [
  { name: '1K log-normal, median 2 s, σ 0.25', size: k1, duration: logNormal(2, 0.25) },
  { name: '1K log-normal, median 8 s, σ 0.25', size: k1, duration: logNormal(8, 0.25) },
  { name: '2K log-normal, median 15 s, σ 0.25', size: k2, duration: logNormal(15, 0.25) },
  { name: '2K log-normal, median 25 s, σ 0.2', size: k2, duration: logNormal(25, 0.2) },
  { name: '2K uniform, 10 to 20 s', size: k2, duration: (random) => 10 + 10 * random() },
  {
    name: '2K two humps, 12 s and 30 s (1 in 5)',
    size: k2,
    duration: (random) => logNormal(random() < 0.8 ? 12 : 30, 0.12)(random),
  },
  { name: '4K log-normal, median 35 s, σ 0.3', size: k4, duration: logNormal(35, 0.3) },
  { name: '4K log-normal, median 60 s, σ 0.2', size: k4, duration: logNormal(60, 0.2) },
  {
    name: '2K median 15 s, status lags by 15 s',
    size: k2,
    duration: logNormal(15, 0.25),
    lags: true,
  },
];

/** Extra wait and queries of each schedule on the same simulated latencies. */
export function run(): Promise<void> {
  console.log(`${tasks} tasks each, seed ${seed}; extra wait in seconds beyond the service.`);
  console.log(
    'Least possible: knows the distribution, and makes as many queries as every 3 s does.',
  );
  let spent = 0;
  const summary = services.map((service) => {
    const random = seeded(seed);
    const durations = Array.from({ length: tasks }, () => visible(service, random));
    const rows = Object.entries(schedules).map(([name, next]) => measure(name, durations, next));
    const first = scheduleFor(estimateFrom([], service.size));
    const unlearnt = measure('ours, no history', durations, () => first);
    const begun = performance.now();
    const learnt = measure('ours, with history', durations, (past) =>
      scheduleFor(estimateFrom(past, service.size)),
    );
    spent += performance.now() - begun;
    const least = round(leastWait(() => visible(service, random), draws, 3));
    console.log(`\n${service.name}; least possible mean wait ${least}`);
    console.table([...rows, unlearnt, learnt]);
    const every3 = rows.find(({ schedule }) => schedule === 'every 3 s') ?? learnt;
    const brief = (row: typeof learnt) => `${row['mean wait']} (${row['queries a task']})`;
    return {
      service: service.name,
      'every 3 s': brief(every3),
      'no history': brief(unlearnt),
      'with history': brief(learnt),
      'least possible': least,
    };
  });
  console.log('\nMean wait (queries a task)');
  console.table(summary);
  const each = round(spent / tasks / services.length);
  console.log(`A schedule with history takes ${each} ms to compute and follow.`);
  return Promise.resolve();
}

function visible({ duration, lags }: Service, random: () => number): number {
  const finished = duration(random);
  if (!lags) return finished;
  // The gateway's rounds are nothing to do with when the task began.
  const phase = random() * lag;
  return Math.ceil((finished - phase) / lag) * lag + phase;
}

function measure(schedule: string, durations: readonly number[], next: Schedule) {
  const waits: number[] = [];
  const learnt: number[] = [];
  let queries = 0;
  for (const duration of durations) {
    const pause = next(learnt.slice(-20));
    let [at, before] = [0, 0];
    for (let n = 0; at < duration; n++) {
      before = at;
      at += pause(at, n);
      queries++;
    }
    waits.push(at - duration);
    // As a generation reports it.
    learnt.push((before + at) / 2);
  }
  waits.sort((a, b) => a - b);
  return {
    schedule,
    'mean wait': round(waits.reduce((a, b) => a + b, 0) / tasks),
    '95 % wait': round(waits[Math.floor(tasks * 0.95)] ?? 0),
    'queries a task': round(queries / tasks),
  };
}

function round(value: number): number {
  return Number(value.toFixed(2));
}

function logNormal(median: number, deviation: number): (random: () => number) => number {
  return (random) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return median * Math.exp(deviation * normal);
  };
}

/** A small generator with a printed seed (mulberry32), so that each run sees the same latencies. */
function seeded(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
