import type { TextRange } from '../../language.ts';
import type { StyleDialect } from './dialect.ts';

/** A part of a style sheet that decides what is around it. Words and operators are skipped. */
export interface StyleToken extends TextRange {
  readonly kind: 'comment' | 'string' | 'url' | '(' | ')' | '{' | '}' | ';';
  /** Whether the end of a comment, string, or `url(…)` is written. */
  readonly isClosed: boolean;
  /** The content of a comment, string, or `url(…)`, without white space around it. */
  readonly content: TextRange;
}

const tokenStart = /\\[^]|\/[*/]|["']|(?<![\w-])url\(|[#@$]?\{|[})(;[\]]/gi;
const interpolation = /[#@$]\{[^{}\n]*\}/y;
const stylusInterpolation = /\{[\w$.()+\-* ]+\}/y;
// An unquoted URL ends on its line.
const urlContent = /(?:[^)\n#@$]|[#@$](?!\{)|[#@$]\{[^{}\n]*\})*/y;
const unclosedUrlContent = /[^\s;{}]*/y;

/** Reads the tokens of a style sheet, with as much tolerance as an unfinished one needs. */
export function readStyleTokens(text: string, dialect: StyleDialect): readonly StyleToken[] {
  const tokens: StyleToken[] = [];
  tokenStart.lastIndex = 0;
  for (let match = tokenStart.exec(text); match !== null; match = tokenStart.exec(text)) {
    const token = readToken(text, match[0], match.index, dialect);
    if (token !== undefined) {
      tokens.push(token);
      tokenStart.lastIndex = token.end;
    } else tokenStart.lastIndex = skipOther(text, match[0], match.index, dialect);
  }
  return tokens;
}

function readToken(
  text: string,
  mark: string,
  start: number,
  dialect: StyleDialect,
): StyleToken | undefined {
  switch (mark) {
    case '/*': {
      const close = text.indexOf('*/', start + 2);
      const end = close === -1 ? text.length : close;
      return createToken(text, 'comment', start, start + 2, end, close === -1 ? 0 : 2);
    }
    case '//':
      if (!dialect.hasLineComments && !isFirstOnLine(text, start)) return undefined;
      return createToken(text, 'comment', start, start + 2, findLineEnd(text, start), 0);
    case '"':
    case "'": {
      const end = findStringEnd(text, start);
      return createToken(text, 'string', start, start + 1, end, text[end] === mark ? 1 : 0);
    }
    case '{':
      if (dialect.hasOptionalColons && matchAt(stylusInterpolation, text, start) > start)
        return undefined;
      return createToken(text, '{', start, start + 1, start + 1, 0);
    case '[':
    case '(':
      return createToken(text, '(', start, start + 1, start + 1, 0);
    case ']':
    case ')':
      return createToken(text, ')', start, start + 1, start + 1, 0);
    case '}':
    case ';':
      return createToken(text, mark, start, start + 1, start + 1, 0);
    default:
      return /^url\($/i.test(mark) ? readUrl(text, start) : undefined;
  }
}

function readUrl(text: string, start: number): StyleToken {
  const contentStart = matchAt(/\s*/y, text, start + 4);
  // A quoted URL is a function with a string, also in Sass, where it may be an expression.
  if (/["']/.test(text[contentStart] ?? ''))
    return createToken(text, '(', start, start + 4, start + 4, 0);
  const end = matchAt(urlContent, text, contentStart);
  if (text[end] === ')') return createToken(text, 'url', start, contentStart, end, 1);
  const unclosedEnd = text.slice(start, contentStart).includes('\n')
    ? start + 4
    : matchAt(unclosedUrlContent, text, contentStart);
  return createToken(text, 'url', start, Math.min(contentStart, unclosedEnd), unclosedEnd, 0);
}

function createToken(
  text: string,
  kind: StyleToken['kind'],
  start: number,
  contentStart: number,
  contentEnd: number,
  closeLength: 0 | 1 | 2,
): StyleToken {
  const trimmedEnd = contentStart + text.slice(contentStart, contentEnd).trimEnd().length;
  const isQuoted = kind === 'string';
  return {
    kind,
    start,
    end: contentEnd + closeLength,
    isClosed: closeLength > 0,
    content: { start: contentStart, end: isQuoted ? contentEnd : trimmedEnd },
  };
}

/** Interpolations do not open blocks, and escaped characters are literal. */
function skipOther(text: string, mark: string, start: number, dialect: StyleDialect): number {
  if (mark === '//') return start + 2;
  if (mark === '{') return matchAt(stylusInterpolation, text, start);
  if (mark.endsWith('{')) {
    const end = matchAt(interpolation, text, start);
    // Without an end it is the block of a selector such as `#{`.
    return end > start || dialect.isIndented ? Math.max(end, start + 2) : start + 1;
  }
  return start + mark.length;
}

function findStringEnd(text: string, start: number): number {
  const quote = text[start];
  let end = start + 1;
  while (end < text.length && text[end] !== quote && text[end] !== '\n')
    end += text[end] === '\\' ? 2 : 1;
  end = Math.min(end, text.length);
  return text[end] === '\n' && text[end - 1] === '\r' ? end - 1 : end;
}

function findLineEnd(text: string, start: number): number {
  const lineBreak = text.indexOf('\n', start);
  if (lineBreak === -1) return text.length;
  return text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
}

function isFirstOnLine(text: string, offset: number): boolean {
  let index = offset - 1;
  while (text[index] === ' ' || text[index] === '\t') index--;
  return index < 0 || text[index] === '\n';
}

/** Where a sticky pattern's match at an offset ends, or the offset itself. */
function matchAt(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return offset + (pattern.exec(text)?.[0].length ?? 0);
}
