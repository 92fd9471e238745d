/** Words that end with a period in the middle of a sentence. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    'mr mrs ms dr prof st mt jr sr rev gen col capt lt sgt vs no nos nr vol fig figs eq ch sec pp ed eds al cf approx ' +
    'ca circa incl excl resp esp max min dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec ' +
    'e.g i.e a.k.a bzw usw evtl ggf inkl abb bspw'
  ).split(' '),
);

/** What may end a sentence, with closing quotation marks and brackets. Full-width punctuation contains its space. */
const terminator =
  /(?:[。！？｡]+|(?<![.!?…])[.!?…]+(?=[)\]"'”’»」』]{0,3}(?:\s|$)))[)\]"'”’»」』）】]{0,3}/g;

/**
 * Where the first sentence of a text ends. The periods of `3.5 mm`, `e.g.`, and `St. Paul` end none.
 * @param text one line
 * @returns undefined if the text does not end a sentence
 */
export function findSentenceEnd(text: string): number | undefined {
  for (const match of text.matchAll(terminator)) {
    const end = match.index + match[0].length;
    if (!match[0].startsWith('.') || isPeriod(text, match.index, end)) return end;
  }
  return undefined;
}

/** Whether a period, or several, ends a sentence. */
function isPeriod(text: string, start: number, end: number): boolean {
  // A lowercase letter continues the sentence.
  if (/^\s+\p{Ll}/u.test(text.slice(end, end + 12))) return false;
  if (end === text.length) return true;
  const word = text
    .slice(Math.max(0, start - 20), start)
    .split(/[\s("'“‘«[]/)
    .at(-1);
  if (word === undefined) return true;
  // Initials, `U.S.`, numbers of lists.
  if (/^(?:\p{L}\.)*\p{L}$/u.test(word) || (/^\d{1,2}$/.test(word) && start < 4)) return false;
  return !abbreviations.has(word.toLowerCase());
}
