import type { ActionTarget } from '../../protocol/vocabulary.ts';

/**
 * What the key of an action applies to: the selection if what has the focus is part of it, otherwise what has the
 * focus, and without that the selection.
 * @param focused the card or the image that has the focus
 */
export function getKeyTargets(
  focused: ActionTarget | undefined,
  selectedIds: ReadonlySet<string>,
): ActionTarget[] {
  if (focused && !selectedIds.has(focused.id)) return [focused];
  return [...selectedIds].map((id) => ({ id }));
}
