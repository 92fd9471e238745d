import { maxAltCharacters, maxAltSourceCharacters } from '../../untrusted/limits.ts';
import { removeUnsafeCharacters } from '../../untrusted/unsafeCharacters.ts';
import { findSentenceEnd } from './sentences.ts';

const lineBreak = /[\t\n\v\f\r\u0085\u2028\u2029]/;

/**
 * Alt text as it is written in every language, before it is escaped: one line without characters that are invisible
 * or change the order of others. Of a long prompt, it is the first sentence, or the start of that with an ellipsis.
 */
export function toAltText(prompt: string): string {
  const source = prompt.slice(0, maxAltSourceCharacters);
  const line = source.replace(/[\s\u0085]+/g, (space) => (lineBreak.test(space) ? ' ' : space));
  const text = removeUnsafeCharacters(line).trim();
  const isWhole = source.length === prompt.length;
  if (isWhole && countCharacters(text) <= maxAltCharacters) return text;
  const end = findSentenceEnd(text);
  const sentence = end === undefined ? text : text.slice(0, end);
  const isComplete = isWhole || end !== undefined;
  return isComplete && countCharacters(sentence) <= maxAltCharacters
    ? sentence
    : `${truncate(sentence, maxAltCharacters - 1)}…`;
}

function countCharacters(text: string): number {
  return Array.from(text).length;
}

/** Scripts without spaces between words. */
const unspaced = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}';
const endsInWord = new RegExp(`[\\p{L}\\p{N}\\p{M}'’_-]$`, 'u');
const startsInWord = new RegExp(`^(?![${unspaced}])[\\p{L}\\p{N}\\p{M}'’_-]`, 'u');
const wordAtEnd = new RegExp(
  `(?<!(?![${unspaced}])[\\p{L}\\p{N}\\p{M}'’_-])(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}'’_-])+$`,
  'u',
);
/** Chinese and Japanese punctuation between the parts of a sentence. */
const clauseEnd = /[，、；：—][^，、；：—]*$/;
const hasUnspaced = new RegExp(`[${unspaced}]`, 'u');

/** The start of a sentence: up to a clause of Chinese, or a word of another language, unless too little is left. */
function truncate(sentence: string, maxCharacters: number): string {
  const start = takeCharacters(sentence, maxCharacters);
  const rest = sentence.slice(start.length);
  const isInWord = endsInWord.test(start) && startsInWord.test(rest);
  const words = isInWord ? start.replace(wordAtEnd, '') : start;
  const whole = keepEnough(words, start);
  const clauses = hasUnspaced.test(whole) ? whole.replace(clauseEnd, '') : whole;
  return keepEnough(clauses, whole).replace(/(?<![\s\p{P}])[\s\p{P}]+$/u, '');
}

/** A shorter text, if it has at least half of a longer one. */
function keepEnough(shorter: string, longer: string): string {
  return shorter.length * 2 >= longer.length ? shorter : longer;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** As many characters as fit, without taking apart what the reader sees as one. */
function takeCharacters(text: string, maxCharacters: number): string {
  let end = 0;
  let characters = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    characters += countCharacters(segment);
    if (characters > maxCharacters) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
