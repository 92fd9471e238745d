import type { Listing } from '../../protocol/views.ts';

/** The positions of a day's generations in the listing. */
export interface DayRange {
  /** Such as `2026-11-21`. */
  readonly day: string;
  readonly from: number;
  readonly count: number;
}

/** A generation in a row. All in pixels. */
export interface Cell {
  /** Position in the listing. */
  readonly position: number;
  readonly left: number;
  readonly width: number;
}

/** Generations side by side, all as high as the row. */
export interface CellRow {
  readonly type: 'cells';
  readonly dayRange: DayRange;
  /** Pixels. */
  readonly height: number;
  /** Whether its cells are as wide as the grid. */
  readonly isFull: boolean;
  readonly cells: readonly [Cell, ...Cell[]];
}

/** A row of the grid: the heading of a day, or generations. */
export type Row = { readonly type: 'day'; readonly dayRange: DayRange } | CellRow;

/** Pixels between cells, and between them and the edge. As in `cards.css`. */
export const gapPx = 6;

/** The height of a prompt below an image, in pixels. As in `cards.css`. */
export const captionHeightPx = 22;

/** Pixels that the user can choose for the height of a row. */
export const rowHeightPx = { min: 96, max: 320 } as const;

/** Below this width of the grid (pixels), the default row height is the lower one. */
const wideGridPx = 600;

/** The height of rows if the user has not chosen one. All in pixels. */
export function getDefaultRowHeight(width: number): number {
  return width < wideGridPx ? 150 : 180;
}

/** Width divided by height. Beyond these, an image is shown with space around it. */
const ratioLimits = { min: 0.4, max: 4 };

/** How much higher than chosen a row may be, so that the next cell does not make it much lower. */
const maxStretch = 1.5;

/** What rows are built for. */
export interface RowOptions {
  /** The width of the grid, in pixels. */
  readonly width: number;
  /** The preferred height of a row, in pixels. */
  readonly rowHeight: number;
  /** Width divided by height of the generation at a position. */
  readonly getRatio: (position: number) => number;
  /** Positions that start a row, because they did when they were drawn last. */
  readonly rowStarts?: ReadonlySet<number>;
}

/** The rows of a listing: as wide as the grid, with images of their own ratios, and close to the preferred height. */
export function buildRows({ days }: Pick<Listing, 'days'>, options: RowOptions): Row[] {
  const rows: Row[] = [];
  let from = 0;
  for (const [day, count] of days) {
    const dayRange = { day, from, count };
    rows.push({ type: 'day', dayRange }, ...buildCellRows(dayRange, options));
    from += count;
  }
  return rows;
}

function* buildCellRows(dayRange: DayRange, options: RowOptions): Generator<CellRow> {
  const { rowHeight, getRatio, rowStarts } = options;
  const availableWidth = Math.max(1, options.width - 2 * gapPx);
  const end = dayRange.from + dayRange.count;
  let ratios: number[] = [];
  let sum = 0;
  const getHeight = (count: number, ratioSum: number) =>
    Math.max(1, (availableWidth - (count - 1) * gapPx) / ratioSum);
  for (let position = dayRange.from; position < end; position++) {
    if (ratios.length > 0 && rowStarts?.has(position)) {
      const fullHeight = getHeight(ratios.length, sum);
      const isFull = fullHeight <= rowHeight * maxStretch;
      const row = { height: isFull ? fullHeight : rowHeight, isFull };
      yield* createRow(dayRange, position - ratios.length, ratios, row);
      ratios = [];
      sum = 0;
    }
    const ratio = limitRatio(getRatio(position));
    const height = getHeight(ratios.length + 1, sum + ratio);
    if (height > rowHeight) {
      ratios.push(ratio);
      sum += ratio;
      continue;
    }
    const heightWithout = ratios.length > 0 ? getHeight(ratios.length, sum) : Infinity;
    const isCloserWithout = heightWithout / rowHeight < Math.min(maxStretch, rowHeight / height);
    if (isCloserWithout) {
      yield* createRow(dayRange, position - ratios.length, ratios, {
        height: heightWithout,
        isFull: true,
      });
      ratios = [ratio];
      sum = ratio;
      // It may be as wide as the grid by itself.
      const heightAlone = getHeight(1, ratio);
      if (heightAlone > rowHeight) continue;
      yield* createRow(dayRange, position, ratios, { height: heightAlone, isFull: true });
    } else
      yield* createRow(dayRange, position - ratios.length, [...ratios, ratio], {
        height,
        isFull: true,
      });
    ratios = [];
    sum = 0;
  }
  // The last row of a day is not stretched.
  yield* createRow(dayRange, end - ratios.length, ratios, { height: rowHeight, isFull: false });
}

function* createRow(
  dayRange: DayRange,
  from: number,
  ratios: readonly number[],
  row: Pick<CellRow, 'height' | 'isFull'>,
): Generator<CellRow> {
  let left = gapPx;
  const [first, ...others] = ratios.map((ratio, index) => {
    const cell = { position: from + index, left, width: ratio * row.height };
    left += cell.width + gapPx;
    return cell;
  });
  if (first) yield { type: 'cells', dayRange, ...row, cells: [first, ...others] };
}

function limitRatio(ratio: number): number {
  return Math.min(ratioLimits.max, Math.max(ratioLimits.min, ratio));
}

/** The first and the last position of a row. */
export function getRowRange({ cells }: CellRow): { first: number; last: number } {
  const [{ position }] = cells;
  return { first: position, last: position + cells.length - 1 };
}

/**
 * The position in another row whose center is the nearest to that of a position.
 * @param rowDelta rows of cells below; above if negative
 */
export function getPositionBelow(rows: readonly Row[], position: number, rowDelta: number): number {
  const cellRows = rows.filter((row) => row.type === 'cells');
  const rowIndex = cellRows.findIndex((row) => position <= getRowRange(row).last);
  const row = cellRows[Math.max(0, Math.min(cellRows.length - 1, rowIndex + rowDelta))];
  const cell = cellRows[rowIndex]?.cells.find((each) => each.position === position);
  if (!row || !cell || row === cellRows[rowIndex]) return position;
  const distance = (each: Cell) => Math.abs(getCenter(each) - getCenter(cell));
  return row.cells.reduce((best, each) => (distance(each) < distance(best) ? each : best)).position;
}

function getCenter({ left, width }: Cell): number {
  return left + width / 2;
}
