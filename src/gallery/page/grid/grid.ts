import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';
import { html, nothing, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Listing } from '../../protocol/messages.ts';
import { cssProperties } from '../ui/cssProperties.ts';
import {
  computeColumns,
  gapPx,
  getPositionBelow,
  buildRows,
  type DayRange,
  type Row,
} from './layout.ts';

/** Pixels of what stands under a picture: prompt, facts, buttons. */
const captionHeightPx = 60;
const dayHeadingHeightPx = 40;
/** Screens of lines that are in the document above and below what is in sight. */
const overscanRows = 3;
/** Milliseconds after which that is drawn at the latest. */
const overscanTimeoutMs = 300;

export interface GridContext {
  readonly scroller: HTMLElement;
  /** The place that the keyboard is at. */
  readonly getActivePosition: () => number;
  /** Calls for the page to be drawn anew. */
  readonly onChange: () => void;
}

/** What a day and its generations are drawn as. */
export interface GridTemplates {
  readonly getDayLabel: (day: DayRange) => string;
  readonly headingTemplate: (day: DayRange) => TemplateResult;
  readonly cellTemplate: (position: number, day: DayRange) => TemplateResult;
}

/** A day, as far as it is in sight or near it. */
interface VisibleDay {
  readonly dayRange: DayRange;
  heading: VirtualItem | undefined;
  readonly cellRows: {
    readonly item: VirtualItem;
    readonly row: Extract<Row, { type: 'cells' }>;
  }[];
}

/** The lines of a listing that are in sight or near it; the others are only so much height. */
export class Grid {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #getActivePosition: () => number;
  readonly #onChange: () => void;
  #rows: readonly Row[] = [];
  #listing: Pick<Listing, 'days'> = { days: [] };
  #columns = 1;
  #cellWidth = 0;
  #preferredCellWidth = 180;

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

  /** How wide a cell should about be, in pixels. */
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

  /** @param isNewQuery whether one waits for it: then what is not in sight is drawn a moment later */
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

  /** The places in sight and near it. */
  get visibleRange(): { from: number; count: number } {
    const cellRows = this.#virtualizer
      .getVirtualItems()
      .flatMap(({ index }) => this.#rows[index] ?? [])
      .filter((row) => row.type === 'cells');
    const from = cellRows[0]?.from ?? 0;
    const last = cellRows.at(-1);
    return { from, count: last ? last.from + last.count - from : 0 };
  }

  /** The place so many lines below another; above it where that is negative. */
  positionBelow(position: number, rowDelta: number): number {
    return getPositionBelow(this.#rows, position, rowDelta);
  }

  /** How many lines fit on a screen. */
  get visibleRowCount(): number {
    const height = this.#virtualizer.scrollElement?.clientHeight ?? 0;
    return Math.max(1, Math.floor(height / (this.#cellWidth + captionHeightPx + gapPx)));
  }

  /** Brings a generation into sight. */
  scrollTo(position: number): void {
    const index = this.#rows.findIndex(
      (row) => row.type === 'cells' && position < row.from + row.count,
    );
    if (index >= 0) this.#virtualizer.scrollToIndex(index);
  }

  /** A heading and a list for each day of which anything is near. */
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

  /** The lines near, by their day. A heading may be far above the lines of its day. */
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

  /** @param gapBelow pixels between this line and the next */
  #rowStyle({ start, size }: VirtualItem, gapBelow: number): DirectiveResult {
    return cssProperties({
      transform: `translateY(${start}px)`,
      height: `${size - gapBelow}px`,
      '--columns': String(this.#columns),
    });
  }

  /** Makes as many columns as there is room for; what one was looking at stays in sight. */
  #fitColumns(width: number): void {
    const { columns, cellWidth } = computeColumns(width, this.#preferredCellWidth);
    if (columns === this.#columns && cellWidth === this.#cellWidth) return;
    const position = this.#findAnchorPosition();
    this.#columns = columns;
    this.#cellWidth = cellWidth;
    this.#updateRows();
    if (position !== undefined) this.scrollTo(position);
  }

  /** The place that the keyboard is at where that is in sight, else the first that is; none at the top. */
  #findAnchorPosition(): number | undefined {
    const { range, scrollOffset } = this.#virtualizer;
    if (!range || !scrollOffset) return undefined;
    const cellRows = this.#rows
      .slice(range.startIndex, range.endIndex + 1)
      .filter((row) => row.type === 'cells');
    const getActivePosition = this.#getActivePosition();
    const isActiveVisible = cellRows.some(
      ({ from, count }) => getActivePosition >= from && getActivePosition < from + count,
    );
    return isActiveVisible ? getActivePosition : cellRows[0]?.from;
  }

  #updateRows(): void {
    this.#rows = buildRows(this.#listing, this.#columns);
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, count: this.#rows.length });
    this.#virtualizer.measure();
  }

  /** @param rows above and below what is in sight */
  #setOverscan(rows: number): void {
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, overscan: rows });
  }

  #getRowHeight(index: number): number {
    return this.#rows[index]?.type === 'day'
      ? dayHeadingHeightPx
      : this.#cellWidth + captionHeightPx + gapPx;
  }
}
