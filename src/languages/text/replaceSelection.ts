import type { Insertion, TextEdit, TextRange } from '../language.ts';

/**
 * Replaces a selection as if it had been deleted first, so that a language only has to know what to insert at a
 * cursor.
 */
export function replaceSelection(
  text: string,
  { start, end }: TextRange,
  insertAt: (text: string, cursor: number) => Insertion,
): Insertion {
  if (start === end) return insertAt(text, start);
  const { edits, notes } = insertAt(text.slice(0, start) + text.slice(end), start);
  const shift = end - start;
  const before = edits.filter((edit) => edit.end < start);
  const [touching, ...after] = edits.filter((edit) => edit.end >= start);
  const deletion: TextEdit = { start, end, text: '', alts: [] };
  const moved = after.map((edit) => shiftEdit(edit, shift));
  if (touching === undefined) return { edits: [...before, deletion], notes };
  const replacement =
    touching.start > start
      ? [deletion, shiftEdit(touching, shift)]
      : [{ ...touching, end: touching.end + shift }];
  return { edits: [...before, ...replacement, ...moved], notes };
}

function shiftEdit(edit: TextEdit, shift: number): TextEdit {
  return { ...edit, start: edit.start + shift, end: edit.end + shift };
}
