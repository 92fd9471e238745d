import type { TextRange } from '../language.ts';
import { getLine } from '../text/lines.ts';

/** A part of a document in lightweight markup that is not its plain text. */
export interface MarkupSpan extends TextRange {
  readonly kind: 'code' | 'comment' | 'math' | 'table' | 'container' | 'link' | 'header' | 'block';
  readonly content: TextRange;
}

/** Kinds of parts of a line, each with a pattern that has the flag `g`. */
export type InlinePatterns = readonly (readonly [MarkupSpan['kind'], RegExp])[];

/** Characters of a line that are searched on both sides of the cursor. */
const maxLineCharacters = 2_000;

/** The part of a line that a position is in: the one that starts first. */
export function findInlineSpan(
  text: string,
  position: number,
  patterns: InlinePatterns,
): MarkupSpan | undefined {
  const line = getLine(text, position);
  const start = Math.max(line.start, position - maxLineCharacters);
  const part = text.slice(start, Math.min(line.end, position + maxLineCharacters));
  const found = patterns.flatMap(([kind, pattern]) =>
    Array.from(part.matchAll(pattern), ({ 0: match, index }): MarkupSpan => {
      const range = { start: start + index, end: start + index + match.length };
      return { kind, ...range, content: range };
    }),
  );
  return found
    .filter((span) => span.start < position && position < span.end)
    .sort((a, b) => a.start - b.start)[0];
}

/** The end of the first line from a position on that is outside of all parts that do not contain the cursor. */
export function leaveMarkupSpans(
  text: string,
  position: number,
  cursor: number,
  spans: readonly MarkupSpan[],
): number {
  let end = position;
  for (const span of spans) {
    if (span.start >= end) break;
    const isAround =
      span.kind === 'container' && span.content.start <= cursor && cursor <= span.content.end;
    if (end < span.end && !isAround) end = getLine(text, span.end).end;
  }
  return end;
}
