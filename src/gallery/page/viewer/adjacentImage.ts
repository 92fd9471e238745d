/** Where a picture stands: its generation's place in the listing, and its number there. */
export interface ImagePosition {
  readonly position: number;
  readonly image: number;
}

export type Step = 1 | -1;

interface ListingReader {
  readonly total: number;
  /** The generation at a place; `undefined` while it has not come, `null` where it cannot be read. */
  readonly at: (position: number) => { readonly images: readonly unknown[] } | null | undefined;
}

/**
 * The picture after or before another one: through its set, then on through the listing, past
 * generations that have none. A place that has not come yet stops the walk until it has; `undefined`
 * at the end.
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
