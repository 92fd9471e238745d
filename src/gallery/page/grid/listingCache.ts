import type {
  GenerationView,
  Listing,
  ListingItems,
  RunningGeneration,
} from '../../protocol/views.ts';

/** When a running generation started, by the clock of the page (`performance.now()`). */
interface StartTime {
  readonly startedAtMs: number;
}

/** A running generation as it is drawn. */
export type DisplayedRunningGeneration = RunningGeneration & StartTime;

/** A generation as it is drawn. */
export type DisplayedGeneration =
  Exclude<GenerationView, RunningGeneration> | DisplayedRunningGeneration;

/** How far from the window generations are kept, as a multiple of the window's size. */
const retainedWindows = 2;

/** The listing, and those of its generations that are in the viewport or near it. */
export class ListingCache {
  #listing: Listing = {
    version: 0,
    total: 0,
    unfilteredTotal: 0,
    days: [],
    attention: { count: 0, groups: [] },
  };
  readonly #generations = new Map<number, DisplayedGeneration | null>();

  /** The version is 0 until the first listing has been received. */
  get listing(): Listing {
    return this.#listing;
  }

  /** The generation at a position; `undefined` if it is not loaded, `null` if it cannot be read. */
  at(position: number): DisplayedGeneration | null | undefined {
    return this.#generations.get(position);
  }

  /** Width divided by height of the generation at a position. Until it is known, that of a square. */
  getRatio(position: number): number {
    return this.at(position)?.ratio ?? this.#listing.ratios?.[position] ?? 1;
  }

  /** Replaces the listing and all its generations. */
  replace(listing: Listing, items: ListingItems): void {
    this.#listing = listing;
    this.#generations.clear();
    this.#store(items);
  }

  /** The position of a generation, if it is loaded. */
  positionOf(id: string): number | undefined {
    for (const [position, generation] of this.#generations)
      if (generation?.id === id) return position;
    return undefined;
  }

  /** The ids of the loaded generations from a position on, and then of those before it, backward. */
  idsFrom(position: number): string[] {
    const loaded = [...this.#generations].flatMap(([position, generation]) =>
      generation ? { at: position, id: generation.id } : [],
    );
    loaded.sort((a, b) => a.at - b.at);
    const following = loaded.filter(({ at }) => at >= position);
    const preceding = loaded.filter(({ at }) => at < position).reverse();
    return [...following, ...preceding].map(({ id }) => id);
  }

  /**
   * Adds items, unless they belong to another listing, and drops those far from them.
   * @returns whether ratios have become known
   */
  add(listingItems: ListingItems): boolean {
    const { version, from, items } = listingItems;
    if (version !== this.#listing.version) return false;
    for (const position of this.#generations.keys()) {
      const distance = Math.max(from - position, position - (from + items.length));
      if (distance > retainedWindows * items.length) this.#generations.delete(position);
    }
    this.#store(listingItems);
    return this.#listing.ratios === undefined;
  }

  /**
   * Replaces a generation that has changed, if it is loaded.
   * @returns whether its ratio has changed
   */
  update(generation: GenerationView): boolean {
    const position = this.positionOf(generation.id);
    if (position === undefined) return false;
    const ratio = this.getRatio(position);
    this.#generations.set(position, toDisplayed(generation));
    return ratio !== generation.ratio;
  }

  /** Whether all generations of a range are loaded. */
  hasRange(from: number, count: number): boolean {
    const end = Math.min(from + count, this.#listing.total);
    for (let position = from; position < end; position++)
      if (!this.#generations.has(position)) return false;
    return true;
  }

  /** The generations that are loaded. */
  get loaded(): DisplayedGeneration[] {
    return [...this.#generations.values()].filter((generation) => generation !== null);
  }

  /** The place of a queued generation among the loaded ones that wait, from 1: the oldest is the next. */
  getQueueNumber({ id }: Pick<DisplayedRunningGeneration, 'id'>): number {
    // An id starts with the time of creation.
    const isBefore = (each: DisplayedGeneration) =>
      each.state === 'running' && each.isQueued && each.id < id;
    return this.loaded.filter(isBefore).length + 1;
  }

  get hasRunning(): boolean {
    return this.loaded.some(({ state }) => state === 'running');
  }

  #store({ from, items }: ListingItems): void {
    items.forEach((item, index) => this.#generations.set(from + index, item && toDisplayed(item)));
  }
}

function toDisplayed(view: GenerationView): DisplayedGeneration {
  return view.state === 'running'
    ? { ...view, startedAtMs: performance.now() - view.elapsedMs }
    : view;
}
