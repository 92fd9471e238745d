import type { Attention, FailureGroup } from '../../protocol/views.ts';
import { RecentMoves, type PlacedCard } from '../grid/recentMoves.ts';

/** From this many rows on, the section is folded until the user opens it. */
const foldedFromRows = 3;
/** In a panel that is less high, in pixels, the section is folded: it would leave no room for images. */
const minOpenPanelHeight = 420;

/** Which failures there are, and which of them are open. */
export class AttentionState {
  readonly #recentMoves: RecentMoves;
  readonly #getPanelHeight: () => number;
  readonly #expandedKeys = new Set<string>();
  #attention: Attention = { count: 0, groups: [] };
  /** Whether the user has opened or folded the section. */
  #isOpenByUser: boolean | undefined;
  /** The row that Tab leads to. */
  #activeKey: string | undefined;

  /**
   * @param getPanelHeight in pixels
   * @param now a clock, in milliseconds
   */
  constructor(getPanelHeight: () => number, now?: () => number) {
    this.#getPanelHeight = getPanelHeight;
    this.#recentMoves = new RecentMoves(now);
  }

  get attention(): Attention {
    return this.#attention;
  }

  /** Whether the rows are shown. */
  get isOpen(): boolean {
    const isSmall = this.#attention.groups.length < foldedFromRows;
    return this.#isOpenByUser ?? (isSmall && this.#getPanelHeight() >= minOpenPanelHeight);
  }

  /** The key of the row that Tab leads to. */
  get activeKey(): string | undefined {
    const { groups } = this.#attention;
    return groups.some(({ key }) => key === this.#activeKey) ? this.#activeKey : groups[0]?.key;
  }

  set activeKey(key: string | undefined) {
    this.#activeKey = key;
  }

  /**
   * Replaces the failures.
   * @param isInUse whether the focus is in the section, which then stays open
   * @returns whether rows do not react to the pointer for a moment
   */
  receive(attention: Attention, isInUse: boolean): boolean {
    const wasOpen = this.isOpen && this.#attention.count > 0;
    const before = this.#placedRows;
    const labels = this.#labels;
    this.#attention = attention;
    if (attention.count === 0) this.#isOpenByUser = undefined;
    else if (wasOpen && isInUse) this.#isOpenByUser = true;
    let hasMoved = this.#recentMoves.compare(before, this.#placedRows);
    for (const [key, label] of this.#labels) {
      if ((labels.get(key) ?? label) === label) continue;
      // A click may be meant for fewer.
      this.#recentMoves.add(key);
      hasMoved = true;
    }
    return hasMoved;
  }

  /** Opens or folds the section. */
  toggle(): void {
    this.#isOpenByUser = !this.isOpen;
  }

  isExpanded(key: string): boolean {
    return this.#expandedKeys.has(key);
  }

  /** Shows what else is known about a row, or hides it. */
  expand(key: string, isExpanded = !this.isExpanded(key)): void {
    if (isExpanded) this.#expandedKeys.add(key);
    else this.#expandedKeys.delete(key);
  }

  /** Whether a row has just moved or changed, and does not react to the pointer yet. */
  hasMoved(key: string): boolean {
    return this.#recentMoves.has(key);
  }

  /** The key of the row below another one; above it if `delta` is negative. */
  getNeighbor(key: string, delta: number): string | undefined {
    const { groups } = this.#attention;
    const index = groups.findIndex((group) => group.key === key);
    return groups[index + delta]?.key;
  }

  get #placedRows(): PlacedCard[] {
    if (!this.isOpen) return [];
    return this.#attention.groups.map(({ key }, index) => {
      return { id: key, left: 0, width: 1, top: 2 * index, height: 2 };
    });
  }

  get #labels(): Map<string, string | undefined> {
    const toLabel = ({ key, ids, remedies }: FailureGroup) =>
      [key, `${ids.length} ${remedies[0]?.label ?? ''}`] as const;
    return new Map(this.#attention.groups.map(toLabel));
  }
}
