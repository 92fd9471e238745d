import type { Attention, CompletedGeneration } from '../../../src/gallery/protocol/views.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';

const startTime = Date.UTC(2026, 10, 21, 12);

/** The ID of the `n`th generation, one per hour. */
export function idOf(n: number): string {
  const stamp = new Date(startTime + n * 60 * 60 * 1000).toISOString().replaceAll(/[-:.Z]/g, '');
  return `${stamp}-00000000`;
}

/** The record of the `n`th generation, done by default. */
export function recordOf(n: number, overrides: Partial<GenerationRecord> = {}): GenerationRecord {
  return {
    version: 1,
    id: idOf(n),
    createdAt: startTime + n * 60 * 60 * 1000,
    provider: 'octopusx',
    request: { model: 'jimeng-4.0', prompt: `prompt ${n}` },
    state: 'done',
    images: [],
    ...overrides,
  };
}

/** A generation as it is sent to the page. */
export function viewOf({ id, request }: GenerationRecord): CompletedGeneration {
  return {
    id,
    prompt: request.prompt,
    state: 'done',
    facts: '',
    differences: '',
    isInserted: false,
    isSample: false,
    isRepeatable: true,
    ratio: 1,
    images: [],
    favorite: false,
  };
}

/** Nothing that needs attention. */
export function noFailures(): Attention {
  return { count: 0, groups: [] };
}
