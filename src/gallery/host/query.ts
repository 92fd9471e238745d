import { aspectRatios } from '../../jimeng/index.ts';
import type { GenerationRecord } from '../../library/record.ts';
import type { Query } from '../protocol/query.ts';
import { facetNames, type FacetName } from '../protocol/vocabulary.ts';

/**
 * How much an aspect ratio may differ (relatively) from the one that it is named after. The service's own
 * 4K sizes differ by almost as much.
 */
const ratioTolerance = 0.02;

/** What samples have in place of the id of a provider. */
export const sampleProvider = 'sample';

/** Whether a pending generation does not run by itself. */
export type IsHeld = (id: string) => boolean;

/** Returns a predicate for the generations that match a query. */
export function createMatcher(query: Query, isHeld: IsHeld): (record: GenerationRecord) => boolean {
  const words = normalizeText(query.text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const activeFacets = facetNames.flatMap((name) => {
    const values: readonly (string | undefined)[] | undefined = query[name];
    return values ? [{ name, values }] : [];
  });
  return (record) => {
    const isExcluded = activeFacets.some(
      ({ name, values }) => !values.includes(getFacetValue(record, name, isHeld)),
    );
    if (isExcluded) return false;
    if (query.favorite && !record.favorite) return false;
    if (query.inserted && !isInserted(record)) return false;
    if (words.length === 0) return true;
    const prompt = getNormalizedPrompt(record);
    return words.every((word) => prompt.includes(word));
  };
}

/** The value of a facet of a generation, if it has one. */
export function getFacetValue(
  record: GenerationRecord,
  name: FacetName,
  isHeld: IsHeld,
): string | undefined {
  switch (name) {
    case 'state':
      return getDisplayState(record, isHeld);
    case 'provider':
      return record.isSample ? sampleProvider : record.provider;
    case 'model':
      return record.isSample ? undefined : record.request.model;
    case 'ratio': {
      const { width, height } = record.images[0] ?? record.request;
      return width !== undefined && height !== undefined ? findRatioName(width, height) : undefined;
    }
  }
}

/**
 * The state as it is shown to the user, without the steps of a running generation. One that does not
 * run by itself waits for Retry, as a failed one.
 */
function getDisplayState(
  { id, state }: GenerationRecord,
  isHeld: IsHeld,
): 'running' | 'done' | 'failed' {
  if (state === 'done' || state === 'failed') return state;
  return isHeld(id) ? 'failed' : 'running';
}

/**
 * Whether a generation has failed, or waits for Retry, and has nothing to show in the grid. It is shown above
 * the grid, unless the user looks for failed ones.
 */
export function isImagelessFailure(record: GenerationRecord, isHeld: IsHeld): boolean {
  return record.images.length === 0 && getDisplayState(record, isHeld) === 'failed';
}

/** Whether the results of a query show failed generations in the grid. */
export function isForFailures({ state }: Query): boolean {
  return state?.includes('failed') ?? false;
}

/** Whether one of its images was inserted into a document. */
export function isInserted({ insertions = [] }: GenerationRecord): boolean {
  return insertions.length > 0;
}

/** Whether a query matches every generation. */
export function isUnfiltered({ text, ...filters }: Query): boolean {
  return text.trim() === '' && Object.keys(filters).length === 0;
}

/** The name of the aspect ratio of an image, such as `16:9`, if it is one of those that can be requested. */
export function findRatioName(width: number, height: number): string | undefined {
  return aspectRatios.find((ratio) => {
    const [ratioWidth = 1, ratioHeight = 1] = ratio.split(':').map(Number);
    return Math.abs((width / height) * (ratioHeight / ratioWidth) - 1) < ratioTolerance;
  });
}

const normalizedPrompts = new WeakMap<GenerationRecord, string>();

function getNormalizedPrompt(record: GenerationRecord): string {
  let text = normalizedPrompts.get(record);
  if (text === undefined)
    normalizedPrompts.set(record, (text = normalizeText(record.request.prompt)));
  return text;
}

/** Removes what a search ignores: case, accents, full-width forms. */
function normalizeText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
