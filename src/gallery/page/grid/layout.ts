import type { Listing } from '../../protocol/messages.ts';

/** A day of a listing: where its generations begin there, and how many there are. */
export interface DayRange {
  readonly day: string;
  readonly from: number;
  readonly count: number;
}

/** A line of the grid: the heading of a day, or as many generations as fit beside each other. */
export type Row =
  | { readonly type: 'day'; readonly dayRange: DayRange }
  | {
      readonly type: 'cells';
      readonly dayRange: DayRange;
      readonly from: number;
      readonly count: number;
    };

/** The lines of a listing, each generation by its place in it. */
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

/** Pixels between cells, and between them and the edge. */
export const gapPx = 12;

/** How many cells of about that width fit beside each other, and how wide they then are. */
export function computeColumns(
  width: number,
  preferredCellWidth: number,
): { columns: number; cellWidth: number } {
  const availableWidth = Math.max(0, width - gapPx);
  const columns = Math.max(1, Math.floor(availableWidth / (preferredCellWidth + gapPx)));
  return { columns, cellWidth: Math.max(0, availableWidth / columns - gapPx) };
}

/** The place so many lines of cells below another, or above it, in the same column where there is one. */
export function getPositionBelow(rows: readonly Row[], position: number, rowDelta: number): number {
  const cellRows = rows.filter((row) => row.type === 'cells');
  const rowIndex = cellRows.findIndex(({ from, count }) => position < from + count);
  const row = cellRows[Math.max(0, Math.min(cellRows.length - 1, rowIndex + rowDelta))];
  const column = position - (cellRows[rowIndex]?.from ?? 0);
  if (!row || row === cellRows[rowIndex]) return position;
  return row.from + Math.min(column, row.count - 1);
}
