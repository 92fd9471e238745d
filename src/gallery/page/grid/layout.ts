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
  readonly dayRange: DayRange;
  readonly left: number;
  readonly width: number;
}

/** Generations side by side, all as high as the row. They may be of several days. */
export interface CellRow {
  readonly type: 'cells';
  /** Pixels. */
  readonly height: number;
  /** Whether its cells are as wide as the grid. */
  readonly isFull: boolean;
  readonly cells: readonly [Cell, ...Cell[]];
}

/** The heading of a day, above its first cell. All in pixels. */
export interface DayHeading {
  readonly dayRange: DayRange;
  readonly left: number;
  readonly width: number;
}

/** The headings of the days that start in the row below. */
export interface HeadingRow {
  readonly type: 'headings';
  readonly headings: readonly DayHeading[];
}

/** A row of the grid. */
export type Row = HeadingRow | CellRow;

/** Pixels between cells. As in `placeholder.css`. */
export const gapPx = 4;

/** Pixels between cells and the left and right edge of the grid. As in `placeholder.css`. */
export const edgePx = 6;

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

/** As `maxStretch`, for the row in which a day or the listing ends. */
const maxEndStretch = 1.2;

/** A day starts in the row of the day before it only if its heading has this space, in pixels. */
const minHeadingWidthPx = 120;

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
export function buildRows(listing: Pick<Listing, 'days'>, options: RowOptions): Row[] {
  const rows: Row[] = [];
  for (const row of buildCellRows(listing, options)) {
    const headings = getHeadings(row, options.width);
    if (headings.length > 0) rows.push({ type: 'headings', headings });
    rows.push(row);
  }
  return rows;
}

function* buildCellRows({ days }: Pick<Listing, 'days'>, options: RowOptions): Generator<CellRow> {
  const row = new OpenRow(options);
  let from = 0;
  for (const [day, count] of days) {
    const dayRange = { day, from, count };
    if (!row.hasRoomForDay) yield* row.end();
    for (let position = from; position < from + count; position++) {
      if (options.rowStarts?.has(position)) yield* row.end();
      const ratio = limitRatio(options.getRatio(position));
      if (row.isCloserWithout(ratio)) yield* row.end();
      row.add({ position, dayRange }, ratio);
      if (row.isFull) yield* row.end();
    }
    from += count;
  }
  yield* row.end(maxEndStretch);
}

/** A row that is being filled. */
class OpenRow {
  readonly #availableWidth: number;
  readonly #rowHeight: number;
  #items: (Pick<Cell, 'position' | 'dayRange'> & { readonly ratio: number })[] = [];
  #ratioSum = 0;

  constructor({ width, rowHeight }: RowOptions) {
    this.#availableWidth = Math.max(1, width - 2 * edgePx);
    this.#rowHeight = rowHeight;
  }

  /** Whether it is as wide as the grid at the preferred height. */
  get isFull(): boolean {
    return this.#getHeight() <= this.#rowHeight;
  }

  /** Whether a day is to start in it. */
  get hasRoomForDay(): boolean {
    const stretch = this.#getHeight() / this.#rowHeight;
    const usedWidth = this.#ratioSum * this.#rowHeight + this.#items.length * gapPx;
    const hasRoomForHeading = this.#availableWidth - usedWidth >= minHeadingWidthPx;
    return stretch > (hasRoomForHeading ? maxEndStretch : maxStretch);
  }

  /** Whether the height of the row is closer to the preferred one without the next cell. */
  isCloserWithout(nextRatio: number): boolean {
    const stretch = this.#getHeight() / this.#rowHeight;
    const heightWith = this.#getHeight(1, nextRatio);
    return stretch < Math.min(maxStretch, this.#rowHeight / heightWith);
  }

  add(cell: Pick<Cell, 'position' | 'dayRange'>, ratio: number): void {
    this.#items.push({ ...cell, ratio });
    this.#ratioSum += ratio;
  }

  /**
   * Ends the row, and starts the next one.
   * @param stretchLimit how much higher than chosen the row may be to fill the width
   */
  *end(stretchLimit = maxStretch): Generator<CellRow> {
    const fullHeight = this.#getHeight();
    const isFull = fullHeight <= this.#rowHeight * stretchLimit;
    const height = isFull ? fullHeight : this.#rowHeight;
    let left = edgePx;
    const [first, ...others] = this.#items.map(({ ratio, ...item }) => {
      const cell = { ...item, left, width: ratio * height };
      left += cell.width + gapPx;
      return cell;
    });
    this.#items = [];
    this.#ratioSum = 0;
    if (first) yield { type: 'cells', height, isFull, cells: [first, ...others] };
  }

  /**
   * The height at which the row is as wide as the grid, with cells to add.
   * @param ratioSum of those cells
   */
  #getHeight(addedCount = 0, ratioSum = 0): number {
    const count = this.#items.length + addedCount;
    if (count === 0) return Infinity;
    const widthOfImages = this.#availableWidth - (count - 1) * gapPx;
    return Math.max(1, widthOfImages / (this.#ratioSum + ratioSum));
  }
}

/**
 * The headings of the days that start in a row.
 * @param gridWidth in pixels
 */
function getHeadings({ cells }: CellRow, gridWidth: number): DayHeading[] {
  const starts = cells.filter(({ position, dayRange }) => position === dayRange.from);
  return starts.map(({ dayRange, left }, index) => {
    const next = starts[index + 1];
    const end = next ? next.left - gapPx : gridWidth - edgePx;
    return { dayRange, left, width: Math.max(0, end - left) };
  });
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
