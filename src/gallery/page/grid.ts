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
import type { Listing } from '../protocol.ts';
import { styled } from './styled.ts';
import { columnsFor, gap, placeBelow, rowsOf, type DayRange, type Row } from './layout.ts';

/** Pixels of what stands under a picture: prompt, facts, buttons. */
const captionHeight = 60;
const dayHeight = 40;
/** Screens of lines that are in the document above and below what is in sight. */
const nearby = 3;
/** Milliseconds after which that is drawn at the latest. */
const longestPause = 300;

export interface GridContext {
  readonly scroller: HTMLElement;
  /** The place that the keyboard is at. */
  readonly active: () => number;
  /** Calls for the page to be drawn anew. */
  readonly onChange: () => void;
}

/** What a day and its generations are drawn as. */
export interface GridTemplates {
  readonly nameOf: (day: DayRange) => string;
  readonly headingTemplate: (day: DayRange) => TemplateResult;
  readonly cellTemplate: (place: number, day: DayRange) => TemplateResult;
}

/** A day, as far as it is in sight or near it. */
interface NearDay {
  readonly of: DayRange;
  heading: VirtualItem | undefined;
  readonly lines: { readonly item: VirtualItem; readonly row: Extract<Row, { type: 'cells' }> }[];
}

/** The lines of a listing that are in sight or near it; the others are only so much height. */
export class Grid {
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  readonly #active: () => number;
  readonly #onChange: () => void;
  #rows: readonly Row[] = [];
  #listing: Pick<Listing, 'days'> = { days: [] };
  #columns = 1;
  #cell = 0;
  #wanted = 180;

  constructor({ scroller, active, onChange }: GridContext) {
    this.#active = active;
    this.#onChange = onChange;
    this.#virtualizer = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => scroller,
      estimateSize: (index) => this.#heightOf(index),
      observeElementRect: (instance, tell) =>
        observeElementRect(instance, (rect) => {
          this.#fit(rect.width);
          tell(rect);
        }),
      observeElementOffset,
      scrollToFn: elementScroll,
      overscan: nearby,
      onChange,
    });
    this.#virtualizer._didMount();
    this.#virtualizer._willUpdate();
  }

  /** How wide a cell should about be, in pixels. */
  set wanted(pixels: number) {
    if (pixels === this.#wanted) return;
    this.#wanted = pixels;
    this.#fit(this.#virtualizer.scrollElement?.clientWidth ?? 0);
  }

  get columns(): number {
    return this.#columns;
  }

  /** Width of a cell, in pixels. */
  get cell(): number {
    return this.#cell;
  }

  /** @param isSought whether one waits for it: then what is not in sight is drawn a moment later */
  show(listing: Pick<Listing, 'days'>, isSought: boolean): void {
    this.#listing = listing;
    this.#drawBeside(isSought ? 0 : nearby);
    this.#lay();
    if (!isSought) return;
    requestIdleCallback(
      () => {
        this.#drawBeside(nearby);
        this.#onChange();
      },
      { timeout: longestPause },
    );
  }

  /** The places in sight and near it. */
  get window(): { from: number; count: number } {
    const cells = this.#virtualizer
      .getVirtualItems()
      .flatMap(({ index }) => this.#rows[index] ?? [])
      .filter((row) => row.type === 'cells');
    const from = cells[0]?.from ?? 0;
    const last = cells.at(-1);
    return { from, count: last ? last.from + last.count - from : 0 };
  }

  /** The place so many lines below another; above it where that is negative. */
  below(place: number, lines: number): number {
    return placeBelow(this.#rows, place, lines);
  }

  /** How many lines fit on a screen. */
  get linesInSight(): number {
    const height = this.#virtualizer.scrollElement?.clientHeight ?? 0;
    return Math.max(1, Math.floor(height / (this.#cell + captionHeight + gap)));
  }

  /** Brings a generation into sight. */
  scrollTo(place: number): void {
    const index = this.#rows.findIndex(
      (row) => row.type === 'cells' && place < row.from + row.count,
    );
    if (index >= 0) this.#virtualizer.scrollToIndex(index);
  }

  /** A heading and a list for each day of which anything is near. */
  template(templates: GridTemplates): TemplateResult {
    return html`<div class="grid" ${styled({ height: `${this.#virtualizer.getTotalSize()}px` })}>
      ${repeat(
        this.#days(),
        ({ of }) => of.day,
        (near) => this.#dayTemplate(near, templates),
      )}
    </div>`;
  }

  /** The lines near, by their day. A heading may be far above the lines of its day. */
  #days(): NearDay[] {
    const days: NearDay[] = [];
    for (const item of this.#virtualizer.getVirtualItems()) {
      const row = this.#rows[item.index];
      if (!row) continue;
      let near = days.at(-1);
      if (near?.of !== row.of) days.push((near = { of: row.of, heading: undefined, lines: [] }));
      if (row.type === 'day') near.heading = item;
      else near.lines.push({ item, row });
    }
    return days;
  }

  #dayTemplate(
    { of, heading, lines }: NearDay,
    { nameOf, headingTemplate, cellTemplate }: GridTemplates,
  ): TemplateResult {
    return html`${
      heading
        ? html`<div class="line" ${this.#at(heading, 0)}>${headingTemplate(of)}</div>`
        : nothing
    }
    ${
      lines.length > 0
        ? html`<div role="list" aria-label=${nameOf(of)}>
            ${repeat(
              lines,
              ({ item }) => item.key,
              ({ item, row }) =>
                html`<div class="line cells" role="presentation" ${this.#at(item, gap)}>
                  ${repeat(
                    Array.from({ length: row.count }, (_, index) => row.from + index),
                    (place) => place,
                    (place) => cellTemplate(place, of),
                  )}
                </div>`,
            )}
          </div>`
        : nothing
    }`;
  }

  /** @param below pixels between this line and the next */
  #at({ start, size }: VirtualItem, below: number): DirectiveResult {
    return styled({
      transform: `translateY(${start}px)`,
      height: `${size - below}px`,
      '--columns': String(this.#columns),
    });
  }

  /** Makes as many columns as there is room for; what one was looking at stays in sight. */
  #fit(width: number): void {
    const { columns, cell } = columnsFor(width, this.#wanted);
    if (columns === this.#columns && cell === this.#cell) return;
    const place = this.#placeLookedAt();
    this.#columns = columns;
    this.#cell = cell;
    this.#lay();
    if (place !== undefined) this.scrollTo(place);
  }

  /** The place that the keyboard is at where that is in sight, else the first that is; none at the top. */
  #placeLookedAt(): number | undefined {
    const { range, scrollOffset } = this.#virtualizer;
    if (!range || !scrollOffset) return undefined;
    const cells = this.#rows
      .slice(range.startIndex, range.endIndex + 1)
      .filter((row) => row.type === 'cells');
    const active = this.#active();
    const isInSight = cells.some(({ from, count }) => active >= from && active < from + count);
    return isInSight ? active : cells[0]?.from;
  }

  #lay(): void {
    this.#rows = rowsOf(this.#listing, this.#columns);
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, count: this.#rows.length });
    this.#virtualizer.measure();
  }

  /** @param lines above and below what is in sight */
  #drawBeside(lines: number): void {
    this.#virtualizer.setOptions({ ...this.#virtualizer.options, overscan: lines });
  }

  #heightOf(index: number): number {
    return this.#rows[index]?.type === 'day' ? dayHeight : this.#cell + captionHeight + gap;
  }
}
