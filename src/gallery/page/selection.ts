/** Which generations are chosen, and which one the keyboard is at. */
export class Selection {
  /** Place in the listing that the keyboard is at. */
  active: number;
  /** Where a range begins. */
  #anchor: number;
  #ids: Set<string>;

  constructor(active: number, ids: readonly string[]) {
    this.active = active;
    this.#anchor = active;
    this.#ids = new Set(ids);
  }

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** Chooses one more, or one less. */
  toggle(place: number, id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.active = place;
    this.#anchor = place;
  }

  /** Goes along with the card that the keyboard is at, which has come to another place. */
  shiftTo(place: number): void {
    this.#anchor = Math.max(0, this.#anchor + place - this.active);
    this.active = place;
  }

  /** Has the next range begin where the keyboard is. */
  anchorHere(): void {
    this.#anchor = this.active;
  }

  /** From where to where a range goes that ends at a place. */
  rangeTo(place: number): { from: number; count: number } {
    const from = Math.min(this.#anchor, place);
    return { from, count: Math.abs(this.#anchor - place) + 1 };
  }

  /** Chooses these, and nothing else; where the keyboard is and where a range begins stay. */
  all(ids: readonly string[]): void {
    this.#ids = new Set(ids);
  }

  clear(): void {
    this.#ids.clear();
  }
}
