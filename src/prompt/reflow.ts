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

/** Chinese and Japanese write no spaces; Korean does. Full-width punctuation brings its own. */
function separator(before: string, after: string): '' | ' ' {
  if (/[\u3000-\u303f\uff00-\uffef]$/u.test(before)) return '';
  if (/^[\u3001-\u303f\uff00-\uffef]/u.test(after)) return '';
  const unspaced = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー—…“”]';
  const joins =
    new RegExp(`${unspaced}$`, 'u').test(before) && new RegExp(`^${unspaced}`, 'u').test(after);
  return joins ? '' : ' ';
}
