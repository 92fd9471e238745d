import type { WrittenRange } from '../../languages/index.ts';

/** A text of the editor that becomes a snippet, so that its alt texts are tab stops. */
export interface SnippetPart {
  /** In the text after the insertion. */
  readonly start: number;
  readonly end: number;
  /** The source of the snippet. */
  readonly value: string;
}

/** The part from the first alt text to the end of the reference. Undefined if there is no alt text. */
export function createSnippetPart(
  text: string,
  { stops, end }: WrittenRange,
): SnippetPart | undefined {
  const [first] = stops;
  if (!first) return undefined;
  let value = '';
  let offset = first.start;
  for (const stop of stops) {
    value += escapeSnippet(text.slice(offset, stop.start));
    value += `\${${stop.number}:${escapeSnippet(text.slice(stop.start, stop.end))}}`;
    offset = stop.end;
  }
  const partEnd = Math.max(end, offset);
  value += `${escapeSnippet(text.slice(offset, partEnd))}$0`;
  return { start: first.start, end: partEnd, value };
}

/** A text as a snippet that inserts just that. */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
