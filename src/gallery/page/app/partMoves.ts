import { moveSettleMs } from '../grid/recentMoves.ts';

/** The properties of an element that is measured and guarded. Sizes are in pixels. */
export interface Part {
  readonly offsetTop: number;
  readonly offsetHeight: number;
  readonly classList: { add(name: string): void; remove(name: string): void };
}

interface Place {
  readonly top: number;
  readonly height: number;
}

/** What the moves are found with. */
export interface PartMovesContext {
  /** The parts above the grid that appear, change, and disappear by themselves. */
  readonly partsAbove: readonly Part[];
  /** The scrolling region of the grid, which is below them. */
  readonly gallery: Part;
  /** Called when the grid has moved down by these pixels, or up if negative. */
  readonly onGridMoved: (deltaPx: number) => void;
  /** Calls a function after this many milliseconds. */
  readonly schedule?: (callback: () => void, delayMs: number) => void;
}

/** Marks a part that does not react to the pointer: see content.css. */
const movedClass = 'moved';

/**
 * The parts of the page that have just moved, because something above them has appeared or disappeared, or that
 * have just changed themselves. For a moment, nothing in them reacts to the pointer: a click may be meant for what
 * was there before.
 */
export class PartMoves {
  readonly #context: PartMovesContext;
  /** Where the parts were; `undefined` until the page has content. */
  #places: ReadonlyMap<Part, Place> | undefined;
  /** How often each part has moved. */
  readonly #moveCounts = new Map<Part, number>();

  constructor(context: PartMovesContext) {
    this.#context = context;
  }

  /** Called when the page has content. What moves before that is not guarded. */
  start(): void {
    this.#places ??= this.#measure();
  }

  /** Called after layout when the size of a part has changed. */
  update(): void {
    if (!this.#places) return;
    const { gallery, partsAbove, onGridMoved } = this.#context;
    const before = this.#places;
    const after = this.#measure();
    this.#places = after;
    const deltaOf = (part: Part, side: keyof Place) =>
      (after.get(part)?.[side] ?? 0) - (before.get(part)?.[side] ?? 0);
    for (const part of partsAbove)
      if (deltaOf(part, 'top') !== 0 || deltaOf(part, 'height') !== 0) this.#guard(part);
    const deltaPx = deltaOf(gallery, 'top');
    if (deltaPx === 0) return;
    this.#guard(gallery);
    onGridMoved(deltaPx);
  }

  #measure(): Map<Part, Place> {
    const { partsAbove, gallery } = this.#context;
    return new Map(
      [...partsAbove, gallery].map((part) => [
        part,
        { top: part.offsetTop, height: part.offsetHeight },
      ]),
    );
  }

  #guard(part: Part): void {
    const { schedule = setTimeout } = this.#context;
    const count = (this.#moveCounts.get(part) ?? 0) + 1;
    this.#moveCounts.set(part, count);
    part.classList.add(movedClass);
    schedule(() => {
      // Unless it has moved again.
      if (this.#moveCounts.get(part) === count) part.classList.remove(movedClass);
    }, moveSettleMs);
  }
}
