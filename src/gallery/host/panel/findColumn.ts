/** A group of editors, as far as it matters for where the gallery opens. */
export interface EditorGroup<Column extends number> {
  readonly viewColumn: Column;
  readonly isActive: boolean;
  readonly tabs: readonly unknown[];
}

/**
 * The column in which a new gallery opens, so that it covers nothing that the user is in, and no group is added
 * where there are two: that of the active group if it is empty, otherwise of the nearest other one.
 * @returns undefined if there is none yet
 */
export function findColumn<Column extends number>(
  groups: readonly EditorGroup<Column>[],
): Column | undefined {
  const active = groups.find(({ isActive }) => isActive);
  if (!active || active.tabs.length === 0) return active?.viewColumn;
  const distance = ({ viewColumn }: EditorGroup<Column>) =>
    Math.abs(viewColumn - active.viewColumn);
  const [nearest] = groups
    .filter((group) => group !== active)
    // Of two neighbors, the right one.
    .sort((a, b) => distance(a) - distance(b) || b.viewColumn - a.viewColumn);
  return nearest?.viewColumn;
}
