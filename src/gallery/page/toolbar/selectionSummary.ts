import type { GenerationView } from '../../protocol/views.ts';

/** What is known about the selected generations, of which only those near the viewport are loaded. */
export interface SelectionSummary {
  readonly ids: readonly string[];
  /** `undefined` if some are not loaded. */
  readonly imageCount: number | undefined;
  /** Whether all are favorites. `false` if some are not loaded. */
  readonly areFavorites: boolean;
  /** The two that can be compared, if there are two. */
  readonly pair: readonly [left: string, right: string] | undefined;
}

/** Summarizes what is selected. `undefined` if nothing is. */
export function summarizeSelection(
  ids: ReadonlySet<string>,
  loaded: Iterable<GenerationView>,
): SelectionSummary | undefined {
  if (ids.size === 0) return undefined;
  const known = [...loaded].filter(({ id }) => ids.has(id));
  const areAllKnown = known.length === ids.size;
  const imageCount = known.reduce((sum, { images }) => sum + images.length, 0);
  const [left, right, ...others] = ids;
  const haveImages = !areAllKnown || known.every(({ images }) => images.length > 0);
  const isPair = left !== undefined && right !== undefined && others.length === 0;
  return {
    ids: [...ids],
    imageCount: areAllKnown ? imageCount : undefined,
    areFavorites: areAllKnown && known.every(({ favorite }) => favorite),
    pair: isPair && haveImages ? [left, right] : undefined,
  };
}
