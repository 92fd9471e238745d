import type { Attention, FailureGroup } from '../../protocol/views.ts';
import { RecentMoves, type PlacedCard } from '../grid/recentMoves.ts';

/** From this many rows on, the section is folded until the user opens it. */
const foldedFromRows = 3;
/** The key of the heading among those of the rows. */
const headingKey = '';
/** In a panel that is less high, in pixels, the section is folded: it would leave no room for images. */
const minOpenPanelHeight = 420;

/** Which failures there are, and which of them are open. */
export class AttentionState {
  readonly #recentMoves: RecentMoves;
  /** The rows that have become about something else, whether they have moved or not. */
  readonly #recentChanges: RecentMoves;
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
    this.#recentChanges = new RecentMoves(now);
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
    const wasShown = this.#attention.count > 0;
    const wasOpen = this.isOpen;
    const before = this.#placedRows;
    const contents = this.#contents;
    this.#attention = attention;
    if (attention.count === 0) this.#isOpenByUser = undefined;
    else if (wasShown && wasOpen && isInUse) this.#isOpenByUser = true;
    if (wasShown && this.isOpen !== wasOpen) this.#recentChanges.add(headingKey);
    let hasMoved = this.#recentMoves.compare(before, this.#placedRows);
    for (const [key, content] of this.#contents) {
      if ((contents.get(key) ?? content) === content) continue;
      // A click or a key may be meant for others, or for fewer.
      this.#recentMoves.add(key);
      this.#recentChanges.add(key);
      hasMoved = true;
    }
    return hasMoved;
  }

  /** Opens or folds the section, unless it has just done so by itself. */
  toggle(): void {
    if (!this.#recentChanges.has(headingKey)) this.setOpen(!this.isOpen);
  }

  setOpen(isOpen: boolean): void {
    this.#isOpenByUser = isOpen;
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

  /** Whether a row has just become about something else, and does not react to keys yet either. */
  hasChanged(key: string): boolean {
    return this.#recentChanges.has(key);
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

  /** What the buttons of each row are for. */
  get #contents(): Map<string, string> {
    const describe = ({ key, ids, remedies: [primary] }: FailureGroup) =>
      [key, `${ids.join(' ')} ${primary?.label ?? ''}`] as const;
    return new Map(this.#attention.groups.map(describe));
  }
}
