import type { Size } from '../../src/jimeng/request/sizes.ts';

/**
 * Polling interval of a gateway that queries its own upstream in the background
 * (docs/service.md §10.3).
 */
const lagSeconds = 15;

/** A service whose tasks take random times. */
export interface SimulatedService {
  readonly name: string;
  readonly size: Size;
  /** Seconds until a task is finished. */
  readonly sampleDuration: (random: () => number) => number;
  readonly hasLag?: true;
}

/** The sizes of the three resolutions. */
export const sizes = {
  '1K': { width: 1024, height: 1024 },
  '2K': { width: 2048, height: 2048 },
  '4K': { width: 4096, height: 4096 },
} satisfies Record<string, Size>;

/** Quick and slow, regular and irregular. */
export const services: SimulatedService[] = [
  {
    name: '1K log-normal, median 2 s, σ 0.25',
    size: sizes['1K'],
    sampleDuration: createLogNormal(2, 0.25),
  },
  {
    name: '1K log-normal, median 8 s, σ 0.25',
    size: sizes['1K'],
    sampleDuration: createLogNormal(8, 0.25),
  },
  {
    name: '2K log-normal, median 15 s, σ 0.25',
    size: sizes['2K'],
    sampleDuration: createLogNormal(15, 0.25),
  },
  {
    name: '2K log-normal, median 25 s, σ 0.2',
    size: sizes['2K'],
    sampleDuration: createLogNormal(25, 0.2),
  },
  {
    name: '2K uniform, 10 to 20 s',
    size: sizes['2K'],
    sampleDuration: (random) => 10 + 10 * random(),
  },
  {
    name: '2K bimodal, 12 s and 30 s (1 in 5)',
    size: sizes['2K'],
    sampleDuration: (random) => createLogNormal(random() < 0.8 ? 12 : 30, 0.12)(random),
  },
  {
    name: '4K log-normal, median 35 s, σ 0.3',
    size: sizes['4K'],
    sampleDuration: createLogNormal(35, 0.3),
  },
  {
    name: '4K log-normal, median 60 s, σ 0.2',
    size: sizes['4K'],
    sampleDuration: createLogNormal(60, 0.2),
  },
  {
    name: '2K median 15 s, status lags by 15 s',
    size: sizes['2K'],
    sampleDuration: createLogNormal(15, 0.25),
    hasLag: true,
  },
];

/** Seconds until a query can see that a task is finished. */
export function sampleVisibleDuration(
  { sampleDuration, hasLag }: SimulatedService,
  random: () => number,
): number {
  const finishedAfter = sampleDuration(random);
  if (!hasLag) return finishedAfter;
  // The polling of the gateway is not synchronized with the start of the task.
  const phase = random() * lagSeconds;
  return Math.ceil((finishedAfter - phase) / lagSeconds) * lagSeconds + phase;
}

function createLogNormal(median: number, sigma: number): (random: () => number) => number {
  return (random) => {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return median * Math.exp(sigma * normal);
  };
}

/** A small seeded generator (mulberry32), so that each run uses the same durations. */
export function createRandom(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
