import type { Insertion, InsertionNote, TextEdit, TextRange } from '../language.ts';
import { concatenate, type WrittenText } from '../text/edits.ts';

/** An edit that replaces a range. */
export function edit(start: number, end: number, written: string | WrittenText): TextEdit {
  const { text, alts } = concatenate(written);
  return { start, end, text, alts };
}

/** An edit that inserts at a position. */
export function insertAt(position: number, written: string | WrittenText): TextEdit {
  return edit(position, position, written);
}

/** An insertion of edits with notes. */
export function draft(edits: readonly TextEdit[], ...notes: readonly InsertionNote[]): Insertion {
  return { edits, notes };
}

/**
 * Adds edits to an insertion, in the order of the document.
 * @param added edits that go before others at the same position. One inside a range that is replaced goes before it.
 */
export function addEdits(insertion: Insertion, added: readonly TextEdit[]): Insertion {
  const moved = added.map((each) => {
    const around = insertion.edits.find(({ start, end }) => start < each.start && each.start < end);
    return around ? { ...each, start: around.start, end: around.start } : each;
  });
  const edits = [...moved, ...insertion.edits].sort((a, b) => a.start - b.start);
  return { ...insertion, edits };
}

/** Whether a range contains another one. */
export function contains(outer: TextRange, inner: TextRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
