/** Which generations are chosen, and which one the keyboard is at. */
export class Selection {
  /** Place in the listing that the keyboard is at. */
  activePosition: number;
  /** Where a range begins. */
  #anchorPosition: number;
  #ids: Set<string>;

  constructor(activePosition: number, ids: readonly string[]) {
    this.activePosition = activePosition;
    this.#anchorPosition = activePosition;
    this.#ids = new Set(ids);
  }

  get ids(): ReadonlySet<string> {
    return this.#ids;
  }

  /** Chooses one more, or one less. */
  toggle(position: number, id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.activePosition = position;
    this.#anchorPosition = position;
  }

  /** Goes along with the card that the keyboard is at, which has come to another place. */
  moveActiveTo(position: number): void {
    this.#anchorPosition = Math.max(0, this.#anchorPosition + position - this.activePosition);
    this.activePosition = position;
  }

  /** Has the next range begin where the keyboard is. */
  resetAnchor(): void {
    this.#anchorPosition = this.activePosition;
  }

  /** From where to where a range goes that ends at a place. */
  getRangeTo(position: number): { from: number; count: number } {
    const from = Math.min(this.#anchorPosition, position);
    return { from, count: Math.abs(this.#anchorPosition - position) + 1 };
  }

  /** Chooses these, and nothing else; where the keyboard is and where a range begins stay. */
  setIds(ids: readonly string[]): void {
    this.#ids = new Set(ids);
  }

  clear(): void {
    this.#ids.clear();
  }
}
