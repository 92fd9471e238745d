/**
 * Text that was wrapped by hand, as it was meant: the lines of a paragraph joined, each paragraph and each
 * list item on a line of its own.
 */
export function reflow(text: string): string {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => joinLines(paragraph.split('\n')))
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

const listItem = /^(?:[-*+•]|\d{1,3}[.)])\s/;

function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .reduce((joined, line) => {
      if (joined === '') return line;
      return joined + (listItem.test(line) ? '\n' : separator(joined, line)) + line;
    }, '');
}

const fullWidthMark = '[\\u3001-\\u303f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff65]';
const unspaced = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc]';
// Dashes, ellipses and quotation marks belong to the script that they stand beside.
const neutral = '[\\u2014\\u2026\\u2018-\\u201d]*';
const endsWithMark = new RegExp(`${fullWidthMark}$`);
const startsWithMark = new RegExp(`^${fullWidthMark}`);
const endsUnspaced = new RegExp(`${unspaced}${neutral}$`, 'u');
const startsUnspaced = new RegExp(`^${neutral}${unspaced}`, 'u');

/** Chinese and Japanese write no spaces; Korean does. Full-width punctuation brings its own. */
function separator(before: string, after: string): '' | ' ' {
  if (endsWithMark.test(before) || startsWithMark.test(after)) return '';
  return endsUnspaced.test(before) && startsUnspaced.test(after) ? '' : ' ';
}
