import type { Placement, TextRange } from '../language.ts';
import { getLine, getNextLine, getPreviousLine, isBlank, type Line } from '../text/lines.ts';

/** Which lines belong together. */
export interface ParagraphRules {
  /** Whether a line starts a block, so that it does not belong to the line above it. */
  readonly startsBlock: (line: Line) => boolean;
  /** Whether a line ends a block, so that the line below does not belong to it. */
  readonly endsBlock: (line: Line) => boolean;
}

/** The lines that belong to the same paragraph as a range, from the start of the first to the end of the last. */
export function expandToParagraph(
  text: string,
  range: TextRange,
  { startsBlock, endsBlock }: ParagraphRules,
): TextRange {
  let first = getLine(text, range.start);
  let last = getLine(text, range.end);
  if (isBlank(first) && isBlank(last)) return { start: first.start, end: last.end };
  for (
    let previous = getPreviousLine(text, first);
    previous && !isBlank(previous) && !startsBlock(first) && !endsBlock(previous);
    previous = getPreviousLine(text, first)
  )
    first = previous;
  for (
    let next = getNextLine(text, last);
    next && !isBlank(next) && !endsBlock(last) && !startsBlock(next);
    next = getNextLine(text, last)
  )
    last = next;
  return { start: first.start, end: last.end };
}

/**
 * A range without the marks of an item, a cell, or a block at the start of its line: an image in them would destroy
 * them. Without a placement, a range before the first line of a block stays: the image is above the block.
 * @param marks matches from the start of a line
 */
export function leaveMarks(
  text: string,
  range: TextRange,
  marks: RegExp,
  placement: Placement,
): TextRange {
  const line = getLine(text, range.start);
  const end = line.start + (marks.exec(line.text)?.[0].length ?? 0);
  const isAbove =
    placement === 'auto' && range.start === line.start && isBlank(getPreviousLine(text, line));
  if (range.start >= end || isAbove) return range;
  return { start: end, end: Math.max(end, range.end) };
}
