import type { TextRange } from '../../language.ts';
import { getLine } from '../../text/lines.ts';
import type { CodeLanguage, CodeRegion } from './templateCode.ts';

/** Where a cursor in code is. */
export type CodePlace =
  | { readonly kind: 'string'; readonly quote: string; readonly content: TextRange }
  | { readonly kind: 'comment'; readonly content: TextRange }
  /** Where a value is missing. */
  | { readonly kind: 'value' }
  /** Where a statement can be. */
  | { readonly kind: 'statement' }
  /** Elsewhere. A comment can be at `end`, if the language has comments. */
  | { readonly kind: 'code'; readonly end: number };

/** What an offset is in, and the brackets around it. */
interface Surroundings {
  readonly place:
    | { readonly kind: 'code' }
    | { readonly kind: 'comment'; readonly content: TextRange }
    | { readonly kind: 'string'; readonly quote: string; readonly start: number };
  readonly brackets: readonly number[];
}

/** Where a range in template code is. */
export function findCodePlace(
  text: string,
  range: TextRange,
  region: CodeRegion,
  language: CodeLanguage,
): CodePlace {
  const { inner } = region;
  const { place, brackets } = readUpTo(text, inner.start, range.start, language);
  if (place.kind === 'comment') return place;
  if (place.kind === 'string') {
    const end = findStringEnd(text, range.end, place.quote, inner.end);
    return { kind: 'string', quote: place.quote, content: { start: place.start, end } };
  }
  const before = text.slice(Math.max(inner.start, range.start - maxContext), range.start).trimEnd();
  const after = text.slice(range.end, Math.min(inner.end, range.end + maxContext)).trimStart();
  const isAtControl =
    (range.start === inner.start && isControl(text.charAt(range.end))) ||
    (range.end === inner.end && isControl(text.charAt(range.start - 1)));
  const first = before.replace(whitespaceControl, '') === '';
  const last = after.replace(/^[-~+_]$/, '') === '';
  if (isStatement(text, range, region, language, brackets, before, after, first && last))
    return { kind: 'statement' };
  const isInWord = /^\w{2}$/.test(text.charAt(range.start - 1) + text.charAt(range.end));
  const isEndTag = text.charAt(inner.start - 1) === '/';
  const end = findTokenEnd(text, range, inner.end, language);
  if (isAtControl || isInWord || isEndTag) return { kind: 'code', end };
  const isArgument =
    language.hasArguments?.includes(region.kind) === true &&
    /\s$/.test(text.slice(inner.start, range.start)) &&
    argumentStart.test(before.replace(whitespaceControl, '').trimStart());
  const isOutput = region.kind === 'output' || text.charAt(inner.start - 1) === '(';
  // What follows is the body of the statement.
  const isComplete = region.kind === 'statement' && last && before.endsWith(':');
  const isMissing =
    !isComplete &&
    (first ? isOutput : isArgument || valueStart.test(before)) &&
    (last || valueEnd.test(after)) &&
    !isParameter(text, brackets.at(-1));
  return isMissing ? { kind: 'value' } : { kind: 'code', end };
}

/** How much of the code around a cursor is looked at. */
const maxContext = 200;

/** Marks at the ends of code that remove white space. */
const whitespaceControl = /^[-~+]/;

/** Expressions follow these. */
const valueStart =
  /(?:[([,=~&?+]|(?:^|[^:]):|\|\||\s[.!]|\b(?:and|case|echo|elif|elsif|if|in|is|not|or|print|return|unless|when))$/;

/** Functions and tags whose first argument follows a space. */
const argumentStart =
  /^\w{0,40}(?:asset|file|icon|image|img|media|path|photo|picture|src|static|thumb|thumbnail|url)(?:_\w{1,20})?$/i;

/** What can follow an expression. */
const valueEnd =
  /^(?:[)\],;~+:}?&]|\||\.\s|[!=]=|=>|%(?!\w)|(?:and|as|else|if|in|is|or)\b|[-~+_]$)/;

function isControl(character: string): boolean {
  return character !== '' && '-~+_'.includes(character);
}

/** Whether a bracket has the parameters of a function or the head of a loop in it. */
function isParameter(text: string, bracket: number | undefined): boolean {
  if (bracket === undefined || text.charAt(bracket) !== '(') return false;
  const head = text.slice(Math.max(0, bracket - maxContext), bracket);
  return /(?:\b(?:catch|def|fn|for|forelse|foreach|func|function|macro|switch|use|while)|\b(?:function|macro)\s+\w{1,100})\s{0,10}$/.test(
    head,
  );
}

/** Whether a statement can be at a range: in code without anything else, or between those of several lines. */
function isStatement(
  text: string,
  range: TextRange,
  { kind, inner, isUnclosed }: CodeRegion,
  { writeStatement }: CodeLanguage,
  brackets: readonly number[],
  before: string,
  after: string,
  isEmpty: boolean,
): boolean {
  if (kind !== 'statement' || writeStatement === undefined) return false;
  if (text.charAt(inner.start - 1) === '(' || brackets.length > 0) return false;
  if (isEmpty) return true;
  const isMultiline = isUnclosed || text.slice(inner.start, inner.end).trim().includes('\n');
  const isOnNewLine = text.slice(getLine(text, range.start).start, range.start).trim() === '';
  const ends = /[;}]$/.test(before) || before === '' || isOnNewLine;
  const isContinued =
    /[,([=.+:?&|]$/.test(before) || /^(?:[-)\],.;:?=&|+*/]|else|catch|finally|while)/.test(after);
  return isMultiline && ends && !isContinued;
}

/** The end of the word or operator that a cursor is in. */
function findTokenEnd(
  text: string,
  { start, end }: TextRange,
  last: number,
  { lineComments, blockComments }: CodeLanguage,
): number {
  const comments = [...lineComments, ...blockComments.map(([open]) => open)];
  if (start !== end || comments.some((open) => text.startsWith(open, end))) return end;
  const rest = text.slice(end, Math.min(last, end + maxContext));
  const before = text.charAt(start - 1);
  const pattern = /[\w$@]/.test(before + rest.charAt(0)) ? /^[\w$@]*/ : /^[-+*/%=<>!&|?:.~^]*/;
  return end + (pattern.exec(rest)?.[0].length ?? 0);
}

/** Reads code from its start to an offset. */
function readUpTo(
  text: string,
  start: number,
  offset: number,
  { lineComments, blockComments }: CodeLanguage,
): Surroundings {
  const brackets: number[] = [];
  let index = start;
  while (index < offset) {
    const character = text.charAt(index);
    const line = lineComments.find((marker) => text.startsWith(marker, index));
    const block = blockComments.find(([open]) => text.startsWith(open, index));
    if (block !== undefined) {
      const [open, close] = block;
      const content = { start: index + open.length, end: text.indexOf(close, index + open.length) };
      if (content.end === -1) content.end = text.length;
      if (content.end + close.length > offset)
        return { place: { kind: 'comment', content }, brackets };
      index = content.end + close.length;
    } else if (line !== undefined) {
      const { end } = getLine(text, index);
      const content = { start: index + line.length, end };
      if (end >= offset) return { place: { kind: 'comment', content }, brackets };
      index = end;
    } else if (character === '"' || character === "'" || character === '`') {
      const end = findStringEnd(text, index + 1, character, offset);
      const place = { kind: 'string', quote: character, start: index + 1 } as const;
      if (end >= offset) return { place, brackets };
      index = end + 1;
    } else {
      if ('([{'.includes(character)) brackets.push(index);
      else if (')]}'.includes(character)) brackets.pop();
      index++;
    }
  }
  return { place: { kind: 'code' }, brackets };
}

/** The closing quote of a string, or the end of the searched range. */
function findStringEnd(text: string, start: number, quote: string, last: number): number {
  for (let index = start; index < last; index++) {
    const character = text.charAt(index);
    if (character === '\\') index++;
    else if (character === quote) return index;
  }
  return last;
}
