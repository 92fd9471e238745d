/** Milliseconds for which a card does not react to the pointer after it has moved. */
export const moveSettleMs = 400;

/** A card, and where it is in the viewport. All in pixels. */
export interface PlacedCard {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels that are not noticed. */
const tolerancePx = 1;

/**
 * The cards that have just come to where they are, or have just changed, without the user doing it. A click may
 * be meant for what was there before.
 */
export class RecentMoves {
  readonly #now: () => number;
  /** When each card moved, in milliseconds. */
  readonly #movedAt = new Map<string, number>();

  /** @param now a clock, in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Compares what was in view with what is in view now. Returns whether any card has moved.
   * @param before empty if nothing was shown, so that nothing can have moved
   */
  compare(before: readonly PlacedCard[], after: readonly PlacedCard[]): boolean {
    if (before.length === 0) return false;
    const places = new Map(before.map((card) => [card.id, card]));
    const moved = after.filter((card) => {
      const place = places.get(card.id);
      return place ? !isSamePlace(place, card) : before.some((each) => isOverlapping(each, card));
    });
    for (const { id } of moved) this.add(id);
    return moved.length > 0;
  }

  /** Called when the buttons of a card have changed. */
  add(id: string): void {
    this.#movedAt.set(id, this.#now());
  }

  /** Whether a card has just moved or changed. */
  has(id: string): boolean {
    const movedAt = this.#movedAt.get(id);
    if (movedAt === undefined) return false;
    if (this.#now() - movedAt < moveSettleMs) return true;
    this.#movedAt.delete(id);
    return false;
  }
}

function isSamePlace(a: PlacedCard, b: PlacedCard): boolean {
  return (['left', 'top', 'width', 'height'] as const).every(
    (side) => Math.abs(a[side] - b[side]) <= tolerancePx,
  );
}

function isOverlapping(a: PlacedCard, b: PlacedCard): boolean {
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
