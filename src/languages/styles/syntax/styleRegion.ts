import { readStyleTokens, type StyleToken } from './styleTokens.ts';
import type { StyleDialect } from './dialect.ts';

/** A block in braces that contains the cursor. */
export interface StyleBlock {
  /** Where its selector or at-rule starts. */
  readonly start: number;
  /** After its opening brace. */
  readonly open: number;
  /** What is before the brace, without comments. */
  readonly prelude: string;
}

/** A parenthesis that is open at the cursor. */
export interface Opening {
  /** After the parenthesis. */
  readonly start: number;
  /** The name before it, in lower case, or nothing. */
  readonly name: string;
}

/** What is around a cursor in a style sheet. */
export interface StyleRegion {
  readonly text: string;
  readonly dialect: StyleDialect;
  readonly cursor: number;
  readonly tokens: readonly StyleToken[];
  /** The comment, string, or `url(…)` that the cursor is in. */
  readonly token: StyleToken | undefined;
  /** The blocks around the cursor, from the outside in. */
  readonly blocks: readonly StyleBlock[];
  /** The parentheses of the statement that are open at the cursor, from the outside in. */
  readonly openings: readonly Opening[];
  /** Where the statement starts: after the one before it, or after a brace. */
  readonly start: number;
  /** Where it ends: at a semicolon, a brace, or the end of the text. */
  readonly end: number;
  readonly terminator: ';' | '{' | '}' | '';
}

interface State {
  blocks: StyleBlock[];
  openings: Opening[];
  start: number;
}

const header =
  /^\s*@(?:charset|import|use|forward|namespace|layer|tailwind|config|source|plugin|reference|require)\b/i;

/** Finds what is around a cursor. */
export function readStyleRegion(text: string, cursor: number, dialect: StyleDialect): StyleRegion {
  const tokens = readStyleTokens(text, dialect);
  const state: State = { blocks: [], openings: [], start: 0 };
  let index = 0;
  for (const token of tokens) {
    const isOpen = token.end === cursor && !token.isClosed && hasContent(token);
    if (token.end > cursor || isOpen) break;
    step(text, tokens, token, state);
    index++;
  }
  const next = tokens[index];
  const token = next !== undefined && hasContent(next) && isIn(next, cursor) ? next : undefined;
  const { start } = state;
  const blocks = [...state.blocks];
  const openings = [...state.openings];
  const terminator = tokens.slice(index).find((each) => {
    if (isTerminator(text, each, state)) return true;
    step(text, tokens, each, state);
    return false;
  });
  return {
    text,
    dialect,
    cursor,
    tokens,
    token,
    blocks,
    openings,
    start,
    end: terminator?.start ?? text.length,
    terminator: toTerminator(terminator),
  };
}

/** After the last of the statements that have to be first, such as `@charset`, `@import`, and `@use`. */
export function findHeaderEnd({ text, tokens }: StyleRegion): number {
  let start = 0;
  let headerEnd = 0;
  for (const { kind, end } of tokens) {
    if (kind === '{') break;
    if (kind !== ';') continue;
    if (header.test(maskStyle(text, tokens, start, end))) headerEnd = end;
    start = end;
  }
  return headerEnd;
}

/** A part of a style sheet with comments as spaces and strings and URLs as letters, at the same offsets. */
export function maskStyle(
  text: string,
  tokens: readonly StyleToken[],
  start: number,
  end: number,
): string {
  const parts: string[] = [];
  let offset = start;
  for (let index = findFirst(tokens, start); index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || token.start >= end) break;
    const isComment = token.kind === 'comment';
    if (!isComment && token.kind !== 'string' && token.kind !== 'url') continue;
    const from = Math.max(offset, isComment ? token.start : token.content.start);
    const to = Math.min(end, isComment ? token.end : token.content.end);
    if (to <= from) continue;
    parts.push(text.slice(offset, from), maskPart(text.slice(from, to), isComment));
    offset = to;
  }
  parts.push(text.slice(offset, end));
  return parts.join('');
}

function maskPart(part: string, isComment: boolean): string {
  return part.replace(/[^\n]/g, isComment ? ' ' : 'x');
}

/** The name that ends at an offset, such as that of a function. */
export function getNameBefore(text: string, end: number): string {
  let start = end;
  while (/[\w\-$@]/.test(text[start - 1] ?? '')) start--;
  return text.slice(start, end);
}

/** The index of the first token that ends after an offset. */
function findFirst(tokens: readonly StyleToken[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function step(text: string, tokens: readonly StyleToken[], token: StyleToken, state: State): void {
  switch (token.kind) {
    case '{': {
      const prelude = maskStyle(text, tokens, state.start, token.start).trim();
      state.blocks.push({ start: state.start, open: token.end, prelude });
      break;
    }
    case '}':
      state.blocks.pop();
      break;
    case '(': {
      const name = getNameBefore(text, token.end - 1).toLowerCase();
      state.openings.push({ start: token.end, name });
      return;
    }
    case ')':
      state.openings.pop();
      return;
    case ';':
      if (!isTerminator(text, token, state)) return;
      break;
    default:
      return;
  }
  state.openings = [];
  state.start = token.end;
}

function isTerminator(text: string, { kind, end }: StyleToken, { openings }: State): boolean {
  if (kind === '{' || kind === '}') return true;
  // Less separates arguments with semicolons. One at the end of its line means that a parenthesis is missing.
  return kind === ';' && (openings.length === 0 || /^[^\S\n]*\n/.test(text.slice(end, end + 20)));
}

function toTerminator(token: StyleToken | undefined): StyleRegion['terminator'] {
  return token?.kind === ';' || token?.kind === '{' || token?.kind === '}' ? token.kind : '';
}

function hasContent({ kind }: StyleToken): boolean {
  return kind === 'comment' || kind === 'string' || kind === 'url';
}

function isIn({ kind, start, end, content, isClosed }: StyleToken, cursor: number): boolean {
  if (kind !== 'comment')
    return (
      cursor >= (kind === 'url' ? start + 4 : content.start) && cursor <= end - (isClosed ? 1 : 0)
    );
  return cursor > start + 1 && (cursor < end - 1 || (!isClosed && cursor <= end));
}
