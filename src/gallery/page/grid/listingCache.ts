import type { GenerationView, Listing, ToPageMessage } from '../../protocol/messages.ts';

/** A running generation remembers when it began, by this page's own clock. */
export type DisplayedGeneration = GenerationView & { readonly startedAtMs: number };

type Items = Extract<ToPageMessage, { type: 'items' }>;
type ListingItems = Pick<Items, 'from' | 'items'>;

/** How far from the window a generation is kept, as a multiple of the window's size. */
const retainedWindows = 2;

/** What the page knows of the listing it shows: how long it is, and what is in sight and near it. */
export class ListingCache {
  #listing: Listing = { version: 0, total: 0, unfilteredTotal: 0, days: [] };
  readonly #generations = new Map<number, DisplayedGeneration | null>();

  get listing(): Listing {
    return this.#listing;
  }

  /** The generation at a place; `undefined` while it has not come, `null` where it cannot be read. */
  at(position: number): DisplayedGeneration | null | undefined {
    return this.#generations.get(position);
  }

  /** Another listing, and as much of it as comes with it. */
  replace(listing: Listing, items: ListingItems): void {
    this.#listing = listing;
    this.#generations.clear();
    this.#store(items);
  }

  /** Where a generation stands, if it is here. */
  positionOf(id: string): number | undefined {
    for (const [position, generation] of this.#generations)
      if (generation?.id === id) return position;
    return undefined;
  }

  /** Ids of what is here from a place on, and then back from it. */
  idsFrom(position: number): string[] {
    const loaded = [...this.#generations].flatMap(([position, generation]) =>
      generation ? { at: position, id: generation.id } : [],
    );
    loaded.sort((a, b) => a.at - b.at);
    const following = loaded.filter(({ at }) => at >= position);
    const preceding = loaded.filter(({ at }) => at < position).reverse();
    return [...following, ...preceding].map(({ id }) => id);
  }

  add({ version, from, items }: Items): void {
    if (version !== this.#listing.version) return;
    for (const position of this.#generations.keys()) {
      const distance = Math.max(from - position, position - (from + items.length));
      if (distance > retainedWindows * items.length) this.#generations.delete(position);
    }
    this.#store({ from, items });
  }

  update(generation: GenerationView): void {
    for (const [position, known] of this.#generations) {
      if (known?.id === generation.id) this.#generations.set(position, toDisplayed(generation));
    }
  }

  /** Whether every generation of a window is here. */
  hasRange(from: number, count: number): boolean {
    const end = Math.min(from + count, this.#listing.total);
    for (let position = from; position < end; position++)
      if (!this.#generations.has(position)) return false;
    return true;
  }

  get hasRunning(): boolean {
    return [...this.#generations.values()].some((generation) => generation?.state === 'running');
  }

  #store({ from, items }: ListingItems): void {
    items.forEach((item, index) => this.#generations.set(from + index, item && toDisplayed(item)));
  }
}

function toDisplayed(view: GenerationView): DisplayedGeneration {
  return { ...view, startedAtMs: performance.now() - view.elapsedMs };
}
