import type { Model, NumberRange } from './models.ts';

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

/** Least and greatest `width * height`: 1024 × 1024 and 4096 × 4096 (docs/service.md §5.1). */
export const areaRange: NumberRange = { min: 1024 * 1024, max: 4096 * 4096, decimals: 0 };

/** The side of a square picture of each resolution, in pixels (docs/service.md §5.2). */
export const squareSidePixels: Readonly<Record<Resolution, number>> = {
  '1k': 1024,
  '2k': 2048,
  '4k': 4096,
};

/** Width and height of a picture that is no higher than wide. */
type LandscapeSize = readonly [width: number, height: number];
type SizeTable = Partial<Record<AspectRatio, LandscapeSize>>;

/** The submit page's tables. Sides above 4096 are right: only the area is bounded (docs/service.md §5.2). */
const listedSizes: Record<Resolution, SizeTable> = {
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

/** The side of the square that models with bounded sides make unless told otherwise (docs/service.md §5.4). */
const defaultSidePixels = 1328;
/** To whose multiples such models snap (docs/service.md §4.4). */
const sideStepPixels = 16;

type SizeLimits = Pick<Model, 'sides' | 'acceptsListedSizes'>;

/**
 * The size to ask a model for; `undefined` when it makes none of that resolution. Portraits swap a
 * landscape's sides.
 */
export function getImageSize(
  resolution: Resolution,
  aspectRatio: AspectRatio,
  model: SizeLimits = { sides: 'area' },
): Size | undefined {
  const [ratioWidth, ratioHeight] = parseRatio(aspectRatio);
  const landscape = resolveLandscape(
    resolution,
    Math.max(ratioWidth, ratioHeight),
    Math.min(ratioWidth, ratioHeight),
    model,
  );
  if (!landscape) return undefined;
  const [long, short] = landscape;
  return ratioWidth >= ratioHeight
    ? { width: long, height: short }
    : { width: short, height: long };
}

/** Whether a size is one of the 2K list, either way round. */
export function isListed2k({ width, height }: Size): boolean {
  const sides = [Math.max(width, height), Math.min(width, height)];
  return Object.values(listedSizes['2k']).some(
    ([long, short]) => long === sides[0] && short === sides[1],
  );
}

function resolveLandscape(
  resolution: Resolution,
  long: number,
  short: number,
  { sides, acceptsListedSizes }: SizeLimits,
): LandscapeSize | undefined {
  const listedSize = listedSizes[resolution][`${long}:${short}` as AspectRatio];
  if (sides === 'area') return listedSize ?? computeSmallestSize(long / short);
  return acceptsListedSizes && resolution === '2k'
    ? listedSize
    : computeBoundedSize(resolution, long / short, sides);
}

function parseRatio(ratio: AspectRatio): [number, number] {
  const [ratioWidth = 1, ratioHeight = 1] = ratio.split(':').map(Number);
  return [ratioWidth, ratioHeight];
}

/** The page lists 1K as a square only: its other ratios are the smallest in steps of 8 whose area is accepted (docs/service.md §5.2). */
function computeSmallestSize(ratio: number): LandscapeSize {
  const roundUp = (side: number) => Math.ceil(side / 8) * 8;
  return [roundUp(Math.sqrt(areaRange.min * ratio)), roundUp(Math.sqrt(areaRange.min / ratio))];
}

/** What a model with bounded sides makes: about its usual area as 1K, as large as it can as 2K (docs/service.md §5.4). */
function computeBoundedSize(
  resolution: Resolution,
  ratio: number,
  sides: NumberRange,
): LandscapeSize | undefined {
  const snap = (side: number) => Math.round(side / sideStepPixels) * sideStepPixels;
  if (resolution === '4k') return undefined;
  const longSide = resolution === '1k' ? defaultSidePixels * Math.sqrt(ratio) : sides.max;
  const long = Math.min(sides.max, snap(longSide));
  return [long, Math.max(sides.min, snap(long / ratio))];
}
