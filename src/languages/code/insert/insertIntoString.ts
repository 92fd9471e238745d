import type { Insertion, InsertionNote } from '../../language.ts';
import { concatenate, replaceRange } from '../../text/edits.ts';
import { findRunStart } from '../../text/runs.ts';
import { encodePath } from '../../text/encodePath.ts';
import type { CodeRegion } from '../syntax/codeRegion.ts';
import type { CodeToken } from '../syntax/codeTokens.ts';
import { at, isPathLike, type CodeInsertion } from './codeLanguage.ts';

/** Inserts the path into a string and replaces a partial path. */
export function insertIntoString(insertion: CodeInsertion, token: CodeToken): Insertion {
  const { language, region, images } = insertion;
  const { text, cursor } = region;
  const { string, content } = token;
  if (string === undefined) return insertPaths(insertion, token);
  const value = text.slice(content.start, content.end);
  const isTripled = string.isMultiline && isBlankBefore(text, token.start);
  // An unterminated string includes the rest of the line.
  const typed = /^[^\s,;)\]}]*/.exec(value)?.[0] ?? '';
  const isWhole = token.isClosed ? isPathLike(value) : content.start + typed.length >= cursor;
  if (!isWhole || (isTripled && value === '')) return insertPaths(insertion, token, true);
  const end = token.isClosed ? content.end : content.start + typed.length;
  const paths = images.flatMap(({ path }) => language.escape(path, string) ?? []);
  const isRaw = paths.length < images.length;
  if (!isRaw && (paths.length === 1 || !token.isClosed)) {
    const written = paths.join(' ') + (token.isClosed ? '' : string.close);
    return replaceRange({ start: content.start, end }, written);
  }
  // A raw string cannot have every path.
  const literals = isRaw
    ? images.map(({ path }) => language.quote(path))
    : paths.map((path) => string.open + path + string.close);
  const [literal = ''] = literals;
  if (literals.length === 1) return replaceRange({ start: token.start, end: token.end }, literal);
  const bracket = region.brackets.at(-1);
  const before = region.masked.slice(Math.max(0, token.start - 100), token.start);
  const isElement = bracket !== undefined && language.isList(bracket) && !/[:=]\s*$/.test(before);
  const written = isElement
    ? literals.join(', ')
    : language.list(literals.map((literal) => concatenate(literal)));
  return replaceRange({ start: token.start, end: token.end }, written);
}

/** Inserts paths as words of a comment or a text. */
export function insertPaths(
  { language, region, images }: CodeInsertion,
  token: CodeToken,
  isInString = false,
): Insertion {
  const { kind, string, interpolations } = token;
  const { text } = region;
  const inner = interpolations.find(
    ({ start, end }) => region.cursor > start && region.cursor < end,
  );
  const cursor = inner?.end ?? findWords(region, token);
  const paths = images.map(({ path }) => {
    if (isInString && string !== undefined)
      return language.escape(path, string) ?? encodePath(path);
    return path.includes('*/') ? encodePath(path) : path;
  });
  const before = /[\p{L}\p{N}.,;:!?)]/u.test(text[cursor - 1] ?? '') ? ' ' : '';
  const after = /[\p{L}\p{N}]/u.test(text[cursor] ?? '') ? ' ' : '';
  const note: InsertionNote = kind === 'comment' ? 'pathInComment' : 'pathInCode';
  return replaceRange(at(cursor), before + paths.join(' ') + after, [note]);
}

/** The cursor, or the nearest position that is not in the marks of a comment or after a backslash. */
function findWords({ text, cursor }: CodeRegion, { kind, content, string }: CodeToken): number {
  if (string?.escape === '\\') {
    const backslashes = cursor - findRunStart(text, cursor, content.start, /\\/);
    return cursor - (backslashes % 2);
  }
  if (kind !== 'comment' || (cursor > content.start && cursor <= content.end)) return cursor;
  const marks =
    /^[*/!]*[^\S\n]?/.exec(text.slice(content.start, content.end).slice(0, 100))?.[0] ?? '';
  return Math.min(Math.max(cursor, content.start + marks.length), content.end);
}

function isBlankBefore(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}
