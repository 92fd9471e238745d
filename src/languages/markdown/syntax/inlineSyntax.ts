import type { TextRange } from '../../language.ts';

/** Syntax in a line that an image inside of it would break. Only what has an end on its line. */
const closedSyntax: readonly RegExp[] = [
  // Wiki links and embeds.
  /!?\[\[[^[\]\n]{0,500}\]\]/g,
  // Addresses without brackets.
  /\b(?:https?:\/\/|www\.)[^\s<>`|\u3000-\u303f\uff00-\uffef]{1,2000}/g,
  // Attributes of Kramdown and Pandoc.
  /\{:?\s?[.#\w][^{}\n]{0,500}\}/g,
  /&(?:#\w{1,10}|\w{1,40});/g,
  /\\[!-/:-@[-`{-~]/g,
  // Citations, emoji, and the markers of tasks and alerts.
  /\[@[^[\]\n]{0,500}\]/g,
  /:[a-z\d_+-]{1,50}:/g,
  /\[[ xX]\](?=\s)/g,
  /\[![A-Za-z]{1,20}\][+-]?/g,
  // Directives in a line.
  /(?<![\w:]):\w{1,50}\[[^[\]\n]{0,500}\](?:\{[^{}\n]{0,500}\})?/g,
];

/** The range of the syntax that an offset is strictly inside of, in a line. */
export function findClosedSyntax(line: string, offset: number): TextRange | undefined {
  for (const pattern of closedSyntax) {
    for (const { 0: match, index } of line.matchAll(pattern)) {
      if (index >= offset) break;
      const end = index + match.length;
      if (offset < end) return { start: index, end };
    }
  }
  return undefined;
}

/**
 * The range of the formula that an offset is strictly inside of, in a paragraph: `$…$` as Pandoc reads it, or `$$…$$`.
 * @param code ranges of code, in which `$` is literal
 */
export function findFormula(
  paragraph: string,
  offset: number,
  code: readonly TextRange[],
): TextRange | undefined {
  let opening: { start: number; length: number } | undefined;
  let next = 0;
  for (let index = 0; index < paragraph.length; index++) {
    while ((code[next]?.end ?? Infinity) <= index) next++;
    const span = code[next];
    if (span && index >= span.start) {
      index = span.end - 1;
      continue;
    }
    const character = paragraph.charAt(index);
    if (character === '\\') index++;
    if (character !== '$') continue;
    const length = paragraph.charAt(index + 1) === '$' ? 2 : 1;
    const end = index + length;
    if (opening?.length === length && isClosing(paragraph, index, length)) {
      if (opening.start < offset && offset < end) return { start: opening.start, end };
      opening = undefined;
    } else if (length === 2 || !/^\s?$/.test(paragraph.charAt(end))) {
      if (index >= offset) return undefined;
      opening = { start: index, length };
    }
    index = end - 1;
  }
  return undefined;
}

function isClosing(paragraph: string, index: number, length: number): boolean {
  if (length === 2) return true;
  return /\S/.test(paragraph.charAt(index - 1)) && !/\d/.test(paragraph.charAt(index + 1));
}
