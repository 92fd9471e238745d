import * as v from 'valibot';
import { exceedsJsonLimits } from '../../untrusted/jsonStart.ts';
import { maxIdLeadMs, recordJsonLimits } from '../../untrusted/limits.ts';
import {
  createId,
  isUnfinished,
  recordSchema,
  type GenerationRecord,
  type RecordImage,
} from '../record.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const archivedRecordSchema = v.pipe(v.string(), v.parseJson(), recordSchema);

/**
 * Reads a record of an archive; `undefined` if it is invalid, of another version or generation, or
 * was in progress when it was exported, or if its id is of a later time.
 * @param now milliseconds since the epoch
 */
export function parseArchivedRecord(
  text: string,
  id: string,
  now: number,
): GenerationRecord | undefined {
  if (exceedsJsonLimits(text, recordJsonLimits)) return undefined;
  // It would be sorted before all that are generated here.
  if (id > createId(now + maxIdLeadMs, () => 0)) return undefined;
  const parsed = safeParse(archivedRecordSchema, text);
  if (!parsed.success || parsed.output.id !== id || isUnfinished(parsed.output)) return undefined;
  return parsed.output;
}

/**
 * The record of a generation from elsewhere, which is finished here. It has nothing that would be
 * sent, downloaded, or opened: no provider, task, URLs, failure, or documents. Generate Again would
 * send the URLs of reference images to the service.
 * @param images as they are on disk
 * @param now milliseconds since the epoch
 */
export function toFinishedRecord(
  { id, createdAt, finishedAt, request, isExternal, withheldCount, favorite }: GenerationRecord,
  images: RecordImage[],
  now: number,
): GenerationRecord {
  const { imageUrls, ...requestWithoutUrls } = request;
  return {
    version: 1,
    id,
    createdAt: Math.min(createdAt, now),
    request: requestWithoutUrls,
    state: 'done',
    ...(isExternal && { isExternal }),
    images,
    ...(withheldCount !== undefined && { withheldCount }),
    ...(favorite && { favorite }),
    ...(finishedAt !== undefined && { finishedAt: Math.min(Math.max(finishedAt, createdAt), now) }),
  };
}
