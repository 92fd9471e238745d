import * as v from 'valibot';
import { isTooComplex } from '../../untrusted/jsonLimits.ts';
import { recordJsonLimits } from '../../untrusted/limits.ts';
import { isUnfinished, recordSchema, type GenerationRecord, type RecordImage } from '../record.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const archivedRecordSchema = v.pipe(v.string(), v.parseJson(), recordSchema);

/**
 * Reads a record of an archive; `undefined` if it is invalid, of another version or generation, or
 * was in progress when it was exported.
 */
export function parseArchivedRecord(text: string, id: string): GenerationRecord | undefined {
  if (isTooComplex(text, recordJsonLimits)) return undefined;
  const parsed = safeParse(archivedRecordSchema, text);
  if (!parsed.success || parsed.output.id !== id || isUnfinished(parsed.output)) return undefined;
  return parsed.output;
}

/**
 * The record of a generation from elsewhere, which is finished here. It has nothing that would be
 * sent, downloaded, or opened: no provider, task, URLs, failure, or documents.
 * @param images as they are on disk
 * @param now milliseconds since the epoch
 */
export function toFinishedRecord(
  { id, createdAt, finishedAt, request, isExternal, withheldCount, favorite }: GenerationRecord,
  images: RecordImage[],
  now: number,
): GenerationRecord {
  return {
    version: 1,
    id,
    createdAt: Math.min(createdAt, now),
    request,
    state: 'done',
    ...(isExternal && { isExternal }),
    images,
    ...(withheldCount !== undefined && { withheldCount }),
    ...(favorite && { favorite }),
    ...(finishedAt !== undefined && { finishedAt: Math.min(Math.max(finishedAt, createdAt), now) }),
  };
}
