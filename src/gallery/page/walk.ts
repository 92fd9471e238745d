/** Where a picture stands: its generation's place in the listing, and its number there. */
export interface Spot {
  readonly place: number;
  readonly image: number;
}

export type Step = 1 | -1;

interface Walked {
  readonly total: number;
  /** The generation at a place; `undefined` while it has not come, `null` where it cannot be read. */
  readonly at: (place: number) => { readonly images: readonly unknown[] } | null | undefined;
}

/**
 * The picture after or before another one: through its set, then on through the listing, past
 * generations that have none. A place that has not come yet stops the walk until it has; `undefined`
 * at the end.
 */
export function walk(
  from: Spot,
  step: Step,
  { total, at }: Walked,
): Spot | { readonly awaited: number } | undefined {
  const image = from.image + step;
  if (image >= 0 && image < (at(from.place)?.images.length ?? 0)) return { ...from, image };
  for (let place = from.place + step; place >= 0 && place < total; place += step) {
    const generation = at(place);
    if (generation === undefined) return { awaited: place };
    const count = generation?.images.length ?? 0;
    if (count > 0) return { place, image: step > 0 ? 0 : count - 1 };
  }
  return undefined;
}
