import { maxWindowSize, type FromPageMessage, type Query } from '../../protocol/messages.ts';
import type { ListingCache } from './listingCache.ts';

/** How many are asked for at first, before it is known how many there is room for. */
const initialWindowSize = 60;

/** How many windows ahead are asked for, and with how few ahead it is time to ask. */
const prefetchWindows = 4;
const minPrefetchedWindows = 2;

/** A stretch of the listing. */
interface PositionRange {
  readonly from: number;
  readonly count: number;
}

export interface ListingWindowContext {
  readonly post: (message: FromPageMessage) => void;
  readonly listingCache: Pick<ListingCache, 'hasRange' | 'listing'>;
  /** What is in sight and near it. */
  readonly grid: { readonly visibleRange: PositionRange };
}

/** Asks the host for what of the listing is in sight, and in good time for what is about to be. */
export class ListingWindow {
  readonly #context: ListingWindowContext;
  /** What was last asked for, of which listing, and may still be on its way. */
  #requested: PositionRange & { readonly listingKey: string } = {
    from: 0,
    count: 0,
    listingKey: '',
  };
  /** Where the window was. */
  #lastFrom = 0;

  constructor(context: ListingWindowContext) {
    this.#context = context;
  }

  /** What is not here is asked for, once. */
  requestVisible(query: Query): void {
    const { listingCache, grid } = this.#context;
    const { version } = listingCache.listing;
    const listingKey = `${version} ${JSON.stringify(query)}`;
    if (version === 0) {
      if (this.#requested.listingKey !== listingKey)
        this.#request(query, { from: 0, count: initialWindowSize }, listingKey);
      return;
    }
    const { from, count } = grid.visibleRange;
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

  /** Asks for another query from its beginning on. */
  requestFromStart(query: Query): void {
    const { post, grid } = this.#context;
    post({
      type: 'getItems',
      query,
      from: 0,
      count: Math.max(initialWindowSize, grid.visibleRange.count),
    });
  }

  #request(query: Query, range: PositionRange, listingKey: string): void {
    this.#requested = { ...range, listingKey };
    this.#context.post({ type: 'getItems', query, ...range });
  }

  /** Whether a stretch is here or on its way. */
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
 * A stretch with so many more of its length the way that one goes, and one behind; with no way to go,
 * as many on either side.
 */
function extendRange(
  { from, count }: PositionRange,
  direction: number,
  windows: number,
): PositionRange {
  const available = maxWindowSize - count;
  const behind = direction === 0 ? (windows * count) / 2 : Math.min(count, available / 2);
  const ahead = direction === 0 ? behind : Math.min(windows * count, available - behind);
  const start = Math.max(0, from - Math.floor(direction < 0 ? ahead : behind));
  const end = from + count + Math.floor(direction < 0 ? behind : ahead);
  return { from: start, count: end - start };
}
