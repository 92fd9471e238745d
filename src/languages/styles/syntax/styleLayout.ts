import { getIndentation, getLine, getPreviousLine, isBlank, type Line } from '../../text/lines.ts';
import type { StyleBlock } from './styleRegion.ts';

/** Lines that are searched for an indentation. */
const maxSearchedLines = 500;

/** How much deeper a style sheet indents what is in a block. */
export function getIndentationUnit(text: string): string {
  let outer: string | undefined;
  for (const line of text.split('\n', maxSearchedLines)) {
    const [, inner = '', first] = /^([ \t]*)(\S)?/.exec(line) ?? [];
    // Comments are often indented by one space, to align their stars.
    if (first === undefined || first === '*') continue;
    if (outer !== undefined && inner.length > outer.length && inner.startsWith(outer))
      return inner.slice(outer.length);
    outer = inner;
  }
  return '  ';
}

/** The indentation of what is in a block, or of the top level. */
export function getBlockIndentation(text: string, block: StyleBlock | undefined): string {
  if (block === undefined) return getIndentation(getLine(text, text.search(/\S|$/)));
  const outer = getIndentation(getLine(text, block.open));
  const start = text.slice(block.open, block.open + 2000);
  const inner = /^\s*\n([^\S\n]*)[^\s}]/.exec(start)?.[1];
  return inner !== undefined && inner.length > outer.length
    ? inner
    : outer + getIndentationUnit(text);
}

/** A line, and its parts before and after a position. */
export interface SplitLine {
  readonly line: Line;
  readonly before: string;
  readonly after: string;
}

/** Splits the line of a position. */
export function splitLine(text: string, position: number): SplitLine {
  const line = getLine(text, position);
  const end = Math.max(position, line.end);
  return { line, before: text.slice(line.start, position), after: text.slice(position, end) };
}

/** The last line with text before a line. */
export function getPreviousText(text: string, line: Line): Line | undefined {
  let previous = getPreviousLine(text, line);
  while (previous !== undefined && isBlank(previous)) previous = getPreviousLine(text, previous);
  return previous;
}
