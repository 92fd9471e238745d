import type { GenerationRecord } from '../../library/record.ts';
import { facetNames, type FacetName, type Query } from '../protocol/messages.ts';
import { findRatioName } from './ratioName.ts';

/** Whether a generation is one that the user looks for. */
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

/** By what value of a facet a generation is found. */
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

/** What a generation is to a user: the steps on the way are one. */
export function getDisplayState({ state }: GenerationRecord): 'running' | 'done' | 'failed' {
  return state === 'done' || state === 'failed' ? state : 'running';
}

/** Whether one of its pictures was put into a document. */
export function isInserted({ insertions = [] }: GenerationRecord): boolean {
  return insertions.length > 0;
}

/** Whether a query leaves nothing out. */
export function isUnfiltered({ text, ...filters }: Query): boolean {
  return text.trim() === '' && Object.keys(filters).length === 0;
}

const normalizedPrompts = new WeakMap<GenerationRecord, string>();

function getNormalizedPrompt(record: GenerationRecord): string {
  let text = normalizedPrompts.get(record);
  if (text === undefined)
    normalizedPrompts.set(record, (text = normalizeText(record.request.prompt)));
  return text;
}

/** Without what a search should not mind: case, accents, full width. */
function normalizeText(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
