import type { GenerationRecord } from '../library/record.ts';
import type { Query } from './protocol.ts';

/** Whether a generation is one that the user looks for. */
export function matcherOf({
  text,
  state,
  favourite,
  inserted,
}: Query): (record: GenerationRecord) => boolean {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '');
  return (record) => {
    if (state !== undefined && state !== stateOf(record)) return false;
    if (favourite && !record.favourite) return false;
    if (inserted && !isInserted(record)) return false;
    if (words.length === 0) return true;
    const prompt = foldedPrompt(record);
    return words.every((word) => prompt.includes(word));
  };
}

/** What a generation is to a user: the steps on the way are one. */
export function stateOf({ state }: GenerationRecord): 'running' | 'done' | 'failed' {
  return state === 'done' || state === 'failed' ? state : 'running';
}

/** Whether one of its pictures was put into a document. */
export function isInserted({ insertions = [] }: GenerationRecord): boolean {
  return insertions.length > 0;
}

/** Whether a query leaves nothing out. */
export function isEverything({ text, ...filters }: Query): boolean {
  return text.trim() === '' && Object.keys(filters).length === 0;
}

const folded = new WeakMap<GenerationRecord, string>();

function foldedPrompt(record: GenerationRecord): string {
  let text = folded.get(record);
  if (text === undefined) folded.set(record, (text = fold(record.request.prompt)));
  return text;
}

/** Without what a search should not mind: case, accents, full width. */
function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
