import type { Query } from '../../protocol/query.ts';
import type { Params } from '../../protocol/requests.ts';
import { firstWindowSize, maxWindowSize } from '../../protocol/vocabulary.ts';
import type { ListingCache } from './listingCache.ts';

/** How many viewports ahead are requested. */
const prefetchWindows = 4;
/** With fewer viewports ahead than this, more are requested. */
const minPrefetchedWindows = 2;

/** Positions in the listing. */
interface PositionRange {
  readonly from: number;
  readonly count: number;
}

/** What the window works with. */
export interface ListingWindowContext {
  readonly requestItems: (params: Params<'getItems'>) => void;
  /** Returns the thumbnails to request with the first generations. */
  readonly getFirstThumbnails: () => Params<'getItems'>['thumbnails'];
  readonly listingCache: Pick<ListingCache, 'hasRange' | 'listing'>;
  readonly grid: {
    /** In the viewport and near it. */
    readonly visibleRange: PositionRange;
  };
}

/** Requests the generations in the viewport, and those that scrolling will soon bring there. */
export class ListingWindow {
  readonly #context: ListingWindowContext;
  /** The last request, and the listing it was for. */
  #requested: PositionRange & { readonly listingKey: string } = {
    from: 0,
    count: 0,
    listingKey: '',
  };
  #lastFrom = 0;

  constructor(context: ListingWindowContext) {
    this.#context = context;
  }

  /** Requests what is neither loaded nor requested yet. */
  requestVisible(query: Query): void {
    const { listingCache, grid } = this.#context;
    const { version } = listingCache.listing;
    const listingKey = `${version} ${JSON.stringify(query)}`;
    if (version === 0) {
      if (this.#requested.listingKey === listingKey) return;
      const firstRange = { from: 0, count: firstWindowSize };
      this.#request(query, firstRange, listingKey, this.#context.getFirstThumbnails());
      return;
    }
    const { from, count } = limitRange(grid.visibleRange);
    const direction = Math.sign(from - this.#lastFrom);
    this.#lastFrom = from;
    const visibleRange = { from, count };
    if (
      this.#isCovered(visibleRange, listingKey) &&
      this.#isCovered(extendRange(visibleRange, direction, minPrefetchedWindows), listingKey)
    )
      return;
    this.#request(query, extendRange(visibleRange, direction, prefetchWindows), listingKey);
  }

  /** Requests the first results of another query. */
  requestFromStart(query: Query): void {
    const { requestItems, grid } = this.#context;
    const count = Math.max(firstWindowSize, limitRange(grid.visibleRange).count);
    requestItems({ query, from: 0, count });
  }

  #request(
    query: Query,
    range: PositionRange,
    listingKey: string,
    thumbnails?: Params<'getItems'>['thumbnails'],
  ): void {
    this.#requested = { ...range, listingKey };
    this.#context.requestItems({ query, ...range, ...(thumbnails && { thumbnails }) });
  }

  /** Whether a range is loaded or requested. */
  #isCovered({ from, count }: PositionRange, listingKey: string): boolean {
    const { listingCache } = this.#context;
    const start = Math.max(0, from);
    const end = Math.min(from + count, listingCache.listing.total);
    const { from: requestedFrom, count: requestedCount } = this.#requested;
    if (
      this.#requested.listingKey === listingKey &&
      requestedFrom <= start &&
      end <= requestedFrom + requestedCount
    )
      return true;
    return listingCache.hasRange(start, end - start);
  }
}

/**
 * Extends a range in the direction of scrolling, and by up to its own length behind.
 * @param direction 1 for down, -1 for up. With 0, the range is extended equally on both sides.
 * @param windows how far, as a multiple of the range
 */
function extendRange(
  { from, count }: PositionRange,
  direction: number,
  windows: number,
): PositionRange {
  const available = maxWindowSize - count;
  const behind = Math.min(direction === 0 ? (windows * count) / 2 : count, available / 2);
  const ahead = direction === 0 ? behind : Math.min(windows * count, available - behind);
  const start = Math.max(0, from - Math.floor(direction < 0 ? ahead : behind));
  const end = from + count + Math.floor(direction < 0 ? behind : ahead);
  return { from: start, count: end - start };
}

/** The middle of a range that is larger than a request may be. */
function limitRange({ from, count }: PositionRange): PositionRange {
  const surplus = Math.max(0, count - maxWindowSize);
  return { from: from + Math.floor(surplus / 2), count: count - surplus };
}
