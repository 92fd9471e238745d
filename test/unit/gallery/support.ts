import type { GenerationView } from '../../../src/gallery/protocol.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';

const start = Date.UTC(2026, 10, 21, 12);

/** The id of the `n`th generation, one an hour. */
export function idOf(n: number): string {
  const stamp = new Date(start + n * 60 * 60 * 1000).toISOString().replaceAll(/[-:.Z]/g, '');
  return `${stamp}-00000000`;
}

/** The record of the `n`th generation, which is done unless it is said otherwise. */
export function recordOf(n: number, changed: Partial<GenerationRecord> = {}): GenerationRecord {
  return {
    version: 1,
    id: idOf(n),
    createdAt: start + n * 60 * 60 * 1000,
    provider: 'octopusx',
    request: { model: 'jimeng-4.0', prompt: `picture ${n}` },
    state: 'done',
    images: [],
    ...changed,
  };
}

/** A generation as the page gets it. */
export function viewOf({ id, request }: GenerationRecord): GenerationView {
  return {
    id,
    prompt: request.prompt,
    state: 'done',
    facts: '',
    ended: '',
    doing: '',
    elapsed: 0,
    expected: 0,
    isRepeatable: true,
    reason: '',
    images: [],
    favorite: false,
    inserted: false,
  };
}
