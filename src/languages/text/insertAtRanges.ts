import type { Insertion, InsertionNote, TextEdit, TextRange } from '../language.ts';
import { applyEdits } from './edits.ts';

/** An alt text that was written. */
export interface TabStop extends TextRange {
  /** From 1. The alt texts of the same image at several cursors have the same number. */
  readonly number: number;
}

/** What the insertion at one range wrote, in the text after all insertions. */
export interface WrittenRange {
  /** In the order of the text. */
  readonly stops: readonly TabStop[];
  /** Where the reference ends, without white space after it. */
  readonly end: number;
}

/** How a text changes when images are inserted at several places. */
export interface CombinedInsertion {
  /** In the order of the text. They do not overlap, and all refer to the text before the insertion. */
  readonly edits: readonly TextEdit[];
  readonly textAfter: string;
  /** Of each place. What several of them write together, such as the same image below a paragraph, is listed once. */
  readonly written: readonly WrittenRange[];
  readonly notes: readonly InsertionNote[];
}

/**
 * Combines the insertions at several ranges. Edits that are the same are made once, such as the import of the same image.
 * @param insert the insertion at the range with this index
 */
export function insertAtRanges(
  text: string,
  ranges: readonly TextRange[],
  insert: (text: string, range: TextRange, index: number) => Insertion,
): CombinedInsertion {
  const insertions = ranges.map((range, index) => insert(text, range, index));
  const edits = uniqueEdits(insertions.flatMap((each) => each.edits));
  const notes = [...new Set(insertions.flatMap((each) => each.notes))];
  if (haveOverlaps(edits)) return { ...insertInTurn(text, ranges, insert), notes };
  const shift = createShift(edits);
  const distinct = new Map(insertions.map((each) => [JSON.stringify(each.edits), each]));
  const written = [...distinct.values()].flatMap((each) => locateWritten(each.edits, shift));
  return { edits, textAfter: applyEdits(text, edits), written: inOrder(written), notes };
}

/** Inserts one after the other, from the end of the text on, where the edits get into each other's way. */
function insertInTurn(
  text: string,
  ranges: readonly TextRange[],
  insert: (text: string, range: TextRange, index: number) => Insertion,
): Omit<CombinedInsertion, 'notes'> {
  const order = [...ranges.keys()].sort(
    (a, b) => (ranges[b]?.start ?? 0) - (ranges[a]?.start ?? 0),
  );
  let current = text;
  let remaining = [...ranges];
  let written: WrittenRange[] = [];
  for (const index of order) {
    const range = remaining[index];
    if (!range) continue;
    const { edits } = insert(current, range, index);
    const shift = createShift(edits);
    remaining = remaining.map((each) => ({ start: shift(each.start), end: shift(each.end) }));
    written = written.map(({ stops, end }) => ({
      stops: stops.map((stop) => ({
        ...stop,
        start: shift(stop.start),
        end: shift(stop.end, true),
      })),
      end: shift(end, true),
    }));
    written.push(...locateWritten(edits, shift));
    current = applyEdits(current, edits);
  }
  return { edits: compare(text, current), textAfter: current, written: inOrder(written) };
}

function uniqueEdits(edits: readonly TextEdit[]): TextEdit[] {
  const byKey = new Map(edits.map((edit) => [`${edit.start} ${edit.end} ${edit.text}`, edit]));
  return [...byKey.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Two insertions at the same position overlap as well: their order is not known. */
function haveOverlaps(edits: readonly TextEdit[]): boolean {
  return edits.some((edit, index) => {
    const previous = edits[index - 1];
    return previous && (edit.start < previous.end || edit.start === previous.start);
  });
}

/**
 * Maps an offset before edits to the one after them.
 * @param isEnd whether what is inserted at the offset comes after it, and not before
 */
function createShift(edits: readonly TextEdit[]): (offset: number, isEnd?: boolean) => number {
  return (offset, isEnd = false) => {
    let result = offset;
    for (const { start, end, text } of edits) {
      if (isEnd && start === offset) continue;
      if (end <= offset) result += text.length - (end - start);
      else if (start < offset) result += start + text.length - offset;
    }
    return result;
  };
}

function locateWritten(
  edits: readonly TextEdit[],
  shift: (offset: number) => number,
): WrittenRange[] {
  const last = edits.at(-1);
  if (!last) return [];
  const getStart = ({ end, text }: TextEdit) => shift(end) - text.length;
  const stops = edits
    .flatMap((edit) =>
      edit.alts.map(({ start, end }) => ({
        start: getStart(edit) + start,
        end: getStart(edit) + end,
      })),
    )
    .map((alt, index) => ({ ...alt, number: index + 1 }));
  return [{ stops, end: getStart(last) + last.text.trimEnd().length }];
}

function inOrder(written: readonly WrittenRange[]): WrittenRange[] {
  return written.toSorted((a, b) => a.end - b.end);
}

/** The one edit between two texts. */
function compare(before: string, after: string): TextEdit[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (before.length === after.length && start === before.length) return [];
  const text = after.slice(start, after.length - tail);
  return [{ start, end: before.length - tail, text, alts: [] }];
}
