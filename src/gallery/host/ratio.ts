import type { GenerationRecord } from '../../library/record.ts';

/** Ratios of a listing are rounded: it has thousands of them. */
const digits = 3;

/** Width divided by height of a generation: of its first image, or what is requested. Otherwise that of a square. */
export function getRatio({
  images: [image],
  request,
}: Pick<GenerationRecord, 'images' | 'request'>): number {
  const { width, height } = image ?? request;
  if (width === undefined || height === undefined) return 1;
  return Number((width / height).toPrecision(digits));
}
