import type { DisplayedGeneration, ListingCache } from './listingCache.ts';

/** A card in the document. Both are `undefined` if its generation is not in the listing anymore. */
export interface Card {
  /** Position in the listing. */
  readonly position: number | undefined;
  readonly generation: DisplayedGeneration | undefined;
}

/**
 * The card that an event comes from. Not by its position: a listing that has just come may have another generation
 * there, which the user does not see yet.
 * @param id of the card; `undefined` if the event comes from elsewhere
 */
export function findCard(
  id: string | undefined,
  listingCache: Pick<ListingCache, 'at' | 'positionOf'>,
): Card | undefined {
  if (id === undefined) return undefined;
  const position = listingCache.positionOf(id);
  const generation = position === undefined ? undefined : listingCache.at(position);
  return { position, generation: generation ?? undefined };
}
