import type { TextEdit, TextRange } from '../../language.ts';
import { getLine, getNextLine, type Line } from '../../text/lines.ts';
import { gridBorder, simpleBorder } from './rstScanner.ts';

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

/** The display width of a text in columns. Chinese characters are two columns wide. */
function measureWidth(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : 1;
  return width;
}

/** The offset in a line where a column begins, or its end. */
function findOffset(line: string, column: number): number {
  let width = 0;
  let offset = 0;
  for (const character of line) {
    if (width >= column) break;
    width += wide.test(character) ? 2 : 1;
    offset += character.length;
  }
  return offset;
}

/** The edits that insert a text into a table cell. They widen the column if necessary. */
export function insertIntoTable(
  text: string,
  table: TextRange,
  range: TextRange,
  written: string,
): readonly TextEdit[] {
  const first = getLine(text, table.start);
  const line = getLine(text, range.start);
  const isGrid = gridBorder.test(first.text);
  const after = text.slice(range.end, line.end);
  const growth = measureWidth(written) - measureWidth(text.slice(range.start, range.end));
  const border = isGrid ? findGridBorder(after) : findSimpleBorder(first.text, line, range);
  if (border === undefined || growth <= 0)
    return [{ ...range, text: written + ' '.repeat(isGrid ? Math.max(0, -growth) : 0), alts: [] }];
  // The free space at the end of the cell, without the space before the border.
  const cell = isGrid
    ? after.slice(0, border)
    : after.slice(0, Math.max(0, border - (range.end - line.start)));
  const spaces = cell.length - cell.trimEnd().length;
  const room = Math.min(growth, Math.max(0, isGrid ? spaces - 1 : spaces));
  const cellEnd = range.end + cell.length;
  const missing = growth - room;
  const column = measureWidth(text.slice(line.start, cellEnd));
  const edits: TextEdit[] = [];
  for (
    let each: Line | undefined = first;
    each && each.start < table.end;
    each = getNextLine(text, each)
  ) {
    if (each.start !== line.start) edits.push(...widen(each, column, missing, isGrid));
    else {
      edits.push({ ...range, text: written, alts: [] });
      if (room > 0) edits.push({ start: cellEnd - room, end: cellEnd, text: '', alts: [] });
    }
  }
  return edits.filter((edit) => edit.start !== edit.end || edit.text !== '');
}

/** Where the cell ends in the text after the cursor. */
function findGridBorder(after: string): number | undefined {
  const index = after.search(/[|+]/);
  return index === -1 ? undefined : index;
}

/** Where the column ends in the line. Undefined for the last column. */
function findSimpleBorder(border: string, line: Line, range: TextRange): number | undefined {
  const column = measureWidth(line.text.slice(0, range.start - line.start));
  for (const { 0: match, index } of border.matchAll(/=+/g)) {
    const end = index + match.length;
    const isLast = border.slice(end).trim() === '';
    if (column <= end) return isLast ? undefined : findOffset(line.text, end);
  }
  return undefined;
}

/** Makes a column of a line wider, where it ends. */
function widen(line: Line, column: number, width: number, isGrid: boolean): readonly TextEdit[] {
  if (width === 0) return [];
  const offset = findOffset(line.text, column);
  const border = isGrid ? line.text.slice(offset).search(/[|+]/) : 0;
  if (border === -1 || offset + border >= line.text.length + (isGrid ? 0 : 1)) return [];
  const at = line.start + offset + border;
  const before = line.text.charAt(offset + border - 1);
  const isBorder = isGrid ? /[-=]/.test(before) : simpleBorder.test(line.text);
  const isUnderline = !isGrid && /^[\s-]+$/.test(line.text) && before === '-';
  const filler = isBorder || isUnderline ? before : ' ';
  return [{ start: at, end: at, text: filler.repeat(width), alts: [] }];
}
