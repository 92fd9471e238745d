/** An image by the position of its generation in the listing, and its index there. */
export interface ImagePosition {
  readonly position: number;
  readonly image: number;
}

/** Forward or backward. */
export type Step = 1 | -1;

interface ListingReader {
  readonly total: number;
  /** The generation at a position; `undefined` if it is not loaded, `null` if it cannot be read. */
  readonly at: (position: number) => { readonly images: readonly unknown[] } | null | undefined;
}

/**
 * The next or previous image: in the same set, then in the nearest generation that has images. If a
 * generation on the way is not loaded, its position is returned instead. `undefined` at the end.
 */
export function findAdjacentImage(
  from: ImagePosition,
  step: Step,
  { total, at }: ListingReader,
): ImagePosition | { readonly pendingPosition: number } | undefined {
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
