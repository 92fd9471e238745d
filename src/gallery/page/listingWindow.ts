import type { FromPage, Query } from '../protocol.ts';
import type { Grid } from './grid.ts';
import type { Listed } from './listed.ts';

/** How many are asked for at first, before it is known how many there is room for. */
const first = 60;

export interface WindowContext {
  readonly post: (message: FromPage) => void;
  readonly listed: Listed;
  readonly grid: Pick<Grid, 'window'>;
}

/** Asks the host for the window of the listing that is in sight. */
export class ListingWindow {
  readonly #context: WindowContext;
  #asked = '';

  constructor(context: WindowContext) {
    this.#context = context;
  }

  /** What comes into sight and is not here is asked for, once. */
  ask(query: Query): void {
    const { post, listed, grid } = this.#context;
    const { version } = listed.listing;
    const { from, count: inSight } = grid.window;
    const count = version === 0 ? first : inSight;
    const asked = `${version} ${JSON.stringify(query)} ${from} ${count}`;
    // With a new listing come the items that the host was last asked for.
    if (asked === this.#asked || listed.isStale || (version > 0 && listed.has(from, count))) return;
    this.#asked = asked;
    post({ type: 'show', query, from, count });
  }

  /** Asks for another query from its beginning on. */
  askAnew(query: Query): void {
    const { post, grid } = this.#context;
    post({ type: 'show', query, from: 0, count: Math.max(first, grid.window.count) });
  }
}
