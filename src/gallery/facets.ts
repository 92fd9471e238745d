import type { GenerationRecord } from '../library/record.ts';
import type { FacetName, Facets, FacetValue } from './protocol.ts';
import { facetOf, isInserted } from './query.ts';

/** Every value that occurs, the most frequent first, and how many have a mark. `labelOf` says it as the user knows it. */
export function facetsOf(
  records: readonly GenerationRecord[],
  labelOf: (name: FacetName, value: string) => string,
): Facets {
  const valuesOf = (name: FacetName): FacetValue[] => {
    const counts = new Map<string, number>();
    for (const record of records) {
      const value = facetOf(record, name);
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([value, count]) => ({ value, label: labelOf(name, value), count }));
  };
  return {
    state: valuesOf('state'),
    provider: valuesOf('provider'),
    model: valuesOf('model'),
    ratio: valuesOf('ratio'),
    favorite: records.filter(({ favorite }) => favorite).length,
    inserted: records.filter(isInserted).length,
  };
}
