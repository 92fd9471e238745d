import type { TextRange } from '../language.ts';

/** The parts of a masked list between its commas, without those in parentheses. Offsets of the masked text. */
export function splitList(masked: string, start: number, end: number): readonly TextRange[] {
  const parts: TextRange[] = [];
  let depth = 0;
  let partStart = start;
  for (let index = start; index < end; index++) {
    const character = masked[index];
    depth += getDepthChange(character);
    if ((character === ',' || character === ';') && depth === 0) {
      parts.push({ start: partStart, end: index });
      partStart = index + 1;
    }
  }
  parts.push({ start: partStart, end });
  return parts;
}

/** Where the bracket closes whose content starts at an offset, or the end. */
export function findClosing(masked: string, start: number, end: number): number {
  let depth = 1;
  for (let index = start; index < end; index++) {
    depth += getDepthChange(masked[index]);
    if (depth === 0) return index;
  }
  return end;
}

/** A range without the white space around it. */
export function trimRange(masked: string, { start, end }: TextRange): TextRange {
  const part = masked.slice(start, end);
  const trimmedStart = start + (part.length - part.trimStart().length);
  return { start: trimmedStart, end: Math.max(trimmedStart, start + part.trimEnd().length) };
}

function getDepthChange(character: string | undefined): -1 | 0 | 1 {
  switch (character) {
    case '(':
    case '[':
    case '{':
      return 1;
    case ')':
    case ']':
    case '}':
      return -1;
    default:
      return 0;
  }
}
