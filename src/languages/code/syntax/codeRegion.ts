import type { CodeSyntax } from './codeSyntax.ts';
import { readCodeTokens, type CodeToken } from './codeTokens.ts';

/** A bracket that is open at the cursor. */
export interface OpenBracket {
  readonly kind: '(' | '[' | '{';
  /** After the bracket. */
  readonly start: number;
  /** Before the bracket that closes it, or the end of the text. */
  readonly end: number;
  /** The code before it, on its line. */
  readonly before: string;
  /** What follows the bracket that closes it. */
  readonly after: string;
  /** The bracket that it is directly in. */
  readonly parent: OpenBracket | undefined;
}

/** What is around a cursor in a program. */
export interface CodeRegion {
  readonly text: string;
  /** The text with comments as spaces and the content of strings as letters, at the same offsets. */
  readonly masked: string;
  readonly cursor: number;
  readonly tokens: readonly CodeToken[];
  /** The comment or the string that the cursor is in. */
  readonly token: CodeToken | undefined;
  /** From the outside in. */
  readonly brackets: readonly OpenBracket[];
}

/** Maximum number of enclosing brackets that are tracked, from the inside out. */
const maxBrackets = 100;

/** Finds what is around a cursor. */
export function readCodeRegion(text: string, cursor: number, syntax: CodeSyntax): CodeRegion {
  const tokens = readCodeTokens(text, syntax);
  const masked = maskCode(text, tokens);
  const opened: CodeToken[] = [];
  const closedBy = new Map<CodeToken, number>();
  const around: CodeToken[] = [];
  for (const token of tokens) {
    if (token.kind === 'open') opened.push(token);
    if (token.kind !== 'close') continue;
    const open = opened.pop();
    if (open === undefined) continue;
    closedBy.set(open, token.start);
    if (open.end <= cursor && token.start >= cursor) around.push(open);
  }
  const unclosed = opened.filter(({ end }) => end <= cursor).slice(-maxBrackets);
  around.push(...unclosed.toReversed());
  return {
    text,
    masked,
    cursor,
    tokens,
    token: tokens.find((token) => isIn(token, cursor)),
    brackets: createBrackets(text, masked, around.slice(0, maxBrackets).toReversed(), closedBy),
  };
}

function createBrackets(
  text: string,
  masked: string,
  tokens: readonly CodeToken[],
  closedBy: ReadonlyMap<CodeToken, number>,
): readonly OpenBracket[] {
  const brackets: OpenBracket[] = [];
  for (const token of tokens) {
    const close = closedBy.get(token) ?? text.length;
    brackets.push(createBracket(text, masked, token, close, brackets.at(-1)));
  }
  return brackets;
}

function createBracket(
  text: string,
  masked: string,
  { start, end }: CodeToken,
  close: number,
  parent: OpenBracket | undefined,
): OpenBracket {
  const kind = text[start];
  const lineStart = masked.lastIndexOf('\n', start - 1) + 1;
  return {
    kind: kind === '(' || kind === '[' ? kind : '{',
    start: end,
    end: close,
    before: masked.slice(lineStart, start),
    after: masked.slice(close + 1, close + 60).trimStart(),
    parent,
  };
}

/** A text with comments as spaces and the content of strings as letters, at the same offsets. */
export function maskCode(text: string, tokens: readonly CodeToken[]): string {
  const parts: string[] = [];
  let offset = 0;
  for (const { kind, start, end, content } of tokens) {
    if (kind !== 'comment' && kind !== 'string') continue;
    const range = kind === 'comment' ? { start, end } : content;
    const letter = kind === 'comment' ? ' ' : 'x';
    parts.push(text.slice(offset, range.start));
    parts.push(text.slice(range.start, range.end).replace(/[^\n]/g, letter));
    offset = range.end;
  }
  parts.push(text.slice(offset));
  return parts.join('');
}

function isIn({ kind, start, end, content, isClosed }: CodeToken, cursor: number): boolean {
  if (kind === 'string') return cursor >= content.start && cursor <= content.end;
  return kind === 'comment' && cursor > start && (isClosed ? cursor < end : cursor <= end);
}
