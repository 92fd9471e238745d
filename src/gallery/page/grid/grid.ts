import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { TemplateResult } from 'lit/html.js';
import type { Listing } from '../../protocol/views.ts';
import { gridTemplate, type GridTemplates, type VisibleRow } from './gridTemplate.ts';
import {
  buildRows,
  gapPx,
  getDefaultRowHeight,
  getPositionBelow,
  getRowRange,
  type Cell,
  type CellRow,
  type Row,
} from './layout.ts';

const dayHeadingHeightPx = 28;
/** Pixels above and below the viewport whose rows are in the document, so that their images are loaded in time. */
const overscanPx = 900;
/** Milliseconds after which those rows are drawn even if the page is busy. */
const overscanTimeoutMs = 300;

/** What the grid works with. */
export interface GridContext {
  readonly scroller: HTMLElement;
  /** The position of the keyboard in the listing. */
  readonly getActivePosition: () => number;
  /** Width divided by height of the generation at a position. */
  readonly getRatio: (position: number) => number;
  /** Called when the grid is to be drawn again. */
  readonly onChange: () => void;
}

/** A row in the viewport, and how far the viewport has scrolled beyond its start (pixels). */
export interface Anchor {
  readonly position: number;
  readonly offset: number;
}

/** How a listing replaces the one before. */
export interface ShowOptions {
  /** Whether the user waits for it: rows outside the viewport are then drawn later. */
  readonly isNewQuery: boolean;
  /** The positions, in the new listing, of what started a row before: see `rowStarts`. */
  readonly rowStarts: ReadonlySet<number>;
  /** Stays where it is on the screen. */
  readonly anchor: Anchor | undefined;
}

/** A virtual grid of justified rows: only the rows in the viewport and near it are in the document. */
export class Grid {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #context: GridContext;
  #rows: readonly Row[] = [];
  #listing: Pick<Listing, 'days'> = { days: [] };
  #width = 0;
  #rowHeight: number | undefined;
  #captionHeight = 0;
  #rowStarts: ReadonlySet<number> = new Set();
  /** Whether rows outside the viewport are drawn. */
  #hasOverscan = true;
  /** The scroll position to set when the grid has been drawn. */
  #pendingScrollTop: number | undefined;

  constructor(context: GridContext) {
    const { scroller, onChange } = context;
    this.#context = context;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => scroller,
      estimateSize: (index) => this.#getRowSize(index),
      observeElementRect: (instance, callback) =>
        observeElementRect(instance, (rect) => {
          this.#setWidth(rect.width);
          callback(rect);
        }),
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange,
    });
    this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  /** The height of rows that the user has chosen, in pixels. */
  set rowHeight(pixels: number | undefined) {
    if (pixels === this.#rowHeight) return;
    this.#rowHeight = pixels;
    this.#rebuild();
  }

  /** The preferred height of rows, in pixels. */
  get preferredRowHeight(): number {
    return this.#rowHeight ?? getDefaultRowHeight(this.#width);
  }

  /** The height of the caption below each cell, in pixels. */
  set captionHeight(pixels: number) {
    if (pixels === this.#captionHeight) return;
    this.#captionHeight = pixels;
    this.refresh();
  }

  /** Replaces the listing. */
  show(listing: Pick<Listing, 'days'>, { isNewQuery, rowStarts, anchor }: ShowOptions): void {
    this.#listing = listing;
    this.#rowStarts = rowStarts;
    this.#hasOverscan = !isNewQuery;
    this.#updateRows();
    if (anchor) this.#restore(anchor);
    if (!isNewQuery) return;
    const drawOverscan = () => {
      this.#hasOverscan = true;
      this.#setOptions();
      this.#context.onChange();
    };
    requestIdleCallback(drawOverscan, { timeout: overscanTimeoutMs });
  }

  /** Called when ratios have become known or have changed. What is in view stays where it is. */
  refresh(): void {
    const anchor = this.anchor;
    this.#updateRows();
    if (anchor) this.#restore(anchor);
  }

  /** The first row in the viewport; undefined at the top, which stays the top. */
  get anchor(): Anchor | undefined {
    const { scrollOffset } = this.#virtualizer;
    const [row] = this.#findRowsInViewport();
    if (!scrollOffset || !row) return undefined;
    return { position: getRowRange(row).first, offset: scrollOffset - this.#getStart(row) };
  }

  /**
   * The positions that start a row near the viewport, so that these rows stay together when the listing
   * changes. Not of a row that has room for what is new.
   */
  get rowStarts(): number[] {
    return this.#getVirtualCellRows()
      .filter(({ isFull, cells: [{ position, dayRange }] }) => isFull || position > dayRange.from)
      .map((row) => getRowRange(row).first);
  }

  /** The cells in the viewport, and where they are in it, in pixels. */
  get placedCells(): (Cell & { readonly top: number; readonly height: number })[] {
    const scrollTop = this.#virtualizer.scrollOffset ?? 0;
    return this.#findRowsInViewport().flatMap((row) => {
      const top = this.#getStart(row) - scrollTop;
      return row.cells.map((cell) => ({ ...cell, top, height: row.height }));
    });
  }

  /** The positions in the viewport and near it. */
  get visibleRange(): { from: number; count: number } {
    const rows = this.#getVirtualCellRows();
    const [firstRow] = rows;
    const lastRow = rows.at(-1);
    if (!firstRow || !lastRow) return { from: 0, count: 0 };
    const from = getRowRange(firstRow).first;
    return { from, count: getRowRange(lastRow).last - from + 1 };
  }

  /** The position in another row. @param rowDelta rows below; above if negative */
  positionBelow(position: number, rowDelta: number): number {
    return getPositionBelow(this.#rows, position, rowDelta);
  }

  /** How many rows fit in the viewport. */
  get visibleRowCount(): number {
    const height = this.#virtualizer.scrollElement?.clientHeight ?? 0;
    return Math.max(1, Math.floor(height / this.#preferredRowSize));
  }

  /** Scrolls a position into view. */
  scrollTo(position: number): void {
    const index = this.#findRowIndex(position);
    if (index >= 0) this.#virtualizer.scrollToIndex(index);
  }

  /** Scrolls by these pixels, unless at the top, which stays the top. */
  scrollBy(deltaPx: number): void {
    const { scroller } = this.#context;
    if (scroller.scrollTop <= 0) return;
    scroller.scrollTop += deltaPx;
    // The scroll event comes later, and the rows must be right in this frame.
    this.#virtualizer.scrollOffset = scroller.scrollTop;
    this.#context.onChange();
  }

  /** Scrolls to where what was in view is now. Call it when the grid has been drawn. */
  restoreScroll(): void {
    const { scroller } = this.#context;
    if (this.#pendingScrollTop !== undefined) scroller.scrollTop = this.#pendingScrollTop;
    this.#pendingScrollTop = undefined;
  }

  /** The rows in the viewport and near it. */
  template(templates: GridTemplates): TemplateResult {
    const rows = this.#virtualizer.getVirtualItems().flatMap((item): VisibleRow[] => {
      const row = this.#rows[item.index];
      return row ? [{ row, item }] : [];
    });
    return gridTemplate(rows, this.#virtualizer.getTotalSize(), templates);
  }

  #setWidth(width: number): void {
    if (width === this.#width) return;
    this.#width = width;
    this.#rebuild();
  }

  /** Builds all rows anew and keeps the user's position in view. */
  #rebuild(): void {
    const position = this.#findPositionInView();
    this.#rowStarts = new Set();
    this.#updateRows();
    if (position !== undefined) this.scrollTo(position);
  }

  /** The active position if it is in view, else the first that is; `undefined` at the top. */
  #findPositionInView(): number | undefined {
    if (!this.#virtualizer.scrollOffset) return undefined;
    const rows = this.#findRowsInViewport();
    const activePosition = this.#context.getActivePosition();
    const isActiveVisible = rows.some((row) => {
      const { first, last } = getRowRange(row);
      return first <= activePosition && activePosition <= last;
    });
    const [row] = rows;
    return isActiveVisible ? activePosition : row && getRowRange(row).first;
  }

  #restore({ position, offset }: Anchor): void {
    const row = this.#rows[this.#findRowIndex(position)];
    if (row?.type !== 'cells') return;
    const scrollTop = Math.max(0, this.#getStart(row) + offset);
    if (scrollTop === this.#virtualizer.scrollOffset) return;
    // The rows to draw now are those that will be in view.
    this.#virtualizer.scrollOffset = scrollTop;
    this.#pendingScrollTop = scrollTop;
  }

  #findRowIndex(position: number): number {
    return this.#rows.findIndex((row) => row.type === 'cells' && position <= getRowRange(row).last);
  }

  #findRowsInViewport(): CellRow[] {
    const range = this.#virtualizer.calculateRange();
    if (!range) return [];
    const rows = this.#rows.slice(range.startIndex, range.endIndex + 1);
    return rows.filter((row) => row.type === 'cells');
  }

  #getVirtualCellRows(): CellRow[] {
    return this.#virtualizer
      .getVirtualItems()
      .flatMap(({ index }) => this.#rows[index] ?? [])
      .filter((row) => row.type === 'cells');
  }

  /** Pixels from the top of the grid. */
  #getStart(row: Row): number {
    return this.#virtualizer.measurementsCache[this.#rows.indexOf(row)]?.start ?? 0;
  }

  #updateRows(): void {
    this.#rows = buildRows(this.#listing, {
      width: this.#width,
      rowHeight: this.preferredRowHeight,
      getRatio: this.#context.getRatio,
      rowStarts: this.#rowStarts,
    });
    this.#setOptions();
    this.#virtualizer.measure();
  }

  #setOptions(): void {
    this.#virtualizer.setOptions({
      ...this.#virtualizer.options,
      count: this.#rows.length,
      overscan: this.#hasOverscan ? Math.ceil(overscanPx / this.#preferredRowSize) : 0,
    });
  }

  /** The preferred height of a row with its captions and the gap below it, in pixels. */
  get #preferredRowSize(): number {
    return this.preferredRowHeight + this.#captionHeight + gapPx;
  }

  /** The height of a row with the gap below it, in pixels. */
  #getRowSize(index: number): number {
    const row = this.#rows[index];
    return row?.type === 'cells' ? row.height + this.#captionHeight + gapPx : dayHeadingHeightPx;
  }
}
