import type { Insertion, InsertionNote, TextRange } from '../../language.ts';
import { replaceRange } from '../../text/edits.ts';
import { getIndentation, getLine } from '../../text/lines.ts';
import { javascriptCode } from './codeLanguages.ts';
import { findPathToken } from './pathToken.ts';
import type { CodeLanguage, CodeRegion } from './templateCode.ts';

/** Where a cursor in code is. */
type CodePlace =
  | { readonly kind: 'string'; readonly quote: string; readonly start: number }
  | { readonly kind: 'comment' }
  | { readonly kind: 'code' };

/** What is inserted into code. */
export interface CodePaths {
  /** Encoded. */
  readonly paths: readonly string[];
  /** The expressions for them in code. Absent if these are strings. */
  readonly expressions?: readonly string[];
  readonly eol: string;
}

/** Inserts paths into template code: into the string at the cursor, or as one. */
export function insertIntoCode(
  text: string,
  range: TextRange,
  region: CodeRegion,
  language: CodeLanguage,
  { paths, expressions, eol }: CodePaths,
): Insertion {
  const { kind, inner } = region;
  if (kind === 'comment') return insertPaths(text, range, paths, 'pathInComment');
  if (kind === 'frontMatter') {
    const line = getLine(text, range.start);
    const token = findPathToken(text, range, line);
    return replaceRange(token, padPath(text, token, paths.join(' ')), ['pathInCode']);
  }
  const place = findPlace(text, inner.start, range.start, language);
  switch (place.kind) {
    case 'comment':
      return insertPaths(text, range, paths, 'pathInComment');
    case 'string': {
      const end = findStringEnd(text, range.end, place.quote, inner.end);
      const token = findPathToken(text, range, { start: place.start, end });
      const literal = { start: place.start - 1, end: Math.min(end + 1, inner.end) };
      const isWhole = token.start === place.start && token.end === end;
      if (!isWhole) return replaceRange(token, paths.join(' '));
      const isListed = isInList(text, literal);
      const isNamed = expressions?.some((each) => !each.startsWith(language.quote)) === true;
      if (isNamed && (!isListed || isInArray(text, literal)))
        return replaceRange(literal, writeValues(expressions, isListed, language));
      const list = paths.map((path) => place.quote + path + place.quote);
      return paths.length === 1
        ? replaceRange(token, paths.join(''))
        : replaceRange(literal, writeValues(list, isListed, language));
    }
    case 'code': {
      const literals = expressions ?? paths.map((path) => language.quote + path + language.quote);
      const { writeStatement } = language;
      const statements = paths.map((path, index) => writeStatement?.(literals[index] ?? '', path));
      const before = text.slice(Math.max(inner.start, range.start - 200), range.start);
      const isStatement =
        kind === 'statement' &&
        !isArgument(text, inner) &&
        (/[;{}]$|^$/.test(before.trimEnd()) ||
          before.slice(before.trimEnd().length).includes('\n'));
      const separator = eol + getIndentation(getLine(text, range.start));
      const code =
        isStatement && writeStatement !== undefined
          ? statements.join(separator)
          : writeValues(literals, isInList(text, range), language);
      const start = needsSpaceBefore(text, range.start, inner) ? ' ' : '';
      const end = needsSpaceAfter(text, range.end, inner) ? ' ' : '';
      return replaceRange(range, start + code + end, ['pathInCode']);
    }
  }
}

/** Values where one fits, or where a list of them does. */
function writeValues(
  values: readonly string[],
  isListed: boolean,
  { writeList }: CodeLanguage,
): string {
  const isSeveral = values.length > 1 && !isListed;
  return isSeveral && writeList !== undefined ? writeList(values) : values.join(', ');
}

/** Whether a range is one of several values, separated by commas. */
function isInList(text: string, { start, end }: TextRange): boolean {
  const before = text.slice(Math.max(0, start - 200), start).trimEnd();
  const after = text.slice(end, end + 200).trimStart();
  return /[[(,]$/.test(before) && /^[\]),]/.test(after);
}

/** Whether a range, or the string that it is in, is an item of an array. */
export function isInArray(text: string, { start, end }: TextRange): boolean {
  const before = text.slice(Math.max(0, start - 200), start);
  const after = text.slice(end, end + 200);
  return /\[(?:[^[\](){}]*,)?\s*["'`]?$/.test(before) && /^["'`]?\s*[,\]]/.test(after);
}

/** Inserts paths without quotes, one after the other. They replace a partial path. */
export function insertPaths(
  text: string,
  range: TextRange,
  paths: readonly string[],
  note: InsertionNote,
): Insertion {
  const token = findPathToken(text, range, getLine(text, range.start));
  return replaceRange(token, padPath(text, token, paths.join(' ')), [note]);
}

/** Inserts paths into an expression in an attribute, such as `:src="…"` in Vue. */
export function insertIntoExpression(
  text: string,
  range: TextRange,
  inner: TextRange,
  quote: '"' | "'",
  code: CodePaths,
): Insertion {
  const language: CodeLanguage = { ...javascriptCode, quote, lineComments: [] };
  const region = { ...inner, inner, kind: 'output', isUnclosed: false } as const;
  const { edits } = insertIntoCode(text, range, region, language, code);
  // Here an expression is alone in its quotes.
  return {
    edits: edits.map((edit) =>
      edit.start === inner.start || edit.end === inner.end
        ? { ...edit, text: trimAtEdges(edit.text, edit, inner) }
        : edit,
    ),
    notes: [],
  };
}

function trimAtEdges(code: string, edit: TextRange, inner: TextRange): string {
  const start = edit.start === inner.start ? code.trimStart() : code;
  return edit.end === inner.end ? start.trimEnd() : start;
}

/** What an offset in code is in, scanned from the start of the code. */
function findPlace(text: string, start: number, offset: number, language: CodeLanguage): CodePlace {
  const { lineComments, blockComments } = language;
  let index = start;
  while (index < offset) {
    const character = text.charAt(index);
    const line = lineComments.find((marker) => text.startsWith(marker, index));
    const block = blockComments.find(([open]) => text.startsWith(open, index));
    if (block !== undefined) {
      const end = text.indexOf(block[1], index + block[0].length);
      if (end === -1 || end >= offset) return { kind: 'comment' };
      index = end + block[1].length;
    } else if (line !== undefined) {
      const end = text.indexOf('\n', index);
      if (end === -1 || end >= offset) return { kind: 'comment' };
      index = end + 1;
    } else if (character === '"' || character === "'" || character === '`') {
      const end = findStringEnd(text, index + 1, character, offset);
      if (end >= offset) return { kind: 'string', quote: character, start: index + 1 };
      index = end + 1;
    } else index++;
  }
  return { kind: 'code' };
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

/** Whether code is the arguments of a directive, as in `@include(…)`. */
function isArgument(text: string, inner: TextRange): boolean {
  return text.charAt(inner.start - 1) === '(';
}

function needsSpaceBefore(text: string, offset: number, inner: TextRange): boolean {
  return (
    (offset === inner.start && !isArgument(text, inner)) ||
    /[\w"'%$)\]=?:]/.test(text.charAt(offset - 1))
  );
}

function needsSpaceAfter(text: string, offset: number, inner: TextRange): boolean {
  return (offset === inner.end && !isArgument(text, inner)) || /[\w"'%$]/.test(text.charAt(offset));
}

function padPath(text: string, range: TextRange, path: string): string {
  const before = /[^\s("'<>=[{}]/.test(text.charAt(range.start - 1)) ? ' ' : '';
  const after = /[^\s)"'<>\]{},.;]/.test(text.charAt(range.end)) ? ' ' : '';
  return before + path + after;
}
