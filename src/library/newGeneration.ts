import * as v from 'valibot';
import { requestSchema } from '../jimeng/index.ts';
import { createId, type GenerationRecord, type RecordProvider } from './record.ts';

/** What is known of a generation before it is submitted. */
export type NewGeneration = RecordProvider & Pick<GenerationRecord, 'request'>;

/**
 * The record of a new generation.
 * @param task a task that was submitted elsewhere, to be polled instead of submitted
 * @param now the current time, in milliseconds since the epoch
 * @param random returns a number from 0 up to 1, as `Math.random` does
 */
export function createNewRecord(
  { provider, customProvider, request }: NewGeneration,
  task: GenerationRecord['task'],
  now: number,
  random: () => number,
): GenerationRecord {
  return {
    version: 1,
    id: createId(now, random),
    createdAt: now,
    provider,
    ...(customProvider && { customProvider }),
    request: v.parse(requestSchema, request),
    ...(task ? { state: 'generating', task, isExternal: true } : { state: 'queued' }),
    images: [],
  };
}
