import type { ImageRef } from '../../protocol/vocabulary.ts';

/** An image by the position of its generation in the listing, and its index there. */
export interface ImagePosition {
  readonly position: number;
  readonly image: number;
}

/** Forward or backward. */
export type Step = 1 | -1;

/** The listing, as far as it is loaded. */
export interface ListingReader {
  readonly total: number;
  /** The generation at a position; `undefined` if it is not loaded, `null` if it cannot be read. */
  readonly at: (
    position: number,
  ) => { readonly id: string; readonly images: readonly unknown[] } | null | undefined;
}

/** An image, or the position of a generation that has to be loaded first. */
export type ImageTarget = ImagePosition | { readonly pendingPosition: number };

/**
 * The next or previous image: in the same set, then in the nearest generation that has images. If a
 * generation on the way is not loaded, its position is returned instead. `undefined` at the end.
 */
export function findAdjacentImage(
  from: ImagePosition,
  step: Step,
  { total, at }: ListingReader,
): ImageTarget | undefined {
  const image = from.image + step;
  if (image >= 0 && image < (at(from.position)?.images.length ?? 0)) return { ...from, image };
  for (let position = from.position + step; position >= 0 && position < total; position += step) {
    const generation = at(position);
    if (generation === undefined) return { pendingPosition: position };
    const count = generation?.images.length ?? 0;
    if (count > 0) return { position, image: step > 0 ? 0 : count - 1 };
  }
  return undefined;
}

/** The next image, or the previous one at the end, if it is loaded. */
export function findNeighbor(from: ImagePosition, listing: ListingReader): ImageRef | undefined {
  for (const step of [1, -1] as const) {
    const target = findAdjacentImage(from, step, listing);
    const generation = target && 'image' in target && listing.at(target.position);
    if (generation) return { id: generation.id, image: target.image };
  }
  return undefined;
}

/** The image to show when the generation at a position has been deleted: the next one, or the previous one. */
export function findRemainingImage(
  position: number,
  listing: ListingReader,
): ImageTarget | undefined {
  const before = { position: position - 1, image: Number.MAX_SAFE_INTEGER };
  return (
    findAdjacentImage(before, 1, listing) ?? findAdjacentImage({ position, image: 0 }, -1, listing)
  );
}
