import type { GenerationView, Listing, ListingUpdate } from '../../protocol/views.ts';
import type { Grid } from '../grid/grid.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import { moveSettleMs, type PlacedCard, type RecentMoves } from '../grid/recentMoves.ts';
import type { Selection } from '../grid/selection.ts';

/** What listings and generations are received into. */
export interface ListingUpdatesContext {
  readonly listingCache: ListingCache;
  readonly grid: Grid;
  readonly selection: Selection;
  readonly recentMoves: RecentMoves;
  /** Called when the active card is now at another position. */
  readonly onActiveMoved: () => void;
  /** Called when the page is to be drawn again. */
  readonly scheduleDraw: () => void;
}

/** Receives listings and generations, so that what the user sees stays where it is. */
export class ListingUpdates {
  readonly #context: ListingUpdatesContext;
  /** Whether the next listing is of another query, and therefore shown from its top. */
  #isNewQuery = true;

  constructor(context: ListingUpdatesContext) {
    this.#context = context;
  }

  /** Called when the user has entered another query. */
  expectNewQuery(): void {
    this.#isNewQuery = true;
  }

  /** Receives items, and the listing if it has changed. Returns whether the listing is a newer one. */
  receive({ listing, items }: ListingUpdate): boolean {
    const { listingCache, grid } = this.#context;
    if (!listing) {
      this.#watchMoves(() => {
        if (listingCache.add(items)) grid.refresh();
      });
      return false;
    }
    // The response to a request may arrive after the event that a newer listing has caused.
    if (listing.version <= listingCache.listing.version) return false;
    this.#watchMoves(() => {
      this.#showListing(listing, items);
    });
    return true;
  }

  /** Receives a generation that has changed. */
  receiveGeneration(generation: GenerationView): void {
    const { listingCache, grid, recentMoves } = this.#context;
    const position = listingCache.positionOf(generation.id);
    const before = position === undefined ? undefined : listingCache.at(position);
    this.#watchMoves(() => {
      if (listingCache.update(generation)) grid.refresh();
    });
    if (!before || before.state === generation.state) return;
    // It has other buttons now.
    recentMoves.add(generation.id);
    this.#drawWhenSettled();
  }

  /** Finds the cards in view that an update moves, unless it is the result of a new query. */
  #watchMoves(update: () => void): void {
    const before = this.#isNewQuery ? [] : this.#placedCards;
    update();
    if (this.#context.recentMoves.compare(before, this.#placedCards)) this.#drawWhenSettled();
  }

  /** Cards that have moved react to the pointer again a moment later. */
  #drawWhenSettled(): void {
    setTimeout(this.#context.scheduleDraw, moveSettleMs);
  }

  get #placedCards(): PlacedCard[] {
    const { grid, listingCache } = this.#context;
    return grid.placedCells.flatMap((cell) => {
      const generation = listingCache.at(cell.position);
      return generation ? [{ ...cell, id: generation.id }] : [];
    });
  }

  #showListing(listing: Listing, items: ListingUpdate['items']): void {
    const { listingCache, selection, grid } = this.#context;
    // The results of a new query are shown from the top.
    const isNewQuery = this.#isNewQuery;
    const nearbyIds = isNewQuery ? [] : listingCache.idsFrom(selection.activePosition);
    const anchor = isNewQuery ? undefined : grid.anchor;
    const anchorIds = anchor ? listingCache.idsFrom(anchor.position) : [];
    const rowStartIds = isNewQuery
      ? []
      : grid.rowStarts.map((position) => listingCache.at(position)?.id);
    listingCache.replace(listing, items);
    const positionOf = (id: string | undefined) =>
      id === undefined ? undefined : listingCache.positionOf(id);
    const anchorPosition = anchorIds.map(positionOf).find((position) => position !== undefined);
    grid.show(listing, {
      isNewQuery,
      rowStarts: new Set(rowStartIds.flatMap((id) => positionOf(id) ?? [])),
      anchor:
        anchor && anchorPosition !== undefined
          ? { ...anchor, position: anchorPosition }
          : undefined,
    });
    this.#isNewQuery = false;
    this.#restoreActivePosition(nearbyIds);
  }

  /**
   * Keeps the same card active when its position changes, or its neighbor when it is gone, so that a key
   * does not apply to another card that has taken its position.
   * @param nearbyIds the ids of the active card and of those near it, the nearest first
   */
  #restoreActivePosition(nearbyIds: readonly string[]): void {
    const { listingCache, selection, onActiveMoved } = this.#context;
    const id = nearbyIds.find((candidate) => listingCache.positionOf(candidate) !== undefined);
    const position = id === undefined ? undefined : listingCache.positionOf(id);
    const target =
      position ?? Math.max(0, Math.min(selection.activePosition, listingCache.listing.total - 1));
    if (target === selection.activePosition) return;
    onActiveMoved();
    selection.moveActiveTo(target);
  }
}
