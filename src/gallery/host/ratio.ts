import type { GenerationRecord } from '../../library/record.ts';

/** Ratios of a listing are rounded to thousandths: it has thousands of them. */
const precision = 1000;

/** Width divided by height of a generation: of its first image, or what is requested. Otherwise that of a square. */
export function getRatio({
  images: [image],
  request,
}: Pick<GenerationRecord, 'images' | 'request'>): number {
  const { width, height } = image ?? request;
  if (width === undefined || height === undefined) return 1;
  return Math.round((width / height) * precision) / precision;
}
