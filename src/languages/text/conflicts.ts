import type { Insertion, TextEdit } from '../language.ts';

/**
 * The indexes of insertions that write just what others write, or into what others write. What they share, such as an
 * import, is no conflict.
 */
export function findConflicts(insertions: readonly Insertion[]): Set<number> {
  const uses = new Map<string, number>();
  for (const edit of insertions.flatMap(({ edits }) => edits))
    uses.set(toKey(edit), (uses.get(toKey(edit)) ?? 0) + 1);
  const conflicts = new Set<number>();
  const own = insertions.flatMap(({ edits }, index) => {
    const ownEdits = edits.filter((edit) => uses.get(toKey(edit)) === 1);
    if (ownEdits.length === 0 && edits.length > 0) conflicts.add(index);
    return ownEdits.map((edit) => ({ edit, index }));
  });
  own.sort((a, b) => compareEdits(a.edit, b.edit));
  let [last] = own;
  for (const each of own.slice(1)) {
    if (last && each.index !== last.index && overlap(last.edit, each.edit))
      conflicts.add(last.index).add(each.index);
    if (!last || each.edit.end >= last.edit.end) last = each;
  }
  return conflicts;
}

/** Whether an edit overlaps an earlier one, or is at the same position. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return b.start < a.end || b.start === a.start;
}

function compareEdits(a: TextEdit, b: TextEdit): number {
  return a.start - b.start || a.end - b.end;
}

function toKey({ start, end, text }: TextEdit): string {
  return `${start} ${end} ${text}`;
}
