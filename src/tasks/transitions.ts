import {
  areUrlsValid,
  taskLifetimeMs,
  type Failure,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../library/record.ts';

/** The events that change a record. */
type RecordEvent = Exclude<GenerationEvent, { type: 'generating' | 'image' }>;

/** Returns the record after an event at `now` (milliseconds since the epoch). */
export function applyEvent(
  record: GenerationRecord,
  event: RecordEvent,
  now: number,
): GenerationRecord {
  switch (event.type) {
    case 'submitted':
      return { ...record, state: 'generating', task: { ...event.task, submittedAt: now } };
    case 'downloading':
      return {
        ...record,
        state: 'downloading',
        ...(event.imageUrls.length > 0 && {
          resultUrls: keepKnownUrls(event.imageUrls, record, now),
        }),
        ...(event.readyAfterSeconds !== undefined &&
          !record.isExternal && { readyAfterSeconds: event.readyAfterSeconds }),
      };
    case 'done':
      return { ...record, state: 'done', finishedAt: now };
    case 'failed':
      return {
        ...record,
        state: 'failed',
        failure: markCanceledMaybeBilled(event.failure, record),
        finishedAt: now,
      };
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
  return failure.kind === 'canceled' && state !== 'queued'
    ? { ...failure, maybeBilled: true }
    : failure;
}

/** Cancels an unfinished record; returns a finished one unchanged. */
export function markCanceled(record: GenerationRecord, now: number): GenerationRecord {
  const event = { type: 'failed', failure: { kind: 'canceled' } } as const;
  return isUnfinished(record) ? applyEvent(record, event, now) : record;
}

/**
 * Fails a record whose window crashed during the submit, before it received the response; returns
 * others unchanged.
 */
export function markInterrupted(record: GenerationRecord, now: number): GenerationRecord {
  return record.state === 'submitting' && !record.task
    ? applyEvent(record, { type: 'failed', failure: { kind: 'interrupted' } }, now)
    : record;
}

/**
 * Restarts a failed record: resumes its task if that can still yield images, else submits again.
 */
export function restart(record: GenerationRecord, now: number): GenerationRecord {
  const { failure, finishedAt, ...rest } = record;
  if (canResume(record)) return { ...rest, state: 'generating' };
  const { task, resultUrls, readyAfterSeconds, ...unsubmitted } = rest;
  return { ...unsubmitted, state: 'queued', createdAt: now, images: [] };
}

/**
 * Whether the task of a failed generation can still yield images, so that nothing is paid twice:
 * the failure is not a final one of the task itself.
 */
export function canResume({ task, failure, isExternal }: GenerationRecord): boolean {
  // The request of an external task is unknown, so it cannot be submitted again.
  return task !== undefined && (isExternal === true || !isFinalFailure(failure));
}

/**
 * Downloads an image of a finished record again; returns records without a task unchanged.
 * @param file the file name of the image
 */
export function reopen(record: GenerationRecord, file: string): GenerationRecord {
  if (!record.task || isUnfinished(record)) return record;
  const { failure, ...rest } = record;
  const images = record.images.filter((image) => image.file !== file);
  return { ...rest, images, state: 'generating' };
}

/** Whether a failure means that the task will never yield an image. */
function isFinalFailure(failure: Failure | undefined): boolean {
  switch (failure?.kind) {
    case 'taskFailed':
    case 'promptRefused':
    case 'referenceRefused':
    case 'resultRefused':
    case 'copyright':
    case 'invalidRequest':
    case 'expired':
    case 'unknownTask':
      return true;
    case 'service':
      return (failure.httpStatus ?? 0) < 500;
    default:
      return false;
  }
}

/**
 * Whether a failed generation should be resumed automatically: its images can still be downloaded,
 * and the user did not cancel it.
 * @param now milliseconds since the epoch
 */
export function canRecover(record: GenerationRecord, now: number): boolean {
  const { failure } = record;
  if (record.state !== 'failed' || failure?.kind === 'canceled') return false;
  return !isFinalFailure(failure) && canDownload(record, now);
}

/**
 * Whether the images of a generation can still be downloaded: the service knows its task, or the
 * URLs are valid.
 * @param now milliseconds since the epoch
 */
export function canDownload({ task, resultUrls }: GenerationRecord, now: number): boolean {
  if (!task) return false;
  const isTaskValid = now - task.submittedAt < taskLifetimeMs;
  return isTaskValid || (resultUrls !== undefined && areUrlsValid(resultUrls, now));
}
