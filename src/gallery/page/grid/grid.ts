import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { DirectiveResult } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Listing } from '../../protocol/views.ts';
import { cssProperties } from '../ui/cssProperties.ts';
import {
  cellWidthPx,
  computeColumns,
  gapPx,
  getPositionBelow,
  buildRows,
  type DayRange,
  type Row,
} from './layout.ts';

/** Pixels below an image for its prompt and facts. */
const captionHeightPx = 60;
const dayHeadingHeightPx = 40;
/** Rows above and below the viewport that are in the document. */
const overscanRows = 3;
/** Milliseconds after which those rows are drawn even if the page is busy. */
const overscanTimeoutMs = 300;

/** What the grid works with. */
export interface GridContext {
  readonly scroller: HTMLElement;
  /** The position of the keyboard in the listing. */
  readonly getActivePosition: () => number;
  /** Called when the grid is to be drawn again. */
  readonly onChange: () => void;
}

/** How a day and its generations are drawn. */
export interface GridTemplates {
  readonly getDayLabel: (day: DayRange) => string;
  readonly headingTemplate: (day: DayRange) => TemplateResult;
  readonly cellTemplate: (position: number, day: DayRange) => TemplateResult;
}

/** The rows of a day that are in the viewport or near it. */
interface VisibleDay {
  readonly dayRange: DayRange;
  heading: VirtualItem | undefined;
  readonly cellRows: {
    readonly item: VirtualItem;
    readonly row: Extract<Row, { type: 'cells' }>;
  }[];
}

/** A virtual grid: only the rows in the viewport and near it are in the document. */
export class Grid {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #getActivePosition: () => number;
  readonly #onChange: () => void;
  #rows: readonly Row[] = [];
  #listing: Pick<Listing, 'days'> = { days: [] };
  #columns = 1;
  #cellWidth = 0;
  #preferredCellWidth: number = cellWidthPx.default;

  constructor({ scroller, getActivePosition, onChange }: GridContext) {
    this.#getActivePosition = getActivePosition;
    this.#onChange = onChange;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => scroller,
      estimateSize: (index) => this.#getRowHeight(index),
      observeElementRect: (instance, callback) =>
        observeElementRect(instance, (rect) => {
          this.#fitColumns(rect.width);
          callback(rect);
        }),
      observeElementOffset,
      scrollToFn: elementScroll,
      overscan: overscanRows,
      onChange,
    });
    this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  /** The least width of a cell, in pixels. */
  set preferredCellWidth(pixels: number) {
    if (pixels === this.#preferredCellWidth) return;
    this.#preferredCellWidth = pixels;
    this.#fitColumns(this.#virtualizer.scrollElement?.clientWidth ?? 0);
  }

  get columns(): number {
    return this.#columns;
  }

  /** Width of a cell, in pixels. */
  get cellWidth(): number {
    return this.#cellWidth;
  }

  /** @param isNewQuery whether the user waits for it: rows outside the viewport are then drawn later */
  show(listing: Pick<Listing, 'days'>, isNewQuery: boolean): void {
    this.#listing = listing;
    this.#setOverscan(isNewQuery ? 0 : overscanRows);
    this.#updateRows();
    if (!isNewQuery) return;
    requestIdleCallback(
      () => {
        this.#setOverscan(overscanRows);
        this.#onChange();
      },
      { timeout: overscanTimeoutMs },
    );
  }

  /** The positions in the viewport and near it. */
  get visibleRange(): { from: number; count: number } {
    const cellRows = this.#virtualizer
      .getVirtualItems()
      .flatMap(({ index }) => this.#rows[index] ?? [])
      .filter((row) => row.type === 'cells');
    const from = cellRows[0]?.from ?? 0;
    const last = cellRows.at(-1);
    return { from, count: last ? last.from + last.count - from : 0 };
  }

  /** The position in another row. @param rowDelta rows below; above if negative */
  positionBelow(position: number, rowDelta: number): number {
    return getPositionBelow(this.#rows, position, rowDelta);
  }

  /** How many rows fit in the viewport. */
  get visibleRowCount(): number {
    const height = this.#virtualizer.scrollElement?.clientHeight ?? 0;
    return Math.max(1, Math.floor(height / (this.#cellWidth + captionHeightPx + gapPx)));
  }

  /** Scrolls a position into view. */
  scrollTo(position: number): void {
    const index = this.#rows.findIndex(
      (row) => row.type === 'cells' && position < row.from + row.count,
    );
    if (index >= 0) this.#virtualizer.scrollToIndex(index);
  }

  /** A heading and a list for each day with rows in the viewport or near it. */
  template(templates: GridTemplates): TemplateResult {
    return html`<div
      class="grid"
      ${cssProperties({ height: `${this.#virtualizer.getTotalSize()}px` })}
    >
      ${repeat(
        this.#visibleDays(),
        ({ dayRange }) => dayRange.day,
        (visibleDay) => this.#dayTemplate(visibleDay, templates),
      )}
    </div>`;
  }

  /** The rows in the viewport and near it, by day. The heading of a day may be far above them. */
  #visibleDays(): VisibleDay[] {
    const days: VisibleDay[] = [];
    for (const item of this.#virtualizer.getVirtualItems()) {
      const row = this.#rows[item.index];
      if (!row) continue;
      let visibleDay = days.at(-1);
      if (visibleDay?.dayRange !== row.dayRange)
        days.push((visibleDay = { dayRange: row.dayRange, heading: undefined, cellRows: [] }));
      if (row.type === 'day') visibleDay.heading = item;
      else visibleDay.cellRows.push({ item, row });
    }
    return days;
  }

  #dayTemplate(
    { dayRange, heading, cellRows }: VisibleDay,
    { getDayLabel, headingTemplate, cellTemplate }: GridTemplates,
  ): TemplateResult {
    return html`${
      heading
        ? html`<div class="row" ${this.#rowStyle(heading, 0)}>${headingTemplate(dayRange)}</div>`
        : nothing
    }
    ${
      cellRows.length > 0
        ? html`<div role="list" aria-label=${getDayLabel(dayRange)}>
            ${repeat(
              cellRows,
              ({ item }) => item.key,
              ({ item, row }) =>
                html`<div class="row cells" role="presentation" ${this.#rowStyle(item, gapPx)}>
                  ${repeat(
                    Array.from({ length: row.count }, (_, index) => row.from + index),
                    (position) => position,
                    (position) => cellTemplate(position, dayRange),
                  )}
                </div>`,
            )}
          </div>`
        : nothing
    }`;
  }

  /** @param gapBelow pixels between this row and the next */
  #rowStyle({ start, size }: VirtualItem, gapBelow: number): DirectiveResult {
    return cssProperties({
      transform: `translateY(${start}px)`,
      height: `${size - gapBelow}px`,
      '--columns': String(this.#columns),
    });
  }

  /** Fits the columns into a width (pixels) and keeps the user's position in view. */
  #fitColumns(width: number): void {
    const { columns, cellWidth } = computeColumns(width, this.#preferredCellWidth);
    if (columns === this.#columns && cellWidth === this.#cellWidth) return;
    const position = this.#findAnchorPosition();
    this.#columns = columns;
    this.#cellWidth = cellWidth;
    this.#updateRows();
    if (position !== undefined) this.scrollTo(position);
  }

  /** The active position if it is in view, else the first that is; `undefined` at the top. */
  #findAnchorPosition(): number | undefined {
    const { range, scrollOffset } = this.#virtualizer;
    if (!range || !scrollOffset) return undefined;
    const cellRows = this.#rows
      .slice(range.startIndex, range.endIndex + 1)
      .filter((row) => row.type === 'cells');
    const activePosition = this.#getActivePosition();
    const isActiveVisible = cellRows.some(
      ({ from, count }) => activePosition >= from && activePosition < from + count,
    );
    return isActiveVisible ? activePosition : cellRows[0]?.from;
  }

  #updateRows(): void {
    this.#rows = buildRows(this.#listing, this.#columns);
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, count: this.#rows.length });
    this.#virtualizer.measure();
  }

  /** @param rows above and below the viewport */
  #setOverscan(rows: number): void {
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, overscan: rows });
  }

  #getRowHeight(index: number): number {
    return this.#rows[index]?.type === 'day'
      ? dayHeadingHeightPx
      : this.#cellWidth + captionHeightPx + gapPx;
  }
}
