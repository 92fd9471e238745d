import type { GenerationRecord } from '../../library/record.ts';
import { maxListedValues } from '../../untrusted/limits.ts';
import type { Facets, FacetValue } from '../protocol/views.ts';
import type { FacetName } from '../protocol/vocabulary.ts';
import { getFacetValue, isInserted, type IsHeld } from './query.ts';

/**
 * Counts the values of each facet, the most frequent first, and the generations with each flag.
 * @param getFacetLabel names a value in the user's language
 */
export function countFacets(
  records: readonly GenerationRecord[],
  getFacetLabel: (name: FacetName, value: string) => string,
  isHeld: IsHeld,
): Facets {
  const countValues = (name: FacetName): FacetValue[] => {
    const counts = new Map<string, number>();
    for (const record of records) {
      const value = getFacetValue(record, name, isHeld);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, maxListedValues)
      .map(([value, count]) => ({ value, label: getFacetLabel(name, value), count }));
  };
  return {
    state: countValues('state'),
    provider: countValues('provider'),
    model: countValues('model'),
    ratio: countValues('ratio'),
    favorite: records.filter(({ favorite }) => favorite).length,
    inserted: records.filter(isInserted).length,
  };
}
