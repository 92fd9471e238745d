import { largestWindow, type FromPage, type Query } from '../protocol.ts';
import type { Listed } from './listed.ts';

/** How many are asked for at first, before it is known how many there is room for. */
const first = 60;

/** How many windows ahead are asked for, and with how few ahead it is time to ask. */
const ahead = 4;
const inGoodTime = 2;

/** A stretch of the listing. */
interface Stretch {
  readonly from: number;
  readonly count: number;
}

export interface WindowContext {
  readonly post: (message: FromPage) => void;
  readonly listed: Pick<Listed, 'has' | 'listing'>;
  /** What is in sight and near it. */
  readonly grid: { readonly window: Stretch };
}

/** Asks the host for what of the listing is in sight, and in good time for what is about to be. */
export class ListingWindow {
  readonly #context: WindowContext;
  /** What was last asked for, of which listing, and may still be on its way. */
  #asked: Stretch & { readonly of: string } = { from: 0, count: 0, of: '' };
  /** Where the window was. */
  #last = 0;

  constructor(context: WindowContext) {
    this.#context = context;
  }

  /** What is not here is asked for, once. */
  ask(query: Query): void {
    const { listed, grid } = this.#context;
    const { version } = listed.listing;
    const of = `${version} ${JSON.stringify(query)}`;
    if (version === 0) {
      if (this.#asked.of !== of) this.#send(query, { from: 0, count: first }, of);
      return;
    }
    const { from, count } = grid.window;
    const way = Math.sign(from - this.#last);
    this.#last = from;
    const inSight = { from, count };
    if (this.#has(inSight, of) && this.#has(onwards(inSight, way, inGoodTime), of)) return;
    this.#send(query, onwards(inSight, way, ahead), of);
  }

  /** Asks for another query from its beginning on. */
  askAnew(query: Query): void {
    const { post, grid } = this.#context;
    post({ type: 'show', query, from: 0, count: Math.max(first, grid.window.count) });
  }

  #send(query: Query, stretch: Stretch, of: string): void {
    this.#asked = { ...stretch, of };
    this.#context.post({ type: 'show', query, ...stretch });
  }

  /** Whether a stretch is here or on its way. */
  #has({ from, count }: Stretch, of: string): boolean {
    const { listed } = this.#context;
    const start = Math.max(0, from);
    const end = Math.min(from + count, listed.listing.total);
    const { from: asked, count: many } = this.#asked;
    if (this.#asked.of === of && asked <= start && end <= asked + many) return true;
    return listed.has(start, end - start);
  }
}

/**
 * A stretch with so many more of its length the way that one goes, and one behind; with no way to go,
 * as many on either side.
 */
function onwards({ from, count }: Stretch, way: number, more: number): Stretch {
  const room = largestWindow - count;
  const behind = way === 0 ? (more * count) / 2 : Math.min(count, room / 2);
  const onward = way === 0 ? behind : Math.min(more * count, room - behind);
  const start = Math.max(0, from - Math.floor(way < 0 ? onward : behind));
  const end = from + count + Math.floor(way < 0 ? behind : onward);
  return { from: start, count: end - start };
}
