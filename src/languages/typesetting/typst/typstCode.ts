import type { Insertion, InsertionContext, ReferencedImage, TextRange } from '../../language.ts';
import { concatenate, join, replaceRange, type WrittenText } from '../../text/edits.ts';
import { getIndentation, getLine } from '../../text/lines.ts';
import type { TypstSpan } from './typstScanner.ts';

/** Functions that show one content only. */
const singleContent =
  /^(?:figure|box|block|align|rect|place|pad|link|text|rotate|scale|move|circle|square|ellipse)$/;

/** Functions that show each of their arguments. */
const severalContents = /^(?:grid|stack|table)(?:\.\w+)?$/;

/** Whether an image can be one of the arguments that a cursor is between. */
export function takesImage(text: string, { start, end }: TextRange, args: TypstSpan): boolean {
  const { content, name, parent } = args;
  const before = text.slice(content.start, start);
  const after = text.slice(end, content.end);
  const isHole = /^\s*(?:,|$)/.test(after.slice(0, 50));
  if (/:\s*$/.test(before.slice(-50))) return isHole;
  if (parent?.kind === 'statement' && /^#set\b/.test(text.slice(parent.start, parent.start + 5)))
    return false;
  const isBetween = isHole || /^\s*$|,\s*$/.test(before.slice(-50));
  if (severalContents.test(name)) return isBetween;
  const isEmpty = before.trim() === '' && after.trim() === '';
  return isEmpty || (name === 'figure' && isBetween && !/\b(?:image|table)\(/.test(before + after));
}

/** Inserts calls of `image` into Typst code, with the separators that are missing. */
export function insertIntoTypstCode(
  text: string,
  range: TextRange,
  span: TypstSpan,
  images: readonly ReferencedImage[],
  write: (image: ReferencedImage) => WrittenText,
  context: InsertionContext,
): Insertion {
  const calls = images.map(write);
  if (span.kind === 'args') return insertArgument(text, range, span, calls);
  if (span.kind === 'code') return insertStatement(text, range, span, calls, context);
  return insertValue(text, range, calls);
}

function insertArgument(
  text: string,
  range: TextRange,
  span: TypstSpan,
  calls: readonly WrittenText[],
): Insertion {
  const isSingle = calls.length > 1 && singleContent.test(span.name);
  const [before, after] = [
    text.slice(span.content.start, range.start),
    text.slice(range.end, span.content.end),
  ];
  const isAfterKey = /:\s*$/.test(before.slice(-50));
  const value =
    calls.length > 1 && (isSingle || isAfterKey)
      ? concatenate(`grid(columns: ${calls.length}, `, join(calls, ', '), ')')
      : join(calls, ', ');
  const isInWord = /[^\s(,:]$/.test(before.slice(-1)) && /^[^\s),]/.test(after);
  // Within another argument, the first place is the next that is certain.
  if (isInWord) {
    const first = { start: span.content.start, end: span.content.start };
    return replaceRange(first, concatenate(value, ', '));
  }
  const start = before.trim() === '' || /[,:]\s*$/.test(before.slice(-50)) ? '' : ', ';
  const end =
    after.trim() === '' || /^\s*,/.test(after.slice(0, 50))
      ? ''
      : /^\s*\n/.test(after)
        ? ','
        : ', ';
  return replaceRange(range, concatenate(start, value, end));
}

/** In a block of code, each expression has a line of its own, or a semicolon. */
function insertStatement(
  text: string,
  range: TextRange,
  span: TypstSpan,
  calls: readonly WrittenText[],
  { eol }: InsertionContext,
): Insertion {
  const first = getLine(text, range.start);
  const before = text.slice(Math.max(first.start, span.content.start), range.start).trimEnd();
  if (/[=:(,]$/.test(before)) return insertValue(text, range, calls);
  const last = getLine(text, range.end);
  const after = text.slice(range.end, Math.min(last.end, span.content.end)).trim();
  const isAlone = before === '' && after === '' && first.start > span.content.start;
  const separator = isAlone ? eol + getIndentation(first) : '; ';
  const start = before === '' || before.endsWith(';') ? '' : '; ';
  const end = after === '' || after.startsWith(';') ? '' : '; ';
  return replaceRange(range, concatenate(start, join(calls, separator), end));
}

/** After `#let name =`. */
function insertValue(text: string, range: TextRange, calls: readonly WrittenText[]): Insertion {
  const value = calls.length > 1 ? concatenate('(', join(calls, ', '), ')') : join(calls, '');
  const space = /[=:>]$/.test(text.slice(range.start - 1, range.start)) ? ' ' : '';
  return replaceRange(range, concatenate(space, value));
}
