import type { TextRange, WrittenRange } from '../../languages/index.ts';

/** A part of a text as a snippet. */
export interface SnippetPart extends TextRange {
  /** The source of the snippet. */
  readonly value: string;
}

/**
 * A part of a text as a snippet, in which the alt texts are tab stops, and the last one is the end of the reference.
 * @param range contains what was written. Without it, the part from the first alt text to the end of the reference.
 * @returns undefined if there is no range and no alt text
 */
export function createSnippet(
  text: string,
  { stops, end }: WrittenRange,
  range: Partial<TextRange> = {},
): SnippetPart | undefined {
  const start = range.start ?? stops[0]?.start;
  if (start === undefined) return undefined;
  let value = '';
  let offset = start;
  for (const stop of stops) {
    value += escapeSnippet(text.slice(offset, stop.start));
    value += `\${${stop.number}:${escapeSnippet(text.slice(stop.start, stop.end))}}`;
    offset = stop.end;
  }
  const lastStop = Math.max(end, offset);
  const partEnd = range.end ?? lastStop;
  value += `${escapeSnippet(text.slice(offset, lastStop))}$0`;
  value += escapeSnippet(text.slice(lastStop, partEnd));
  return { start, end: partEnd, value };
}

/** A text as a snippet that inserts just that. */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
