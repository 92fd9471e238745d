/** The selected generations, and the position of the keyboard. */
export class Selection {
  /** The position of the keyboard in the listing. */
  activePosition: number;
  /** The position where a range starts. */
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

  /** Selects or deselects a generation and makes it the active one. */
  toggle(position: number, id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.activePosition = position;
    this.#anchorPosition = position;
  }

  /** Follows the active generation to another position. */
  moveActiveTo(position: number): void {
    this.#anchorPosition = Math.max(0, this.#anchorPosition + position - this.activePosition);
    this.activePosition = position;
  }

  /** Makes the next range start at the active position. */
  resetAnchor(): void {
    this.#anchorPosition = this.activePosition;
  }

  /** The range that ends at a position. */
  getRangeTo(position: number): { from: number; count: number } {
    const from = Math.min(this.#anchorPosition, position);
    return { from, count: Math.abs(this.#anchorPosition - position) + 1 };
  }

  /** Replaces the selection. */
  setIds(ids: readonly string[]): void {
    this.#ids = new Set(ids);
  }

  clear(): void {
    this.#ids.clear();
  }
}
