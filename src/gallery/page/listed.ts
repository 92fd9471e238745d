import type { GenerationView, Listing, ToPage } from '../protocol.ts';

/** A running generation remembers when it began, by this page's own clock. */
export type Shown = GenerationView & { readonly startedAt: number };

type Items = Extract<ToPage, { type: 'items' }>;
type Stretch = Pick<Items, 'from' | 'items'>;

/** How far from the window a generation is kept, as a multiple of the window's size. */
const keptWindows = 2;

/** What the page knows of the listing it shows: how long it is, and what is in sight and near it. */
export class Listed {
  #listing: Listing = { version: 0, total: 0, all: 0, days: [] };
  readonly #places = new Map<number, Shown | null>();

  get listing(): Listing {
    return this.#listing;
  }

  /** The generation at a place; `undefined` while it has not come, `null` where it cannot be read. */
  at(place: number): Shown | null | undefined {
    return this.#places.get(place);
  }

  /** Another listing, and as much of it as comes with it. */
  replace(listing: Listing, stretch: Stretch): void {
    this.#listing = listing;
    this.#places.clear();
    this.#put(stretch);
  }

  /** Where a generation stands, if it is here. */
  placeOf(id: string): number | undefined {
    for (const [place, known] of this.#places) if (known?.id === id) return place;
    return undefined;
  }

  /** Ids of what is here from a place on, and then back from it. */
  near(place: number): string[] {
    const known = [...this.#places].flatMap(([at, one]) => (one ? { at, id: one.id } : []));
    known.sort((a, b) => a.at - b.at);
    const from = known.filter(({ at }) => at >= place);
    const before = known.filter(({ at }) => at < place).reverse();
    return [...from, ...before].map(({ id }) => id);
  }

  add({ version, from, items }: Items): void {
    if (version !== this.#listing.version) return;
    for (const place of this.#places.keys()) {
      const distance = Math.max(from - place, place - (from + items.length));
      if (distance > keptWindows * items.length) this.#places.delete(place);
    }
    this.#put({ from, items });
  }

  change(generation: GenerationView): void {
    for (const [place, known] of this.#places) {
      if (known?.id === generation.id) this.#places.set(place, arrived(generation));
    }
  }

  /** Whether every generation of a window is here. */
  has(from: number, count: number): boolean {
    const end = Math.min(from + count, this.#listing.total);
    for (let place = from; place < end; place++) if (!this.#places.has(place)) return false;
    return true;
  }

  get isRunning(): boolean {
    return [...this.#places.values()].some((each) => each?.state === 'running');
  }

  #put({ from, items }: Stretch): void {
    items.forEach((item, index) => this.#places.set(from + index, item && arrived(item)));
  }
}

function arrived(view: GenerationView): Shown {
  return { ...view, startedAt: performance.now() - view.elapsed };
}
