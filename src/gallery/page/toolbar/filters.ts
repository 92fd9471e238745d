import type { Query } from '../../protocol/query.ts';
import { facetNames, type FacetName, type FlagName } from '../../protocol/vocabulary.ts';

/** Adds a value to a filter, or removes it. */
export function toggleValue(query: Query, name: FacetName, value: string): Query {
  const { [name]: values = [], ...others } = query;
  const remaining = values.filter((each) => each !== value);
  if (remaining.length === values.length) remaining.push(value);
  return remaining.length === 0 ? others : { ...others, [name]: remaining };
}

/** Turns a filter on or off. */
export function toggleFlag(query: Query, name: FlagName): Query {
  const { [name]: isOn, ...others } = query;
  return isOn ? others : { ...others, [name]: true };
}

/** The number of filters that are active, each value being one. */
export function countFilters(query: Query): number {
  const valueCounts = facetNames.map((name) => query[name]?.length ?? 0);
  const flags = [query.favorite, query.inserted].filter(Boolean);
  return valueCounts.reduce((sum, count) => sum + count, flags.length);
}

/** Whether a query can leave out generations. */
export function isFiltered(query: Query): boolean {
  return query.text !== '' || countFilters(query) > 0;
}
