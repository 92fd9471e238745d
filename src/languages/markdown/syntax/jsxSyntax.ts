import type { TextRange } from '../../language.ts';
import { skipBraces } from './scriptSyntax.ts';

/** A tag or an expression of JSX. */
export interface JsxPart extends TextRange {
  readonly kind: 'tag' | 'expression' | 'comment';
}

/** An attribute of a tag of JSX. The range is that of its value, without quotes or braces. */
export interface JsxAttribute extends TextRange {
  readonly name: string;
  readonly isExpression: boolean;
}

/** Characters of the name of an attribute, with the equals sign. */
const maxNameCharacters = 100;
/** Characters of a code span. */
const maxCodeSpanCharacters = 2_000;

const fence = /^\s*(`{3,}|~{3,})/;

/**
 * The tags and expressions in MDX, outside of code. If one has no end, the document is not MDX, and the rest of it is
 * left alone. Linear.
 */
export function findJsx(text: string): JsxPart[] {
  const parts: JsxPart[] = [];
  let offset = 0;
  let isLineStart = true;
  while (offset < text.length) {
    if (isLineStart) {
      isLineStart = false;
      const lineEnd = findLineEnd(text, offset);
      const [, marker] = fence.exec(text.slice(offset, lineEnd)) ?? [];
      if (marker !== undefined) {
        offset = skipFence(text, lineEnd, marker);
        isLineStart = true;
        continue;
      }
      if (/^(?:import|export)\b/.test(text.slice(offset, offset + 7))) {
        offset = lineEnd;
        continue;
      }
    }
    const part = findPart(text, offset);
    if (part === 'endless') break;
    if (part !== undefined) {
      parts.push(part);
      offset = part.end;
      continue;
    }
    isLineStart = text[offset] === '\n';
    offset = skipText(text, offset);
  }
  return parts;
}

function findPart(text: string, offset: number): JsxPart | 'endless' | undefined {
  const character = text[offset];
  if (character === '{') {
    const end = skipBraces(text, offset);
    if (end === -1) return 'endless';
    const isComment = /^\{\s*\/\*/.test(text.slice(offset, offset + 100));
    return { kind: isComment ? 'comment' : 'expression', start: offset, end };
  }
  if (character !== '<' || !/^<(?:\/?[\p{L}_$]|\/?>)/u.test(text.slice(offset, offset + 4))) {
    return undefined;
  }
  // MDX has no autolinks.
  const end = skipTag(text, offset);
  return end === -1 ? 'endless' : { kind: 'tag', start: offset, end };
}

/** Skips a character, an escaped one, or a code span. */
function skipText(text: string, offset: number): number {
  if (text[offset] === '\\') return offset + 2;
  if (text[offset] !== '`') return offset + 1;
  let end = offset;
  while (text[end] === '`') end++;
  const marker = text.slice(offset, end);
  const [paragraph = ''] = text.slice(end, end + maxCodeSpanCharacters).split('\n\n', 1);
  for (
    let start = paragraph.indexOf(marker);
    start !== -1;
    start = paragraph.indexOf(marker, start)
  ) {
    let close = start;
    while (paragraph[close] === '`') close++;
    if (close - start === marker.length) return end + close;
    start = close;
  }
  return end;
}

function findLineEnd(text: string, offset: number): number {
  const lineBreak = text.indexOf('\n', offset);
  return lineBreak === -1 ? text.length : lineBreak;
}

function skipFence(text: string, openingEnd: number, marker: string): number {
  for (let start = openingEnd + 1; start < text.length;) {
    const end = findLineEnd(text, start);
    const line = text.slice(start, end).trim();
    if (line.startsWith(marker) && line === marker.charAt(0).repeat(line.length)) return end + 1;
    start = end + 1;
  }
  return text.length;
}

function skipTag(text: string, start: number): number {
  for (let offset = start + 1; offset < text.length;) {
    const character = text.charAt(offset);
    if (character === '>') return offset + 1;
    if (character === '<') return -1;
    if (character === '{') offset = skipBraces(text, offset);
    else if (character === '"' || character === "'") {
      offset = text.indexOf(character, offset + 1) + 1;
      if (offset === 0) return -1;
    } else offset++;
    if (offset === -1) return -1;
  }
  return -1;
}

/** The attributes of the tag that starts at an offset. */
export function readAttributes(text: string, tag: TextRange): JsxAttribute[] {
  const attributes: JsxAttribute[] = [];
  for (let offset = tag.start + 1; offset < tag.end;) {
    const character = text.charAt(offset);
    const isExpression = character === '{';
    if (!isExpression && character !== '"' && character !== "'") {
      offset++;
      continue;
    }
    const end = isExpression ? skipBraces(text, offset) : text.indexOf(character, offset + 1) + 1;
    if (end <= offset) break;
    const before = text.slice(Math.max(tag.start, offset - maxNameCharacters), offset);
    const [, name = ''] = /(?<![\w:.-])([\w:.-]+)\s*=\s*$/.exec(before) ?? [];
    attributes.push({ name, isExpression, start: offset + 1, end: end - 1 });
    offset = end;
  }
  return attributes;
}
