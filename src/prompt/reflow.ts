/** Undoes hard wrapping: joins the lines of each paragraph, so that each paragraph and list item is one line. */
export function reflow(text: string): string {
  return text
    .split(/\n[^\S\n]*\n\s*/)
    .map((paragraph) => joinLines(paragraph.split('\n')))
    .filter((paragraph) => paragraph !== '')
    .join('\n');
}

const listItem = /^(?:[-*+•]|\d{1,3}[.)])\s/;

/** How much of the text before a line decides how the line is joined, in UTF-16 units. */
const tailLength = 64;

function joinLines(lines: readonly string[]): string {
  const parts: string[] = [];
  // Not the whole text so far, which would be searched for each line.
  let tail = '';
  for (const line of lines.map((each) => each.trim()).filter((each) => each !== '')) {
    if (tail !== '') parts.push(listItem.test(line) ? '\n' : getSeparator(tail, line));
    parts.push(line);
    tail = (tail + line).slice(-tailLength);
  }
  return parts.join('');
}

const fullWidthPunctuation = '[\\u3001-\\u303f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff65]';
const unspacedScript = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\u30fc]';
// Dashes, ellipses and quotation marks belong to the script next to them.
const neutralPunctuation = '[\\u2014\\u2026\\u2018-\\u201d]*';
const endsWithPunctuation = new RegExp(`${fullWidthPunctuation}$`);
const startsWithPunctuation = new RegExp(`^${fullWidthPunctuation}`);
const endsWithUnspacedScript = new RegExp(`${unspacedScript}${neutralPunctuation}$`, 'u');
const startsWithUnspacedScript = new RegExp(`^${neutralPunctuation}${unspacedScript}`, 'u');

/** Chinese and Japanese have no spaces between words, Korean does. Full-width punctuation contains its space. */
function getSeparator(before: string, after: string): '' | ' ' {
  if (endsWithPunctuation.test(before) || startsWithPunctuation.test(after)) return '';
  return endsWithUnspacedScript.test(before) && startsWithUnspacedScript.test(after) ? '' : ' ';
}

/** Text without what is only for its layout: special spaces become plain ones, and soft hyphens go. */
export function normalizeSpaces(text: string): string {
  return text.replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ').replaceAll('\u00ad', '');
}
