import type { Listing } from '../../protocol/views.ts';

/** The positions of a day's generations in the listing. */
export interface DayRange {
  /** Such as `2026-11-21`. */
  readonly day: string;
  readonly from: number;
  readonly count: number;
}

/** A row of the grid: the heading of a day, or generations side by side. */
export type Row =
  | { readonly type: 'day'; readonly dayRange: DayRange }
  | {
      readonly type: 'cells';
      readonly dayRange: DayRange;
      /** Position in the listing. */
      readonly from: number;
      readonly count: number;
    };

/** The rows of a listing. */
export function buildRows({ days }: Pick<Listing, 'days'>, columns: number): Row[] {
  const rows: Row[] = [];
  let from = 0;
  for (const [day, count] of days) {
    const dayRange = { day, from, count };
    rows.push({ type: 'day', dayRange });
    const end = from + count;
    for (; from < end; from += columns) {
      rows.push({ type: 'cells', dayRange, from, count: Math.min(columns, end - from) });
    }
    from = end;
  }
  return rows;
}

/** Pixels between cells, and between them and the edge. As in `cards.css`. */
export const gapPx = 12;

/** Pixels that the user can choose for the width of a cell. */
export const cellWidthPx = { min: 120, max: 480, default: 180 } as const;

/** Divides a width into cells that are at least as wide as preferred. All in pixels. */
export function computeColumns(
  width: number,
  preferredCellWidth: number,
): { columns: number; cellWidth: number } {
  const availableWidth = Math.max(0, width - gapPx);
  const columns = Math.max(1, Math.floor(availableWidth / (preferredCellWidth + gapPx)));
  return { columns, cellWidth: Math.max(0, availableWidth / columns - gapPx) };
}

/**
 * The position in the same column of another row, or in the last column that the row has.
 * @param rowDelta rows of cells below; above if negative
 */
export function getPositionBelow(rows: readonly Row[], position: number, rowDelta: number): number {
  const cellRows = rows.filter((row) => row.type === 'cells');
  const rowIndex = cellRows.findIndex(({ from, count }) => position < from + count);
  const row = cellRows[Math.max(0, Math.min(cellRows.length - 1, rowIndex + rowDelta))];
  const column = position - (cellRows[rowIndex]?.from ?? 0);
  if (!row || row === cellRows[rowIndex]) return position;
  return row.from + Math.min(column, row.count - 1);
}
