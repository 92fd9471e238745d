export const resolutions = ['1k', '2k', '4k'] as const;
export type Resolution = (typeof resolutions)[number];

export const aspectRatios = [
  '1:1',
  '4:3',
  '3:2',
  '16:9',
  '21:9',
  '3:4',
  '2:3',
  '9:16',
  '9:21',
] as const;
export type AspectRatio = (typeof aspectRatios)[number];

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Least and greatest `width * height`: 1024 × 1024 and 4096 × 4096 (the submit page, `size`). */
export const areaRange = { min: 1024 * 1024, max: 4096 * 4096 } as const;

/** Least and greatest `width / height` (contract 1.1, `min_ratio` and `max_ratio`). */
export const ratioRange = { min: 1 / 16, max: 16 } as const;

type Table = Partial<Record<AspectRatio, readonly [width: number, height: number]>>;

/** The submit page's tables. Sides above 4096 are right: only the area is bounded. */
const landscape: Record<Resolution, Table> = {
  '1k': { '1:1': [1024, 1024] },
  '2k': {
    '1:1': [2048, 2048],
    '4:3': [2304, 1728],
    '3:2': [2496, 1664],
    '16:9': [2560, 1440],
    '21:9': [3024, 1296],
  },
  '4k': {
    '1:1': [4096, 4096],
    '4:3': [4694, 3520],
    '3:2': [4992, 3328],
    '16:9': [5404, 3040],
    '21:9': [6198, 2656],
  },
};

/**
 * The size to ask for. Portraits swap a landscape's sides. The page lists 1K as a square only; its
 * other ratios are the smallest sides in steps of 8 whose area the service accepts.
 */
export function sizeOf(resolution: Resolution, ratio: AspectRatio): Size {
  const [across, down] = sidesOf(ratio);
  const [width, height] =
    landscape[resolution][`${Math.max(across, down)}:${Math.min(across, down)}` as AspectRatio] ??
    smallest(Math.max(across, down) / Math.min(across, down));
  return across >= down ? { width, height } : { width: height, height: width };
}

function sidesOf(ratio: AspectRatio): [number, number] {
  const [across = 1, down = 1] = ratio.split(':').map(Number);
  return [across, down];
}

function smallest(ratio: number): [number, number] {
  const step = (side: number) => Math.ceil(side / 8) * 8;
  return [step(Math.sqrt(areaRange.min * ratio)), step(Math.sqrt(areaRange.min / ratio))];
}
