import type { Insertion, InsertionNote, TextRange } from '../../language.ts';
import { isImagePath } from '../../text/imagePath.ts';
import { replaceRange } from '../../text/edits.ts';
import { getIndentation, getLine } from '../../text/lines.ts';
import { javascriptCode } from './codeLanguages.ts';
import { findCodePlace, type CodePlace } from './codePlace.ts';
import { findPathToken } from '../regions/pathToken.ts';
import type { CodeLanguage, CodeRegion } from './templateCode.ts';

/** What is inserted into code. */
export interface CodePaths {
  /** Encoded. */
  readonly paths: readonly string[];
  /** The expressions for them in code. Absent if these are strings. */
  readonly expressions?: readonly string[];
  readonly eol: string;
}

/**
 * Inserts paths into template code: into the string at the cursor, as a value where one is missing, or as a comment.
 * @returns undefined if there is no room for them
 */
export function insertIntoCode(
  text: string,
  range: TextRange,
  region: CodeRegion,
  language: CodeLanguage,
  code: CodePaths,
): Insertion | undefined {
  const { paths, eol } = code;
  const { kind, inner } = region;
  if (kind === 'comment') return insertPaths(text, range, paths, 'pathInComment');
  if (kind === 'frontMatter') {
    const line = getLine(text, range.start);
    const token = findPathToken(text, range, line);
    return replaceRange(token, padPath(text, token, paths.join(' ')), ['pathInCode']);
  }
  const place = findCodePlace(text, range, region, language);
  switch (place.kind) {
    case 'comment':
      return insertPaths(text, range, paths, 'pathInComment', place.content);
    case 'string':
      return (
        insertIntoString(text, range, region, place, language, code) ??
        insertComment(text, region, Math.min(place.content.end + 1, inner.end), language, paths)
      );
    case 'value': {
      const values = writeValues(quotePaths(code, language), isInList(text, range), language);
      return replaceRange(range, pad(text, range, inner, values), ['pathInCode']);
    }
    case 'statement': {
      const literals = quotePaths(code, language);
      const separator = eol + getIndentation(getLine(text, range.start));
      const statements = paths.map(
        (path, index) => language.writeStatement?.(literals[index] ?? '', path) ?? path,
      );
      return replaceRange(range, pad(text, range, inner, statements.join(separator)), [
        'pathInCode',
      ]);
    }
    case 'code':
      return insertComment(text, region, place.end, language, paths);
  }
}

function quotePaths({ paths, expressions }: CodePaths, { quote }: CodeLanguage) {
  return expressions ?? paths.map((path) => quote + path + quote);
}

/** Inserts into a string that is empty or a partial path. */
function insertIntoString(
  text: string,
  range: TextRange,
  { inner }: CodeRegion,
  { quote, content }: CodePlace & { kind: 'string' },
  language: CodeLanguage,
  { paths, expressions }: CodePaths,
): Insertion | undefined {
  const { start, end } = content;
  const token = findPathToken(text, range, content);
  if (!isPathSlot(text, range, token, content)) return undefined;
  const literal = { start: start - 1, end: Math.min(end + 1, inner.end) };
  const isWhole = token.start === start && token.end === end;
  if (!isWhole) return replaceRange(token, paths.join(' '));
  const isListed = isInList(text, literal);
  const isNamed = expressions?.some((each) => !each.startsWith(language.quote)) === true;
  if (isNamed && (!isListed || isInArray(text, literal)))
    return replaceRange(literal, writeValues(expressions, isListed, language));
  const list = paths.map((path) => quote + path + quote);
  return paths.length === 1
    ? replaceRange(token, paths.join(''))
    : replaceRange(literal, writeValues(list, isListed, language));
}

/** Whether a path fits into a string: it is empty, was selected, has a partial path, or markup that lacks one. */
function isPathSlot(text: string, range: TextRange, token: TextRange, content: TextRange): boolean {
  if (range.start !== range.end) return true;
  if (text.slice(content.start, content.end).trim() === '') return true;
  const path = text.slice(token.start, token.end);
  const isBegun = token.end === range.end && !/\.\w+$/.test(path);
  const before = text.slice(Math.max(0, content.start - 100), content.start - 1);
  if (path !== '') return isImagePath(path) || (isBegun && !takesTemplate.test(before));
  return /["'(=]$/.test(text.slice(content.start, range.start));
}

/** Functions and tags whose argument is a template, or another name that looks like a path. */
const takesTemplate =
  /(?:component|embed|extends|from|get_template_part|import|include\w{0,10}|layout|partial|render|require\w{0,10}|use|view)\s{0,10}\(?\s{0,10}$/i;

/** Inserts the paths as a comment into code of several lines, or code that nothing follows. */
function insertComment(
  text: string,
  { kind, inner, isUnclosed }: CodeRegion,
  end: number,
  { blockComments: [comment] }: CodeLanguage,
  paths: readonly string[],
): Insertion | undefined {
  const isMultiline = text.slice(inner.start, inner.end).trim().includes('\n');
  const isLong = isUnclosed || (kind === 'statement' && isMultiline);
  if (!isLong || comment === undefined) return undefined;
  const [open, close] = comment;
  // A space has to follow the opening delimiter.
  const offset = Math.max(end, inner.start + 1);
  const before = /[^\s([{]/.test(text.charAt(offset - 1)) ? ' ' : '';
  const after = /[^\s()\]},;]/.test(text.charAt(offset)) ? ' ' : '';
  const written = `${open} ${paths.join(' ').replaceAll(close, '%2A/')} ${close}`;
  return replaceRange({ start: offset, end: offset }, before + written + after, ['pathInCode']);
}

function pad(text: string, range: TextRange, inner: TextRange, code: string): string {
  const start = needsSpaceBefore(text, range.start, inner) ? ' ' : '';
  const end = needsSpaceAfter(text, range.end, inner) ? ' ' : '';
  return start + code + end;
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

/**
 * Inserts paths without quotes, one after the other. They replace a partial path.
 * @param within where they have to be, such as between the marks of a comment
 */
export function insertPaths(
  text: string,
  { start, end }: TextRange,
  paths: readonly string[],
  note: InsertionNote,
  within: TextRange = { start: 0, end: text.length },
): Insertion {
  const clamp = (offset: number) => Math.max(within.start, Math.min(offset, within.end));
  const range = { start: clamp(start), end: clamp(end) };
  const line = getLine(text, range.start);
  const room = { start: clamp(line.start), end: clamp(line.end) };
  const token = findPathToken(text, range, room);
  return replaceRange(token, padPath(text, token, paths.join(' ')), [note]);
}

/** Inserts paths into an expression in an attribute, such as `:src="…"` in Vue, if there is room for them. */
export function insertIntoExpression(
  text: string,
  range: TextRange,
  inner: TextRange,
  quote: '"' | "'",
  code: CodePaths,
): Insertion | undefined {
  const language: CodeLanguage = { ...javascriptCode, quote, lineComments: [] };
  const region = { ...inner, inner, kind: 'output', isUnclosed: false } as const;
  const insertion = insertIntoCode(text, range, region, language, code);
  if (insertion === undefined) return undefined;
  // Here an expression is alone in its quotes.
  return {
    edits: insertion.edits.map((edit) =>
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
