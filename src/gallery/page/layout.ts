import type { Listing } from '../protocol.ts';

/** A day of a listing: where its generations begin there, and how many there are. */
export interface DayRange {
  readonly day: string;
  readonly from: number;
  readonly count: number;
}

/** A line of the grid: the heading of a day, or as many generations as fit beside each other. */
export type Row =
  | { readonly type: 'day'; readonly of: DayRange }
  | {
      readonly type: 'cells';
      readonly of: DayRange;
      readonly from: number;
      readonly count: number;
    };

/** The lines of a listing, each generation by its place in it. */
export function rowsOf({ days }: Pick<Listing, 'days'>, columns: number): Row[] {
  const rows: Row[] = [];
  let from = 0;
  for (const [day, count] of days) {
    const of = { day, from, count };
    rows.push({ type: 'day', of });
    const end = from + count;
    for (; from < end; from += columns) {
      rows.push({ type: 'cells', of, from, count: Math.min(columns, end - from) });
    }
    from = end;
  }
  return rows;
}

/** Pixels between cells, and between them and the edge. */
export const gap = 12;

/** How many cells of about that width fit beside each other, and how wide they then are. */
export function columnsFor(width: number, wanted: number): { columns: number; cell: number } {
  const room = Math.max(0, width - gap);
  const columns = Math.max(1, Math.floor(room / (wanted + gap)));
  return { columns, cell: Math.max(0, room / columns - gap) };
}

/** The place so many lines of cells below another, or above it, in the same column where there is one. */
export function placeBelow(rows: readonly Row[], place: number, lines: number): number {
  const cells = rows.filter((row) => row.type === 'cells');
  const at = cells.findIndex(({ from, count }) => place < from + count);
  const row = cells[Math.max(0, Math.min(cells.length - 1, at + lines))];
  const column = place - (cells[at]?.from ?? 0);
  if (!row || row === cells[at]) return place;
  return row.from + Math.min(column, row.count - 1);
}
