import { getIndentation, type Line } from '../../text/lines.ts';
import type { StyleBlock } from './styleRegion.ts';

/** The lines of a style sheet that uses indentation for blocks. */
export interface IndentedLines {
  readonly lines: readonly Line[];
  /** The index of the line of the cursor. */
  readonly index: number;
}

/** Splits a text into lines, and finds the one of the cursor. */
export function readLines(text: string, cursor: number): IndentedLines {
  const lines: Line[] = [];
  let start = 0;
  let index = 0;
  for (const part of text.split('\n')) {
    const line = part.endsWith('\r') ? part.slice(0, -1) : part;
    if (start <= cursor) index = lines.length;
    lines.push({ start, end: start + line.length, text: line });
    start += part.length + 1;
  }
  return { lines, index };
}

/** The nearest line with text in a direction. */
export function findText(
  { lines }: IndentedLines,
  index: number,
  step: 1 | -1,
): number | undefined {
  for (let each = index + step; each >= 0 && each < lines.length; each += step)
    if (lines[each]?.text.trim() !== '') return each;
  return undefined;
}

/** The lines that contain a position of an indentation as their blocks, from the outside in. */
export function findParents(
  { lines }: IndentedLines,
  index: number,
  indentation: number,
): readonly StyleBlock[] {
  const parents: StyleBlock[] = [];
  let inner = indentation;
  for (let each = index - 1; each >= 0 && inner > 0; each--) {
    const line = lines[each];
    if (line === undefined || line.text.trim() === '') continue;
    const outer = getIndentation(line).length;
    if (outer >= inner) continue;
    inner = outer;
    parents.unshift({ start: line.start, open: line.end, prelude: toPrelude(line.text.trim()) });
  }
  return parents;
}

/** The index of the last line of a block, which a line at `index` opens. */
export function findLastLine(all: IndentedLines, index: number): number {
  const { lines } = all;
  const first = lines[index];
  const outer = first === undefined ? 0 : getIndentation(first).length;
  let last = index;
  for (let each = findText(all, index, 1); each !== undefined; each = findText(all, each, 1)) {
    const line = lines[each];
    if (line === undefined || getIndentation(line).length <= outer) break;
    last = each;
  }
  return last;
}

/** Sass has short forms of mixins: `=name` defines one, and `+name` includes it. */
function toPrelude(text: string): string {
  if (text.startsWith('=')) return `@mixin ${text.slice(1)}`;
  return text.startsWith('+') && /^\+[\w-]/.test(text) ? `@include ${text.slice(1)}` : text;
}
