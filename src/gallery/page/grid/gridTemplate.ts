import type { VirtualItem } from '@tanstack/virtual-core';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { cssProperties } from '../ui/cssProperties.ts';
import {
  gapPx,
  type Cell,
  type CellRow,
  type DayHeading,
  type DayRange,
  type Row,
} from './layout.ts';

/** How a day and its generations are drawn. */
export interface GridTemplates {
  readonly getDayLabel: (day: DayRange) => string;
  readonly headingTemplate: (day: DayRange, label: string) => TemplateResult;
  readonly cellTemplate: (cell: Cell, row: CellRow) => TemplateResult;
}

/** A row, and where it is. */
export interface VisibleRow {
  readonly row: Row;
  readonly item: VirtualItem;
}

/** The cells of one day in a row, which may also have cells of other days. */
interface RowPart {
  readonly row: CellRow;
  readonly item: VirtualItem;
  readonly cells: Cell[];
}

/** The heading and the cells of a day that are in the viewport or near it. */
interface VisibleDay {
  readonly dayRange: DayRange;
  heading?: { readonly place: DayHeading; readonly item: VirtualItem };
  readonly parts: RowPart[];
}

/**
 * A heading and a list for each day.
 * @param height of all rows, in pixels
 */
export function gridTemplate(
  rows: readonly VisibleRow[],
  height: number,
  templates: GridTemplates,
): TemplateResult {
  return html`<div class="grid" ${cssProperties({ height: `${height}px` })}>
    ${repeat(
      groupByDay(rows),
      ({ dayRange }) => dayRange.day,
      (visibleDay) => dayTemplate(visibleDay, templates),
    )}
  </div>`;
}

/** Sorted as in the listing: the heading of a day may be above cells of the day before. */
function groupByDay(rows: readonly VisibleRow[]): VisibleDay[] {
  const days = new Map<DayRange, VisibleDay>();
  const getDay = (dayRange: DayRange): VisibleDay => {
    const day = days.get(dayRange) ?? { dayRange, parts: [] };
    days.set(dayRange, day);
    return day;
  };
  for (const { row, item } of rows) {
    if (row.type === 'headings') {
      for (const place of row.headings) getDay(place.dayRange).heading = { place, item };
      continue;
    }
    for (const cell of row.cells) {
      const { parts } = getDay(cell.dayRange);
      const lastPart = parts.at(-1);
      if (lastPart?.row === row) lastPart.cells.push(cell);
      else parts.push({ row, item, cells: [cell] });
    }
  }
  return [...days.values()].sort((a, b) => a.dayRange.from - b.dayRange.from);
}

function dayTemplate(
  { dayRange, heading, parts }: VisibleDay,
  templates: GridTemplates,
): TemplateResult {
  const { getDayLabel, headingTemplate } = templates;
  const label = getDayLabel(dayRange);
  return html`${
    heading
      ? html`<div
          class="row"
          ${rowStyle(heading.item, {
            height: `${heading.item.size}px`,
            left: `${heading.place.left}px`,
            width: `${heading.place.width}px`,
          })}
        >
          ${headingTemplate(dayRange, label)}
        </div>`
      : nothing
  }
  ${
    parts.length > 0
      ? html`<div role="list" aria-label=${label}>
          ${repeat(
            parts,
            ({ item }) => item.key,
            (part) => partTemplate(part, templates),
          )}
        </div>`
      : nothing
  }`;
}

function partTemplate(
  { row, item, cells }: RowPart,
  { cellTemplate }: GridTemplates,
): TemplateResult {
  const style = rowStyle(item, { height: `${item.size - gapPx}px` });
  return html`<div class="row cells" role="presentation" ${style}>
    ${repeat(
      cells,
      ({ position }) => position,
      (cell) => cellTemplate(cell, row),
    )}
  </div>`;
}

function rowStyle({ start }: VirtualItem, place: Record<string, string>) {
  return cssProperties({ transform: `translateY(${start}px)`, ...place });
}
