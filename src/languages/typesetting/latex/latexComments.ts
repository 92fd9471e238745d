import type { TextRange } from '../../language.ts';
import { getLine, getNextLine, isBlank, type Line } from '../../text/lines.ts';

/** Comments that editors, arara, and TeX itself read: only at the top of a file. */
const magicComment = /^\s*%+\s*(?:!\s*\w|&\s*\w|arara\s*:|-\*-|vim?\s*:|Local\s+Variables:)/i;

/** The lines up to the last magic comment above all text. Undefined if there is none. */
export function findMagicComments(text: string): TextRange | undefined {
  let end: number | undefined;
  for (let line: Line | undefined = getLine(text, 0); line; line = getNextLine(text, line)) {
    if (magicComment.test(line.text)) end = line.end;
    else if (!isBlank(line) && !/^\s*%/.test(line.text)) break;
  }
  return end === undefined ? undefined : { start: 0, end };
}

/** The end of the last of the lines from a position on that have nothing but comments. */
export function findLastComment(text: string, end: number): number {
  let line = getLine(text, end);
  for (
    let next = getNextLine(text, line);
    next && /^\s*%/.test(next.text);
    next = getNextLine(text, line)
  )
    line = next;
  return line.end;
}
