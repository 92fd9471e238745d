import type { TextRange } from '../../language.ts';
import { getIndentation, getLine, type Line } from '../../text/lines.ts';
import type { FlowPlace } from '../flow.ts';
import { expandToParagraph } from '../paragraph.ts';
import type { TypstSpan } from './typstScanner.ts';

const marker = /^\s*(?:[-+]|\d+\.|\/ [^:\n]*:)(?:\s+|$)/;
const heading = /^\s*=+\s/;
const statement = /^\s*#(?:let|set|show|import)\b/;
/** Functions whose content is a cell. */
const cellFunctions = /^(?:table|grid)(?:\.\w+)?$/;

/** Whether no blank line is needed between an image and a line. */
export function isTypstBoundary({ text }: Line, side: 'above' | 'below'): boolean {
  return side === 'above' ? /[[({]\s*$/.test(text) : /^\s*[\])}]/.test(text);
}

/** The innermost span that a position is in. */
export function findSpan(
  spans: readonly TypstSpan[],
  position: number,
  text: string,
): TypstSpan | undefined {
  return spans.findLast(({ kind, start, end, content }) => {
    if (start >= position) return false;
    if (position < end) return true;
    // What is not closed contains its end, and a comment the end of its line.
    const isOpen = content.end === end && (end === text.length || kind === 'comment');
    if (kind === 'statement' && position === end) return /[=:>]\s*$/.test(text.slice(end - 9, end));
    return isOpen && position === end;
  });
}

/** The place of a position in markup. `at` is where the markup around the cursor ends, such as a formula. */
export function findTypstFlow(
  text: string,
  range: TextRange,
  at: TextRange,
  spans: readonly TypstSpan[],
): FlowPlace {
  const content = spans.findLast(
    ({ kind, content: { start, end } }) =>
      kind === 'content' && start <= at.start && at.start <= end,
  );
  const { start, end } = expandToParagraph(text, at, { startsBlock, endsBlock });
  const block = { start, end: leaveSpans(text, end, spans, content) };
  const line = getLine(text, block.start);
  const item = marker.exec(line.text)?.[0];
  const isCell = content !== undefined && cellFunctions.test(content.parent?.name ?? content.name);
  const isHeading = heading.test(getLine(text, at.start).text);
  const only = isCell
    ? 'inline'
    : isHeading
      ? 'block'
      : getLine(text, range.start).start !== getLine(text, at.start).start
        ? 'below'
        : undefined;
  return {
    inline: at,
    block,
    ...(only && { only }),
    ...(item !== undefined && { itemStart: line.start + item.length }),
    indentation:
      item === undefined
        ? getIndentation(getLine(text, start))
        : `${getIndentation(line)}${' '.repeat(item.startsWith(' ') ? 2 : Math.min(item.trim().length + 1, 4))}`,
  };
}

function startsBlock({ text }: Line): boolean {
  return heading.test(text) || marker.test(text) || statement.test(text) || /^\s*\]/.test(text);
}

function endsBlock({ text }: Line): boolean {
  return heading.test(text) || statement.test(text) || /[[({]\s*$/.test(text);
}

/** The end of the first line from a position on that ends outside of code, and of content other than the cursor's. */
function leaveSpans(
  text: string,
  position: number,
  spans: readonly TypstSpan[],
  content: TypstSpan | undefined,
): number {
  let end = position;
  for (const span of spans) {
    if (span.start >= end) break;
    const isAround =
      content !== undefined && span.start <= content.start && span.end >= content.end;
    if (end < span.end && !isAround) end = getLine(text, span.end).end;
  }
  return end;
}
