import type { TextRange } from '../language.ts';

/** A line of a text without its line break. */
export interface Line extends TextRange {
  readonly text: string;
}

/** The line that an offset is on. */
export function getLine(text: string, offset: number): Line {
  // A negative position would mean the first character.
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const lineBreak = text.indexOf('\n', offset);
  const end = lineBreak === -1 ? text.length : lineBreak;
  // The offset may be between the two characters of a line break.
  const isCrLf = end > start && text[end - 1] === '\r';
  return toLine(text, start, isCrLf ? end - 1 : end);
}

/** The line after a line, or undefined after the last one. */
export function getNextLine(text: string, line: TextRange): Line | undefined {
  const lineBreak = text.indexOf('\n', line.end);
  return lineBreak === -1 ? undefined : getLine(text, lineBreak + 1);
}

/** The line before a line, or undefined before the first one. */
export function getPreviousLine(text: string, line: TextRange): Line | undefined {
  return line.start === 0 ? undefined : getLine(text, line.start - 1);
}

/** Whether a line has nothing but white space. */
export function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === '';
}

/** The white space at the start of a line. */
export function getIndentation(line: Line): string {
  return /^[^\S\n]*/.exec(line.text)?.[0] ?? '';
}

function toLine(text: string, start: number, end: number): Line {
  return { start, end, text: text.slice(start, end) };
}
