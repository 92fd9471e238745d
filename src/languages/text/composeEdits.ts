import type { TextEdit, TextRange } from '../language.ts';

/** A part of a text that was replaced, before and after all edits so far. */
export interface Replacement {
  readonly before: TextRange;
  readonly after: TextRange;
}

/**
 * Adds an edit to those that were made before, of which it changes the result. What touches becomes one.
 * @param replacements in the order of the text
 */
export function addEdit(
  replacements: readonly Replacement[],
  { start, end, text }: TextEdit,
): Replacement[] {
  const above = replacements.filter(({ after }) => after.end < start);
  const below = replacements.filter(({ after }) => after.start > end);
  const touched = replacements.slice(above.length, replacements.length - below.length);
  const [first] = touched;
  const last = touched.at(-1);
  const change = text.length - (end - start);
  const united: Replacement = {
    before: {
      start: Math.min(first?.before.start ?? Infinity, start - getShift(above.at(-1))),
      end: Math.max(last?.before.end ?? 0, end - getShift(last ?? above.at(-1))),
    },
    after: {
      start: Math.min(first?.after.start ?? Infinity, start),
      end: Math.max(last?.after.end ?? 0, end) + change,
    },
  };
  const moved = below.map(({ before, after }) => ({
    before,
    after: { start: after.start + change, end: after.end + change },
  }));
  return [...above, united, ...moved];
}

/** How far the text after a replacement has moved. */
function getShift(replacement: Replacement | undefined): number {
  return replacement ? replacement.after.end - replacement.before.end : 0;
}
