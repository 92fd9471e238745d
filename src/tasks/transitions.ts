import {
  areUrlsValid,
  taskLifetimeMs,
  type Failure,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../library/record.ts';

type RecordEvent = Exclude<GenerationEvent, { type: 'generating' | 'image' }>;

/** A record after an event at `now` (milliseconds since the epoch). */
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
        failure: markCancelledMaybeBilled(event.failure, record),
        finishedAt: now,
      };
  }
}

/** Addresses that are known live no longer for being used again. */
function keepKnownUrls(
  imageUrls: readonly string[],
  { resultUrls }: GenerationRecord,
  now: number,
): NonNullable<GenerationRecord['resultUrls']> {
  const isUnchanged = resultUrls?.imageUrls.join(' ') === imageUrls.join(' ');
  return isUnchanged ? resultUrls : { imageUrls: [...imageUrls], receivedAt: now };
}

/** What is cancelled before it was sent costs nothing. */
function markCancelledMaybeBilled(failure: Failure, { state }: GenerationRecord): Failure {
  return failure.kind === 'cancelled' && state !== 'queued'
    ? { ...failure, maybeBilled: true }
    : failure;
}

/** A record whose wait is over at a user's wish; one that had ended already stays as it is. */
export function markCancelled(record: GenerationRecord, now: number): GenerationRecord {
  const event = { type: 'failed', failure: { kind: 'cancelled' } } as const;
  return isUnfinished(record) ? applyEvent(record, event, now) : record;
}

/** A record that its window has left behind: whoever submitted it may not have lived to hear the answer. */
export function markInterrupted(record: GenerationRecord, now: number): GenerationRecord {
  return record.state === 'submitting' && !record.task
    ? applyEvent(record, { type: 'failed', failure: { kind: 'interrupted' } }, now)
    : record;
}

/** A failed record on its way again: after its task where that may still bring pictures, else anew. */
export function restart(record: GenerationRecord, now: number): GenerationRecord {
  const { failure, finishedAt, ...rest } = record;
  if (canResume(record)) return { ...rest, state: 'generating' };
  const { task, resultUrls, readyAfterSeconds, ...fresh } = rest;
  return { ...fresh, state: 'queued', createdAt: now, images: [] };
}

/**
 * Whether a failed generation's task may still bring its pictures, so that nothing is paid twice: the
 * failure was on the way to the service or back, not the service's last word on the task.
 */
export function canResume({ task, failure, isExternal }: GenerationRecord): boolean {
  // Of what was submitted elsewhere nothing is known to submit again.
  return task !== undefined && (isExternal === true || !isFinalFailure(failure));
}

/** Whether the service has said that a task will never bring a picture. */
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
 * Whether a failed generation should be taken up without being asked: its pictures may still be had,
 * and it was not a user who ended it.
 */
export function canRecover(record: GenerationRecord, now: number): boolean {
  const { failure, task, resultUrls } = record;
  if (record.state !== 'failed' || !task || failure?.kind === 'cancelled') return false;
  const isTaskValid = now - task.submittedAt < taskLifetimeMs;
  const hasValidUrls = resultUrls !== undefined && areUrlsValid(resultUrls, now);
  return (isTaskValid || hasValidUrls) && !isFinalFailure(failure);
}
