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

/** Whether Retry should be offered for a generation: it may succeed, and it does not pay twice. */
export function canRetry({ state, task, failure, isExternal }: GenerationRecord): boolean {
  if (state !== 'failed' || !failure) return false;
  return task ? isExternal === true || !isFinalFailure(failure) : !isPossiblyAccepted(failure);
}

/** Whether the service may have accepted a request whose task is unknown. */
function isPossiblyAccepted(failure: Failure): boolean {
  if (failure.kind === 'interrupted' || failure.kind === 'unexpected') return true;
  return 'maybeBilled' in failure && failure.maybeBilled;
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
  const { failure, task, resultUrls } = record;
  if (record.state !== 'failed' || !task || failure?.kind === 'canceled') return false;
  const isTaskValid = now - task.submittedAt < taskLifetimeMs;
  const hasValidUrls = resultUrls !== undefined && areUrlsValid(resultUrls, now);
  return (isTaskValid || hasValidUrls) && !isFinalFailure(failure);
}
