import type { Insertion, InsertionNote, Placement, TextEdit, TextRange } from '../language.ts';
import { addEdit, type Replacement } from './composeEdits.ts';
import { findConflicts } from './conflicts.ts';
import { applyEdits } from './edits.ts';
import { mergeRanges, type IndexedRange } from './mergeRanges.ts';

/** An alt text that was written. */
export interface TabStop extends TextRange {
  /** From 1. The alt texts of an image have the same number, also at several cursors. */
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
  readonly edits: readonly Omit<TextEdit, 'alts'>[];
  readonly textAfter: string;
  /** Of each place. What several of them write together, such as the same image below a paragraph, is listed once. */
  readonly written: readonly WrittenRange[];
  readonly notes: readonly InsertionNote[];
}

/** The insertion at the range with this index. */
type InsertAtRange = (
  text: string,
  range: TextRange,
  index: number,
  placement: Placement,
) => Insertion;

/**
 * Combines the insertions at several ranges, so that the images go to each. Ranges that overlap count as one, as in the
 * editor.
 * @param placement `auto` becomes `cursor` for ranges whose images would all go to the same place, such as below the
 * paragraph that the cursors are in
 */
export function insertAtRanges(
  text: string,
  ranges: readonly TextRange[],
  placement: Placement,
  insert: InsertAtRange,
): CombinedInsertion {
  const places = mergeRanges(ranges).map((each) => ({ ...each, placement }));
  return insertInTurn(text, separate(text, places, insert), insert);
}

/** A range that images go to, and how. */
interface RangePlace extends IndexedRange {
  readonly placement: Placement;
}

/** The places without those that still write what another one writes, such as the path in the same attribute. */
function separate(
  text: string,
  places: readonly RangePlace[],
  insert: InsertAtRange,
): readonly RangePlace[] {
  if (places.length < 2) return places;
  const insertions = places.map(({ range, index, placement }) =>
    insert(text, range, index, placement),
  );
  const conflicts = findConflicts(insertions);
  const distinct = new Map<string, RangePlace>();
  for (const [index, place] of places.entries()) {
    const isInConflict = place.placement === 'auto' && conflicts.has(index);
    const separated: RangePlace = isInConflict ? { ...place, placement: 'cursor' } : place;
    const insertion = isInConflict
      ? insert(text, place.range, place.index, 'cursor')
      : insertions[index];
    const key = JSON.stringify(insertion?.edits);
    if (!distinct.has(key)) distinct.set(key, separated);
  }
  return [...distinct.values()];
}

/**
 * Inserts one after the other, from the end of the text on, so that each sees what the others have written: the import
 * of the same image, or attributes of the same element.
 */
function insertInTurn(
  text: string,
  places: readonly RangePlace[],
  insert: InsertAtRange,
): CombinedInsertion {
  let textAfter = text;
  let remaining = [...places];
  let written: WrittenRange[] = [];
  let replacements: readonly Replacement[] = [];
  const notes = new Set<InsertionNote>();
  for (let place = remaining.pop(); place; place = remaining.pop()) {
    const insertion = insert(textAfter, place.range, place.index, place.placement);
    const { edits } = insertion;
    const shift = createShift(edits);
    remaining = remaining.map(({ range, ...rest }) => {
      const start = shift(range.start);
      const end = Math.max(start, shift(range.end, range.start < range.end));
      return { ...rest, range: { start, end } };
    });
    written = written.map(({ stops, end }) => ({
      stops: stops.map((stop) => ({
        ...stop,
        start: shift(stop.start),
        end: shift(stop.end, true),
      })),
      end: shift(end, true),
    }));
    written.push(...locateWritten(edits, shift));
    textAfter = applyEdits(textAfter, edits);
    replacements = edits.toReversed().reduce(addEdit, replacements);
    for (const note of insertion.notes) notes.add(note);
  }
  return {
    edits: replacements.map(({ before, after }) => ({
      ...before,
      text: textAfter.slice(after.start, after.end),
    })),
    textAfter,
    written: written.toSorted((a, b) => a.end - b.end),
    notes: [...notes],
  };
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
  const stops: TabStop[] = [];
  for (const edit of edits) {
    for (const { start, end, isCopy } of edit.alts) {
      const previous = stops.at(-1)?.number ?? 0;
      const number = isCopy && previous > 0 ? previous : previous + 1;
      stops.push({ start: getStart(edit) + start, end: getStart(edit) + end, number });
    }
  }
  return [{ stops, end: getStart(last) + last.text.trimEnd().length }];
}
