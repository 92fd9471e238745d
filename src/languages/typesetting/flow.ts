import type { Insertion, InsertionContext, InsertionNote, TextRange } from '../language.ts';
import { concatenate, replaceRange, type WrittenText } from '../text/edits.ts';
import { getIndentation, getLine, getNextLine, getPreviousLine, isBlank } from '../text/lines.ts';
import type { Line } from '../text/lines.ts';

/** A place in flowing text, where images can be shown. */
export interface FlowPlace {
  /** Where a reference goes that is a part of its line. */
  readonly inline: TextRange;
  /** The paragraph, heading or other block of the cursor: from the start of its first line to the end of its last. */
  readonly block: TextRange;
  /** Set if not all are possible: a block above or below, or below only. */
  readonly only?: 'inline' | 'block' | 'below';
  /** Where the text of a list item begins, after its marker. */
  readonly itemStart?: number;
  /** The white space at the start of an image below the block. */
  readonly indentation: string;
  /** The lines between the block and an image below it. A blank one if absent. */
  readonly separator?: readonly string[];
}

/** How a language writes images in flowing text. */
export interface FlowWriter {
  readonly writeInline: () => WrittenText;
  /** Lines after the first one start with the indentation. */
  readonly writeBlock: (indentation: string) => WrittenText;
  /** Whether no blank line is needed between an image and the line above or below it. */
  readonly isBoundary?: (line: Line, side: 'above' | 'below') => boolean;
  /** Matches the text after which an inline reference needs a space. */
  readonly spaceAfter?: RegExp;
  /** Matches the text before which it needs one. */
  readonly spaceBefore?: RegExp;
}

type Target = 'inline' | 'above' | 'here' | 'item' | 'below';

/** Matches text that ends with a word or its punctuation. */
const wordEnd = /[\p{L}\p{N}.,;:!?。，；：！？…)\]}”’]$/u;
/** Matches text that starts with a word. */
const wordStart = /^[\p{L}\p{N}]/u;

/** Inserts images into flowing text: as a block or inline. */
export function insertIntoFlow(
  text: string,
  range: TextRange,
  place: FlowPlace,
  writer: FlowWriter,
  context: InsertionContext,
  notes: readonly InsertionNote[] = [],
): Insertion {
  switch (chooseTarget(text, range, place, context)) {
    case 'inline':
      return replaceRange(place.inline, addSpaces(text, place.inline, writer), notes);
    case 'above':
      return insertAbove(text, place, writer, context, notes);
    case 'here':
      return insertHere(text, range, place, writer, context, notes);
    case 'item': {
      const { start = range.start, end } = {
        start: place.itemStart,
        end: getLine(text, range.end).end,
      };
      return replaceRange({ start, end }, writer.writeBlock(place.indentation), notes);
    }
    case 'below':
      return insertBelow(text, place, writer, context, notes);
  }
}

function chooseTarget(
  text: string,
  range: TextRange,
  { inline, block, only, itemStart }: FlowPlace,
  { placement, isAfterPrompt }: InsertionContext,
): Target {
  if (only === 'inline' || only === 'below') return only;
  const before = text.slice(getLine(text, range.start).start, range.start).trim();
  const after = text.slice(range.end, getLine(text, range.end).end).trim();
  const isStart = before === '' && getLine(text, range.start).start <= block.start;
  if (before === '' && after === '') return 'here';
  if (itemStart !== undefined && after === '' && itemStart <= range.start)
    if (text.slice(itemStart, range.start).trim() === '') return 'item';
  if (only === 'block') return isStart && placement !== 'below' ? 'above' : 'below';
  if (placement === 'below' && range.start === range.end) return 'below';
  if (placement !== 'auto' || range.start < range.end) return 'inline';
  if (isAfterPrompt) return 'below';
  if (text.slice(inline.end, getLine(text, inline.end).end).trim() === '') return 'below';
  return isStart ? 'above' : 'inline';
}

/** Separates the reference from adjacent words by spaces. */
function addSpaces(text: string, { start, end }: TextRange, writer: FlowWriter): WrittenText {
  const { spaceAfter = wordEnd, spaceBefore = wordStart } = writer;
  return concatenate(
    spaceAfter.test(text.slice(Math.max(0, start - 2), start)) ? ' ' : '',
    writer.writeInline(),
    spaceBefore.test(text.slice(end, end + 2)) ? ' ' : '',
  );
}

function insertAbove(
  text: string,
  { block }: FlowPlace,
  writer: FlowWriter,
  { eol }: InsertionContext,
  notes: readonly InsertionNote[],
): Insertion {
  const line = getLine(text, block.start);
  const indentation = getIndentation(line);
  const written = concatenate(
    needsBlank(getPreviousLine(text, line), 'above', writer) ? eol : '',
    indentation,
    writer.writeBlock(indentation),
    needsBlank(line, 'below', writer) ? eol + eol : eol,
  );
  return replaceRange({ start: line.start, end: line.start }, written, notes);
}

/** On an empty line, or instead of whole lines. */
function insertHere(
  text: string,
  range: TextRange,
  { separator }: FlowPlace,
  writer: FlowWriter,
  { eol }: InsertionContext,
  notes: readonly InsertionNote[],
): Insertion {
  const first = getLine(text, range.start);
  const last = getLine(text, range.end);
  const indentation = getIndentation(first);
  const previous = separator?.length === 0 ? undefined : getPreviousLine(text, first);
  const next = separator?.length === 0 ? undefined : getNextLine(text, last);
  const written = concatenate(
    needsBlank(previous, 'above', writer) ? eol : '',
    indentation,
    writer.writeBlock(indentation),
    needsBlank(next, 'below', writer) ? eol : '',
  );
  return replaceRange({ start: first.start, end: last.end }, written, notes);
}

function insertBelow(
  text: string,
  { block, indentation, separator = [''] }: FlowPlace,
  writer: FlowWriter,
  { eol }: InsertionContext,
  notes: readonly InsertionNote[],
): Insertion {
  const line = getLine(text, block.end);
  const isTight = separator.length === 0 || writer.isBoundary?.(line, 'above') === true;
  const written = concatenate(
    eol,
    ...(isTight ? [] : separator.map((each) => each + eol)),
    indentation,
    writer.writeBlock(indentation),
    separator.includes('') && needsBlank(getNextLine(text, line), 'below', writer) ? eol : '',
  );
  return replaceRange({ start: line.end, end: line.end }, written, notes);
}

function needsBlank(line: Line | undefined, side: 'above' | 'below', writer: FlowWriter): boolean {
  return line !== undefined && !isBlank(line) && writer.isBoundary?.(line, side) !== true;
}
