import type { TextRange } from '../../language.ts';
import { findClosing } from '../../text/list.ts';
import type { CodeSyntax } from './codeSyntax.ts';
import type { StringStart } from './strings.ts';

/** A part of a program that decides what is around it. */
export interface CodeToken extends TextRange {
  readonly kind: 'comment' | 'string' | 'open' | 'close';
  readonly isClosed: boolean;
  /** Without markers and quotes. */
  readonly content: TextRange;
  /** Of a string. */
  readonly string?: StringStart;
  /** Code in a string. */
  readonly interpolations: readonly TextRange[];
}

/** Maximum length of code in a string that is searched for its end. */
const maxInterpolation = 200;

/** Reads the tokens of a program. */
export function readCodeTokens(text: string, syntax: CodeSyntax): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  const { start } = syntax;
  start.lastIndex = 0;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const token = readToken(text, match[0], match.index, syntax);
    tokens.push(token);
    start.lastIndex = Math.max(token.end, match.index + 1);
  }
  return tokens;
}

function readToken(text: string, mark: string, start: number, syntax: CodeSyntax): CodeToken {
  if (mark === '/*') return readBlockComment(text, start, syntax.nestsComments);
  if (syntax.lineComments.includes(mark)) {
    const end = findLineEnd(text, start);
    return create('comment', start, end, { start: start + mark.length, end }, false);
  }
  if (/^[{([]$/.test(mark) || /^[})\]]$/.test(mark)) {
    const end = start + 1;
    return create(/[{([]/.test(mark) ? 'open' : 'close', start, end, { start: end, end }, true);
  }
  if (/^'.+'$/.test(mark) && mark !== "'''") {
    // A character of Kotlin
    const end = start + mark.length;
    return create('string', start, end, { start: start + 1, end: end - 1 }, true);
  }
  return readString(text, start, syntax.readString(mark));
}

function readString(text: string, start: number, string: StringStart): CodeToken {
  const { open, close, isMultiline, escape, doublesQuotes = false, interpolation } = string;
  const interpolations: TextRange[] = [];
  let index = start + open.length;
  while (index < text.length) {
    if (text.startsWith(close, index)) {
      if (!doublesQuotes || !text.startsWith(close, index + 1)) break;
      index += 2;
      continue;
    }
    if (!isMultiline && text[index] === '\n') break;
    const isDoubled = interpolation === '{' && text.startsWith('{{', index);
    if (interpolation !== undefined && !isDoubled && text.startsWith(interpolation, index)) {
      const inner = index + interpolation.length;
      const limit = Math.min(text.length, inner + maxInterpolation);
      const end = findClosing(text, inner, limit);
      if (end < limit) {
        interpolations.push({ start: index, end: end + 1 });
        index = end + 1;
        continue;
      }
    }
    if (escape !== '' && text.startsWith(escape, index)) index += escape.length + 1;
    else index += isDoubled ? 2 : 1;
  }
  index = Math.min(index, text.length);
  const isClosed = text.startsWith(close, index);
  const contentEnd = !isClosed && text[index - 1] === '\r' ? index - 1 : index;
  const content = { start: start + open.length, end: contentEnd };
  const end = isClosed ? index + close.length : contentEnd;
  return { kind: 'string', start, end, content, isClosed, string, interpolations };
}

function readBlockComment(text: string, start: number, isNested: boolean): CodeToken {
  const marks = isNested ? /\/\*|\*\//g : /\*\//g;
  marks.lastIndex = start + 2;
  let depth = 1;
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth > 0) continue;
    const end = match.index + 2;
    return create('comment', start, end, { start: start + 2, end: match.index }, true);
  }
  const end = text.length;
  return create('comment', start, end, { start: start + 2, end }, false);
}

function create(
  kind: CodeToken['kind'],
  start: number,
  end: number,
  content: TextRange,
  isClosed: boolean,
): CodeToken {
  return { kind, start, end, content, isClosed, interpolations: [] };
}

function findLineEnd(text: string, start: number): number {
  const lineBreak = text.indexOf('\n', start);
  if (lineBreak === -1) return text.length;
  return text[lineBreak - 1] === '\r' ? lineBreak - 1 : lineBreak;
}
