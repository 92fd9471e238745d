import {
  areUrlsValid,
  isFinalFailure,
  isTaskValid,
  type Failure,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../library/record.ts';

/** The events that change a record. */
export type RecordEvent = Exclude<
  GenerationEvent,
  { type: 'generating' | 'queryFailed' | 'image' }
>;

/** Returns the record after an event at `now` (milliseconds since the epoch). */
export function applyEvent(
  record: GenerationRecord,
  event: RecordEvent,
  now: number,
): GenerationRecord {
  switch (event.type) {
    case 'submitting':
      return { ...record, state: 'submitting' };
    case 'postponed':
      return { ...record, state: 'queued' };
    case 'submitted': {
      // Another window may have taken it for interrupted, because it could not know the task.
      const { failure, finishedAt, ...rest } = record;
      return { ...rest, state: 'generating', task: { ...event.task, submittedAt: now } };
    }
    case 'downloading':
      return {
        ...record,
        state: 'downloading',
        ...(event.imageUrls.some((url) => url !== '') && {
          resultUrls: keepKnownUrls(event.imageUrls, record, now),
        }),
        ...(event.readyAfterSeconds !== undefined &&
          !record.isExternal && { readyAfterSeconds: event.readyAfterSeconds }),
      };
    case 'done': {
      const { withheldCount, replacedFile, ...rest } = record;
      return {
        ...rest,
        state: 'done',
        finishedAt: record.finishedAt ?? now,
        ...(event.withheldCount > 0 && { withheldCount: event.withheldCount }),
      };
    }
    case 'failed': {
      const { isCancelRequested, ...rest } = record;
      const failure = markCanceledMaybeBilled(event.failure, record);
      return { ...rest, state: 'failed', failure, finishedAt: now };
    }
  }
}

/**
 * Keeps the time of URLs that are already known: receiving them again does not extend their
 * validity.
 */
function keepKnownUrls(
  imageUrls: readonly string[],
  { resultUrls }: GenerationRecord,
  now: number,
): NonNullable<GenerationRecord['resultUrls']> {
  const isUnchanged = resultUrls?.imageUrls.join(' ') === imageUrls.join(' ');
  return isUnchanged ? resultUrls : { imageUrls: [...imageUrls], receivedAt: now };
}

/** A generation that is canceled before it is sent costs nothing. */
function markCanceledMaybeBilled(failure: Failure, { state }: GenerationRecord): Failure {
  if (failure.kind !== 'canceled' || failure.maybeBilled !== undefined) return failure;
  return state === 'queued' ? failure : { ...failure, maybeBilled: true };
}

/** Cancels an unfinished record; returns a finished one unchanged. */
export function markCanceled(record: GenerationRecord, now: number): GenerationRecord {
  const event = { type: 'failed', failure: { kind: 'canceled' } } as const;
  return isUnfinished(record) ? applyEvent(record, event, now) : record;
}

/**
 * Marks a record whose submit is in flight: it is canceled when the response has arrived, which may
 * have the id of a billed task. Returns others unchanged.
 */
export function markCancelRequested(record: GenerationRecord): GenerationRecord {
  return record.state === 'submitting' ? { ...record, isCancelRequested: true } : record;
}

/**
 * Fails a record whose window crashed during the submit, before it received the response; returns
 * others unchanged.
 */
export function markInterrupted(record: GenerationRecord, now: number): GenerationRecord {
  if (!isInterrupted(record)) return record;
  const kind = record.isCancelRequested ? 'canceled' : 'interrupted';
  return applyEvent(record, { type: 'failed', failure: { kind } }, now);
}

/** Whether a request may have been sent, and its task is unknown. */
function isInterrupted(record: GenerationRecord): boolean {
  return isUnfinished(record) && record.state !== 'queued' && !record.task;
}

/**
 * Whether a generation has work to do: it is unfinished, or its images can still be downloaded. One
 * that was interrupted only gets its failure.
 * @param now milliseconds since the epoch
 */
export function isPending(record: GenerationRecord, now: number): boolean {
  return isUnfinished(record) ? !isInterrupted(record) : canRecover(record, now);
}

/**
 * Restarts a failed record if that cannot be billed twice: queries its task, or submits its request
 * if the service has surely not accepted it. Returns others unchanged.
 */
export function restart(record: GenerationRecord, now: number): GenerationRecord {
  if (record.state !== 'failed') return record;
  const { failure, finishedAt, ...rest } = record;
  if (record.task) return { ...rest, state: 'generating' };
  return isPossiblyAccepted(failure) ? record : { ...rest, state: 'queued', createdAt: now };
}

/**
 * Queries the task of a finished record again; returns records without a task unchanged.
 * @param replacedFile the file of a damaged image to download again
 */
export function reopen(record: GenerationRecord, replacedFile?: string): GenerationRecord {
  const { failure, ...rest } = record;
  if (!record.task || isUnfinished(record)) return record;
  return { ...rest, state: 'generating', ...(replacedFile !== undefined && { replacedFile }) };
}

/** Whether Retry should be offered for a generation: it may succeed, and cannot be billed twice. */
export function canRetry({ state, task, failure, isExternal }: GenerationRecord): boolean {
  if (state !== 'failed' || !failure) return false;
  return task ? isExternal === true || !isFinalFailure(failure) : !isPossiblyAccepted(failure);
}

/** Whether the service may have accepted a request whose task is unknown. */
export function isPossiblyAccepted(failure: Failure | undefined): boolean {
  if (!failure || failure.kind === 'interrupted' || failure.kind === 'unexpected') return true;
  return 'maybeBilled' in failure && failure.maybeBilled;
}

/**
 * Whether a failed generation should be resumed automatically: its images can still be downloaded,
 * and the user neither canceled it nor entered the id of a task that does not exist.
 * @param now milliseconds since the epoch
 */
export function canRecover(record: GenerationRecord, now: number): boolean {
  const { failure, isExternal } = record;
  if (record.state !== 'failed' || !failure || failure.kind === 'canceled') return false;
  if (isExternal && /^(unknownTask|expired)$/.test(failure.kind)) return false;
  return !isFinalFailure(failure) && canDownload(record, now);
}

/**
 * Whether the images of a generation can still be downloaded: the service knows its task, or the
 * URLs are valid.
 * @param now milliseconds since the epoch
 */
export function canDownload({ task, resultUrls }: GenerationRecord, now: number): boolean {
  if (!task) return false;
  return isTaskValid(task, now) || (resultUrls !== undefined && areUrlsValid(resultUrls, now));
}
