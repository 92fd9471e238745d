import type { TextRange } from '../../../../src/languages/language.ts';

/** The ranges in a marked text: `‸` is a cursor, `«…»` a selection, which may contain others. */
export function parseRanges(marked: string): { text: string; ranges: TextRange[] } {
  const ranges: TextRange[] = [];
  let text = '';
  const starts: number[] = [];
  for (const character of marked) {
    if (character === '«') starts.push(text.length);
    else if (character === '»') ranges.push({ start: starts.pop() ?? 0, end: text.length });
    else if (character === '‸') ranges.push({ start: text.length, end: text.length });
    else text += character;
  }
  return { text, ranges };
}
