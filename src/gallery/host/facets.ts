import { isUnfinished, type GenerationRecord } from '../../library/record.ts';
import { maxListedValues } from '../../untrusted/limits.ts';
import type { Facets, FacetValue, ImageCounts } from '../protocol/views.ts';
import type { FacetName } from '../protocol/vocabulary.ts';
import { getFacetValue, isInserted, type IsHeld } from './query.ts';

/**
 * Counts the images of generations that have ended.
 * @param matching the results of the query
 * @param all the records of the library
 */
export function countImages(
  matching: readonly GenerationRecord[],
  all: readonly GenerationRecord[],
): ImageCounts {
  const generations = matching.filter((record) => getImageCount(record) > 0).length;
  return { matching: sumImages(matching), generations, all: sumImages(all) };
}

function sumImages(records: readonly GenerationRecord[]): number {
  return records.reduce((sum, record) => sum + getImageCount(record), 0);
}

function getImageCount(record: GenerationRecord): number {
  return isUnfinished(record) ? 0 : record.images.length;
}

/**
 * Counts the images with each value of each facet, the most frequent first, and with each flag.
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
      if (value === undefined) continue;
      // What is in progress or has failed has no images, but can be looked for.
      const isGeneration = name === 'state' && value !== 'done';
      const added = isGeneration ? 1 : getImageCount(record);
      counts.set(value, (counts.get(value) ?? 0) + added);
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
    favorite: sumImages(records.filter(({ favorite }) => favorite)),
    inserted: sumImages(records.filter(isInserted)),
  };
}
