import type { Insertion } from '../language.ts';
import { replaceRange } from '../text/edits.ts';
import { getIndentation, getLine } from '../text/lines.ts';
import { readValue } from './syntax/declaration.ts';
import { getValueKind } from './syntax/properties.ts';
import { getNameBefore, maskStyle, type StyleRegion } from './syntax/styleRegion.ts';
import type { StyleToken } from './syntax/styleTokens.ts';
import type { StyleWriter } from './styleWriter.ts';

/** Functions whose string is the path of a file. `e` and `~` of Less have any text. */
const pathFunctions = /(?:url|uri|set|src|image|inline|resolve|cross-fade)$/;

/** Inserts the path into the comment, string, or `url(…)` that the cursor is in. */
export function insertIntoToken(
  region: StyleRegion,
  token: StyleToken,
  writer: StyleWriter,
): Insertion {
  switch (token.kind) {
    case 'comment':
      return insertPaths(region, writer, 'pathInComment');
    case 'url':
      return insertIntoUrl(region, token, writer);
    default:
      return insertIntoString(region, token, writer);
  }
}

function insertIntoUrl(region: StyleRegion, token: StyleToken, writer: StyleWriter): Insertion {
  const { text } = region;
  // Stylus reads operators in an unquoted URL.
  const needsQuotes =
    region.dialect.hasOptionalColons && writer.paths.some((each) => /[^\w./\-]/.test(each));
  const quote = needsQuotes ? '"' : '';
  const joined = writer.paths.join(quote + getSeparator(region, token, '', writer) + quote);
  const path = quote + joined + quote;
  const { start, end } = token.content;
  const cut =
    !token.isClosed && end > token.start + 4 && region.cursor < start ? region.cursor : end;
  const insertion = replaceRange(
    { start: Math.min(start, region.cursor), end: Math.max(cut, region.cursor) },
    token.isClosed ? path : `${path})`,
  );
  const next = text[token.end];
  return !token.isClosed && next !== ';' ? withSemicolon(region, insertion) : insertion;
}

function insertIntoString(region: StyleRegion, token: StyleToken, writer: StyleWriter): Insertion {
  const { text, cursor } = region;
  const quote = text[token.start] ?? '"';
  const { start, end } = token.content;
  const content = text.slice(start, end);
  const isPath = pathFunctions.test(region.openings.at(-1)?.name ?? '');
  const urlStart = /url\([^\s()]*$/i.exec(text.slice(start, cursor));
  if (urlStart !== null) {
    // `~"url(…)"` of Less
    const from = start + urlStart.index + 4;
    const to = cursor + (/^[^\s()]*/.exec(text.slice(cursor, end))?.[0].length ?? 0);
    return replaceRange({ start: from, end: to }, writer.paths.join('), url('));
  }
  if (!token.isClosed) {
    const closing = isPath ? `${quote})` : quote;
    const path = writer.paths.join(getSeparator(region, token, quote, writer));
    const typed = /^[^\s;,(){}]*/.exec(content)?.[0].length ?? 0;
    const to = Math.max(cursor, start + typed);
    return withSemicolon(region, replaceRange({ start, end: to }, path + closing));
  }
  if (isPath || content === '' || isPathLike(content)) {
    const path = writer.paths.join(getSeparator(region, token, quote, writer));
    return replaceRange({ start, end }, path);
  }
  if (readValue(region)?.property === 'content') return insertPaths(region, writer, 'pathOnly');
  return insertComment(region, token, writer);
}

/** Writes paths into a comment at the end of a line, because a string such as the key of a map has to stay as it is. */
function insertComment(
  { text, tokens, dialect }: StyleRegion,
  { end }: StyleToken,
  { paths }: StyleWriter,
): Insertion {
  const lineEnd = getLine(text, end).end;
  const next = tokens.find(
    (each) => each.end > end && (each.kind === 'comment' || each.start >= lineEnd),
  );
  // Not in a comment that is at the end of the line already.
  const limit = next?.kind === 'comment' && next.start < lineEnd ? next.start : lineEnd;
  const position = text.slice(0, limit).trimEnd().length;
  const comment =
    dialect.isIndented && limit === lineEnd ? `// ${paths.join(' ')}` : `/* ${paths.join(' ')} */`;
  return replaceRange({ start: position, end: position }, ` ${comment}`, ['pathInComment']);
}

/** Completes an unfinished declaration at the end of its line. */
function withSemicolon({ text, blocks, dialect }: StyleRegion, insertion: Insertion): Insertion {
  const [edit] = insertion.edits;
  if (edit === undefined || blocks.length === 0 || dialect.isIndented) return insertion;
  if (!/^[^\S\n]*(?:\n|$)/.test(text.slice(edit.end, edit.end + 200))) return insertion;
  return { ...insertion, edits: [{ ...edit, text: `${edit.text};` }] };
}

/** Inserts paths into a text where no image can be. */
export function insertPaths(
  { text, cursor }: StyleRegion,
  { paths }: StyleWriter,
  note: 'pathInComment' | 'pathOnly',
): Insertion {
  const before = /[\p{L}\p{N}.,;:!?)]/u.test(text[cursor - 1] ?? '') ? ' ' : '';
  const after = /[\p{L}\p{N}]/u.test(text[cursor] ?? '') ? ' ' : '';
  // A line comment ends with its line.
  return replaceRange({ start: cursor, end: cursor }, before + paths.join(' ') + after, [note]);
}

function isPathLike(content: string): boolean {
  return !/\s/.test(content) && /\/|\.(?:png|jpe?g|webp|avif|gif|svg)$/i.test(content);
}

/** The text between two paths, so that each is a separate image. */
function getSeparator(
  region: StyleRegion,
  token: StyleToken,
  quote: string,
  writer: StyleWriter,
): string {
  const { text, tokens, openings, dialect } = region;
  const closing = quote + ')'.repeat(token.kind === 'url' ? 1 : 0);
  const value = readValue(region);
  const kind = value === undefined ? 'none' : getValueKind(value.property);
  const inner = openings.at(-1);
  const list = openings.findLast(({ name }) => name.endsWith('image-set'));
  if (list !== undefined) {
    // With the resolution that follows.
    const rest =
      /^[^,;{}\n"']*?(?=,|\)\s*(?:[;}),]|$))/.exec(text.slice(token.end, token.end + 60))?.[0] ??
      '';
    const opening = text.slice(
      inner === list ? token.start : findName(text, inner?.start ?? token.start),
      token.content.start,
    );
    return `${closing}${rest}, ${opening}`;
  }
  const start =
    token.kind === 'url' || inner === undefined ? token.start : findName(text, inner.start);
  const opening = text.slice(start, token.content.start);
  const end = closing + (token.kind !== 'url' && inner !== undefined ? ')' : '');
  if (kind === 'layers' || kind === 'cursor' || openings.length > 1) return `${end}, ${opening}`;
  if (kind === 'content') return `${end} ${opening}`;
  // A statement of its own.
  const line = writer.eol + getIndentation(getLine(text, token.start));
  const head = maskStyle(text, tokens, region.start, token.start);
  const statement = text.slice(
    region.start + (head.length - head.trimStart().length),
    token.content.start,
  );
  return `${end}${dialect.hasBraces && !dialect.isIndented ? ';' : ''}${line}${statement}`;
}

/** Where the name before a parenthesis starts. */
function findName(text: string, open: number): number {
  return open - 1 - getNameBefore(text, open - 1).length;
}
