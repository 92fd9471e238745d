import type { Model, NumberRange } from './models.ts';

/** The resolutions a user can choose from. */
export const resolutions = ['1k', '2k', '4k'] as const;
/** A resolution, as in the setting `jimeng.resolution`. */
export type Resolution = (typeof resolutions)[number];

/** The aspect ratios a user can choose from, as width:height. */
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
/** An aspect ratio, as in the setting `jimeng.aspectRatio`. */
export type AspectRatio = (typeof aspectRatios)[number];

/** The size of an image, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The range of width × height, in pixels: 1024 × 1024 to 4096 × 4096 (docs/service.md §5.1). */
export const areaRange: NumberRange = { min: 1024 * 1024, max: 4096 * 4096, decimals: 0 };

/** The side of a square image of each resolution, in pixels (docs/service.md §5.2). */
export const squareSidePixels: Readonly<Record<Resolution, number>> = {
  '1k': 1024,
  '2k': 2048,
  '4k': 4096,
};

/** The size of an image in landscape or square format, in pixels. */
type LandscapeSize = readonly [width: number, height: number];
type SizeTable = Partial<Record<AspectRatio, LandscapeSize>>;

/**
 * The documented sizes. Sides above 4096 are correct: only the area is limited
 * (docs/service.md §5.2).
 */
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

/** The default side, in pixels, of models that limit the sides (docs/service.md §5.4). */
const defaultSidePixels = 1328;
/** These models round sides to multiples of this number of pixels (docs/service.md §4.4). */
const sideStepPixels = 16;

type SizeLimits = Pick<Model, 'sides' | 'acceptsListedSizes'>;

/**
 * The size to request from a model; `undefined` if it does not support the resolution. Portrait
 * sizes are landscape sizes with swapped sides.
 * @param model without it, a model that only limits the area
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

/** Whether a size is a listed 2K size, in landscape or portrait format. */
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

/**
 * 1K is listed as a square only; for other ratios, the smallest accepted size whose sides are
 * multiples of 8 (docs/service.md §5.2).
 */
function computeSmallestSize(ratio: number): LandscapeSize {
  const roundUp = (side: number) => Math.ceil(side / 8) * 8;
  return [roundUp(Math.sqrt(areaRange.min * ratio)), roundUp(Math.sqrt(areaRange.min / ratio))];
}

/**
 * The size for a model that limits the sides: its default area for 1K, its largest size for 2K
 * (docs/service.md §5.4).
 */
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
