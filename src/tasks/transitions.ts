import type { Failure, GenerationEvent } from '../jimeng/index.ts';
import type { GenerationRecord } from '../library/record.ts';

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
        ...(event.readyAfter !== undefined && { readyAfter: event.readyAfter }),
      };
    case 'done':
      return { ...record, state: 'done', finishedAt: now };
    case 'failed':
      return { ...record, state: 'failed', failure: event.failure, finishedAt: now };
  }
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
  const { task, readyAfter, ...anew } = rest;
  return { ...anew, state: 'queued', createdAt: now, images: [] };
}

/** Failures after which a task has nothing more to give. */
const final: ReadonlySet<Failure['kind']> = new Set([
  'taskFailed',
  'resultRefused',
  'copyright',
  'expired',
  'unknownTask',
]);

/** Whether a failed generation's task may still bring its pictures, so that nothing is paid twice. */
export function canResume({ task, failure }: GenerationRecord): boolean {
  return task !== undefined && !(failure && final.has(failure.kind));
}
