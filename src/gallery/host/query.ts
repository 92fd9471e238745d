import { aspectRatios } from '../../jimeng/index.ts';
import type { GenerationRecord } from '../../library/record.ts';
import type { Query } from '../protocol/query.ts';
import { facetNames, type FacetName } from '../protocol/vocabulary.ts';

/**
 * How much an aspect ratio may differ (relatively) from the one that it is named after. The service's own
 * 4K sizes differ by almost as much.
 */
const ratioTolerance = 0.02;

/** Returns a predicate for the generations that match a query. */
export function createMatcher(query: Query): (record: GenerationRecord) => boolean {
  const words = normalizeText(query.text)
    .split(/\s+/)
    .filter((word) => word !== '');
  const activeFacets = facetNames.filter((name) => query[name] !== undefined);
  return (record) => {
    if (activeFacets.some((name) => getFacetValue(record, name) !== query[name])) return false;
    if (query.favorite && !record.favorite) return false;
    if (query.inserted && !isInserted(record)) return false;
    if (words.length === 0) return true;
    const prompt = getNormalizedPrompt(record);
    return words.every((word) => prompt.includes(word));
  };
}

/** The value of a facet of a generation, if it has one. */
export function getFacetValue(record: GenerationRecord, name: FacetName): string | undefined {
  switch (name) {
    case 'state':
      return getDisplayState(record);
    case 'provider':
      return record.provider;
    case 'model':
      return record.request.model;
    case 'ratio': {
      const { width, height } = record.images[0] ?? record.request;
      return width !== undefined && height !== undefined ? findRatioName(width, height) : undefined;
    }
  }
}

/** The state as it is shown to the user, without the steps of a running generation. */
export function getDisplayState({ state }: GenerationRecord): 'running' | 'done' | 'failed' {
  return state === 'done' || state === 'failed' ? state : 'running';
}

/** Whether one of its images was inserted into a document. */
export function isInserted({ insertions = [] }: GenerationRecord): boolean {
  return insertions.length > 0;
}

/** Whether a query matches every generation. */
export function isUnfiltered({ text, ...filters }: Query): boolean {
  return text.trim() === '' && Object.keys(filters).length === 0;
}

function findRatioName(width: number, height: number): string | undefined {
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
