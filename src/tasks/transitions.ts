import { areAlive, taskLifetime, type Failure, type GenerationEvent } from '../jimeng/index.ts';
import { isUnfinished, type GenerationRecord } from '../library/record.ts';

type Transition = Exclude<GenerationEvent, { type: 'generating' | 'picture' }>;

/** A record after an event at `now` (milliseconds since the epoch). */
export function afterEvent(
  record: GenerationRecord,
  event: Transition,
  now: number,
): GenerationRecord {
  switch (event.type) {
    case 'submitted':
      return { ...record, state: 'generating', task: { ...event.task, submittedAt: now } };
    case 'downloading':
      return {
        ...record,
        state: 'downloading',
        ...(event.imageUrls.length > 0 && { addresses: addressesIn(event.imageUrls, record, now) }),
        ...(event.readyAfter !== undefined && !record.adopted && { readyAfter: event.readyAfter }),
      };
    case 'done':
      return { ...record, state: 'done', finishedAt: now };
    case 'failed':
      return {
        ...record,
        state: 'failed',
        failure: billed(event.failure, record),
        finishedAt: now,
      };
  }
}

/** Addresses that are known live no longer for being used again. */
function addressesIn(
  imageUrls: readonly string[],
  { addresses }: GenerationRecord,
  now: number,
): NonNullable<GenerationRecord['addresses']> {
  const isKnown = addresses?.imageUrls.join(' ') === imageUrls.join(' ');
  return isKnown ? addresses : { imageUrls: [...imageUrls], receivedAt: now };
}

/** What is cancelled before it was sent costs nothing. */
function billed(failure: Failure, { state }: GenerationRecord): Failure {
  return failure.kind === 'cancelled' && state !== 'queued'
    ? { ...failure, maybeBilled: true }
    : failure;
}

/** A record whose wait is over at a user's wish; one that had ended already stays as it is. */
export function cancelled(record: GenerationRecord, now: number): GenerationRecord {
  const event = { type: 'failed', failure: { kind: 'cancelled' } } as const;
  return isUnfinished(record) ? afterEvent(record, event, now) : record;
}

/** A record that its window has left behind: whoever submitted it may not have lived to hear the answer. */
export function leftBehind(record: GenerationRecord, now: number): GenerationRecord {
  return record.state === 'submitting' && !record.task
    ? afterEvent(record, { type: 'failed', failure: { kind: 'interrupted' } }, now)
    : record;
}

/** A failed record on its way again: after its task where that may still bring pictures, else anew. */
export function begunAgain(record: GenerationRecord, now: number): GenerationRecord {
  const { failure, finishedAt, ...rest } = record;
  if (canResume(record)) return { ...rest, state: 'generating' };
  const { task, addresses, readyAfter, ...anew } = rest;
  return { ...anew, state: 'queued', createdAt: now, images: [] };
}

/**
 * Whether a failed generation's task may still bring its pictures, so that nothing is paid twice: the
 * failure was on the way to the service or back, not the service's last word on the task.
 */
export function canResume({ task, failure, adopted }: GenerationRecord): boolean {
  // Of what was submitted elsewhere nothing is known to submit again.
  return task !== undefined && (adopted === true || !isLastWord(failure));
}

/** Whether the service has said that a task will never bring a picture. */
function isLastWord(failure: Failure | undefined): boolean {
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
  const { failure, task, addresses } = record;
  if (record.state !== 'failed' || !task || failure?.kind === 'cancelled') return false;
  const isKept = now - task.submittedAt < taskLifetime;
  const isThere = addresses !== undefined && areAlive(addresses, now);
  return (isKept || isThere) && !isLastWord(failure);
}
