import type { VirtualItem } from '@tanstack/virtual-core';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import { cssProperties } from '../ui/cssProperties.ts';
import { gapPx, type Cell, type CellRow, type DayRange, type Row } from './layout.ts';

/** How a day and its generations are drawn. */
export interface GridTemplates {
  readonly getDayLabel: (day: DayRange) => string;
  readonly headingTemplate: (day: DayRange) => TemplateResult;
  readonly cellTemplate: (cell: Cell, row: CellRow) => TemplateResult;
}

/** A row, and where it is. */
export interface VisibleRow<R extends Row = Row> {
  readonly row: R;
  readonly item: VirtualItem;
}

/** The rows of a day that are in the viewport or near it. */
interface VisibleDay {
  readonly dayRange: DayRange;
  heading: VirtualItem | undefined;
  readonly cellRows: VisibleRow<CellRow>[];
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

/** The heading of a day may be far above its rows. */
function groupByDay(rows: readonly VisibleRow[]): VisibleDay[] {
  const days: VisibleDay[] = [];
  for (const { row, item } of rows) {
    let visibleDay = days.at(-1);
    if (visibleDay?.dayRange !== row.dayRange)
      days.push((visibleDay = { dayRange: row.dayRange, heading: undefined, cellRows: [] }));
    if (row.type === 'day') visibleDay.heading = item;
    else visibleDay.cellRows.push({ row, item });
  }
  return days;
}

function dayTemplate(
  { dayRange, heading, cellRows }: VisibleDay,
  templates: GridTemplates,
): TemplateResult {
  const { getDayLabel, headingTemplate } = templates;
  return html`${
    heading
      ? html`<div class="row" ${rowStyle(heading, heading.size)}>${headingTemplate(dayRange)}</div>`
      : nothing
  }
  ${
    cellRows.length > 0
      ? html`<div role="list" aria-label=${getDayLabel(dayRange)}>
          ${repeat(
            cellRows,
            ({ item }) => item.key,
            (visibleRow) => rowTemplate(visibleRow, templates),
          )}
        </div>`
      : nothing
  }`;
}

function rowTemplate(
  { row, item }: VisibleRow<CellRow>,
  { cellTemplate }: GridTemplates,
): TemplateResult {
  return html`<div class="row cells" role="presentation" ${rowStyle(item, item.size - gapPx)}>
    ${repeat(
      row.cells,
      ({ position }) => position,
      (cell) => cellTemplate(cell, row),
    )}
  </div>`;
}

function rowStyle({ start }: VirtualItem, height: number) {
  return cssProperties({ transform: `translateY(${start}px)`, height: `${height}px` });
}
