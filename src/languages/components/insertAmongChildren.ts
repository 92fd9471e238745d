import type { Insertion, TextRange } from '../language.ts';
import { draft, edit, insertAt } from '../scripts/draft.ts';
import type { ImageWriter } from '../scripts/imageWriter.ts';
import { concatenate, join, type WrittenText } from '../text/edits.ts';
import { getIndentation, getLine, getNextLine, getPreviousLine, isBlank } from '../text/lines.ts';
import type { MarkupElement } from './element.ts';

/** Elements of one paragraph, which an image goes below. */
const textBlocks = /^(?:p|h[1-6])$/;
/** Elements that are a part of a line. */
const inlineElements = /^(?:a|abbr|b|cite|code|del|em|i|kbd|mark|q|s|small|span|strong|sub|sup|u)$/;

/**
 * Inserts elements between the tags of an element.
 * @param parent absent at the top level of a document
 */
export function insertAmongChildren(
  text: string,
  range: TextRange,
  parent: MarkupElement | undefined,
  writer: ImageWriter,
): Insertion {
  const { placement, isAfterPrompt, eol } = writer.context;
  const { elements } = writer;
  const line = getLine(text, range.start);
  const before = text.slice(line.start, range.start);
  const after = text.slice(range.end, getLine(text, range.end).end);
  if (before.trim() === '' && after.trim() === '') {
    const indentation = before === '' ? findIndentation(text, range, parent) : before;
    const start = range.start - before.length;
    return draft([
      edit(start, range.end, concatenate(indentation, join(elements, eol + indentation))),
    ]);
  }
  if (placement !== 'cursor') {
    const isBelow = placement === 'below' || isAfterPrompt;
    const block = insertBelowText(text, range, parent, elements, eol, isBelow);
    if (block) return block;
    const own = insertOnOwnLine(text, range, parent, elements, eol, before, after);
    if (own) return own;
  }
  return draft([edit(range.start, range.end, writeInline(text, range, elements))]);
}

function writeInline(
  text: string,
  { start, end }: TextRange,
  elements: readonly WrittenText[],
): WrittenText {
  const before = /[\p{L}\p{N}.,;:!?…)\]”’。，；：！？]$/u.test(
    text.slice(Math.max(0, start - 2), start),
  );
  const after = /^[\p{L}\p{N}(“‘]/u.test(text.slice(end, end + 2));
  return concatenate(before ? ' ' : '', join(elements, ' '), after ? ' ' : '');
}

/** Inserts below the text that the cursor is at the end of. */
function insertBelowText(
  text: string,
  { start, end }: TextRange,
  parent: MarkupElement | undefined,
  elements: readonly WrittenText[],
  eol: string,
  isBelow: boolean,
): Insertion | undefined {
  const before = text.slice(Math.max(0, start - 200), start);
  // After a tag or an expression there is no text.
  if (start !== end || !/[^\s>}]\s*$/.test(before)) return undefined;
  const endOfText = isBelow ? findTextEnd(text, end, parent) : end;
  const rest = text.slice(endOfText, endOfText + 200);
  if (!/^(?:[^\S\n]*(?:\r?\n|$)|<\/)/.test(rest)) return undefined;
  const isEndOfSentence = /[.!?…。！？][)\]”’"']?$/.test(before);
  const block = findTextBlock(parent);
  if (block && (isBelow || isEndOfSentence || rest.startsWith('</'))) {
    return insertAfter(text, block, elements, eol);
  }
  const line = getLine(text, endOfText);
  if (endOfText !== line.end && text.slice(endOfText, line.end).trim() !== '') return undefined;
  const next = getNextLine(text, line);
  const continues = next !== undefined && /^\s*[^\s<{})]/.test(next.text);
  if (continues && !isBelow && !isEndOfSentence) return undefined;
  const lineBreak = eol + getIndentation(getLine(text, start));
  return draft([insertAt(endOfText, concatenate(lineBreak, join(elements, lineBreak)))]);
}

/** Where the text at an offset ends: before a tag, an expression, or a blank line. */
function findTextEnd(text: string, offset: number, parent: MarkupElement | undefined): number {
  const limit = parent?.closeStart ?? text.length;
  const rest = text.slice(offset, limit);
  const [run = ''] = /^[^<{]*/.exec(rest) ?? [];
  const paragraph = run.split(/\n[^\S\n]*\r?\n/, 1)[0] ?? '';
  return offset + paragraph.trimEnd().length;
}

/** The paragraph or heading around a position, if other elements are allowed next to it. */
function findTextBlock(parent: MarkupElement | undefined): MarkupElement | undefined {
  let element = parent;
  while (element?.isChild === true && inlineElements.test(element.name)) element = element.parent;
  return element?.isChild === true && textBlocks.test(element.name) ? element : undefined;
}

/** Inserts on a line between tags. */
function insertOnOwnLine(
  text: string,
  range: TextRange,
  parent: MarkupElement | undefined,
  elements: readonly WrittenText[],
  eol: string,
  before: string,
  after: string,
): Insertion | undefined {
  const startsLine = before.trim() === '';
  const endsLine = after.trim() === '';
  if (!(startsLine || (endsLine && /[>}]\s*$/.test(before)))) return undefined;
  const isBeforeClosing = startsLine && after.trim().startsWith('</');
  const isAfterOpening =
    parent !== undefined && text.slice(parent.openEnd, range.start).trim() === '' && !startsLine;
  if (startsLine && range.start !== range.end && !isBeforeClosing) return undefined;
  const lineIndentation = getIndentation(getLine(text, range.start));
  const indentation =
    isBeforeClosing || isAfterOpening ? findIndentation(text, range, parent) : lineIndentation;
  if (startsLine) {
    const written = join(elements, eol + indentation);
    const start = getLine(text, range.start).start;
    const next = lineIndentation + after.slice(0, 0);
    return draft([
      edit(start, range.end, concatenate(indentation, written, eol, before === '' ? '' : next)),
    ]);
  }
  const lineBreak = eol + indentation;
  return draft([edit(range.start, range.end, concatenate(lineBreak, join(elements, lineBreak)))]);
}

/** The indentation of a new child: that of the next one, or one level more than the parent. */
function findIndentation(
  text: string,
  range: TextRange,
  parent: MarkupElement | undefined,
): string {
  const line = getLine(text, range.start);
  let next = getNextLine(text, line);
  while (next && isBlank(next)) next = getNextLine(text, next);
  const limit = parent?.closeStart ?? text.length;
  if (next && next.start < limit && /^\s*[^\s})<]|^\s*<[^/]/.test(next.text)) {
    return getIndentation(next);
  }
  if (!parent) return '';
  const parentIndentation = getIndentation(getLine(text, parent.start));
  let previous = getPreviousLine(text, line);
  while (previous && isBlank(previous)) previous = getPreviousLine(text, previous);
  if (previous && previous.start > parent.openEnd) return getIndentation(previous);
  return parentIndentation + (detectIndentation(text) ?? '  ');
}

/** One level of indentation as a document has it. */
export function detectIndentation(text: string): string | undefined {
  return /^(?:\t| {2,8})(?=\S)/m.exec(text)?.[0];
}

/** Inserts after an element, on lines of their own if it has such lines. */
export function insertAfter(
  text: string,
  element: MarkupElement,
  elements: readonly WrittenText[],
  eol: string,
): Insertion {
  const line = getLine(text, element.start);
  const isOnOwnLine = text.slice(line.start, element.start).trim() === '';
  const separator = isOnOwnLine ? eol + getIndentation(line) : ' ';
  const written = concatenate(separator, join(elements, separator));
  if (element.isChild) return draft([insertAt(element.end, written)]);
  // JSX has one root.
  return draft([insertAt(element.start, '<>'), insertAt(element.end, concatenate(written, '</>'))]);
}

/** Inserts as the first children of an element. */
export function insertAsFirstChild(
  text: string,
  element: MarkupElement,
  writer: ImageWriter,
): Insertion {
  const { elements } = writer;
  const { eol } = writer.context;
  const position = { start: element.openEnd, end: element.openEnd };
  const line = getLine(text, element.openEnd);
  if (text.slice(element.openEnd, line.end).trim() !== '') {
    return draft([insertAt(element.openEnd, join(elements, ' '))]);
  }
  const lineBreak = eol + findIndentation(text, position, element);
  return draft([insertAt(element.openEnd, concatenate(lineBreak, join(elements, lineBreak)))]);
}
