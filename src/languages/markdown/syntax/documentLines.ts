import type { Line } from '../../text/lines.ts';

/** All lines of a text, without their line breaks. */
export function* readLines(text: string): Generator<Line> {
  let start = 0;
  for (;;) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak === -1 ? text.length : lineBreak;
    const hasReturn = end > start && text[end - 1] === '\r';
    const contentEnd = hasReturn && lineBreak !== -1 ? end - 1 : end;
    yield { start, end: contentEnd, text: text.slice(start, contentEnd) };
    if (lineBreak === -1) return;
    start = lineBreak + 1;
  }
}
