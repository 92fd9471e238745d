import {
  getExpectedSeconds,
  isLearned,
  JimengError,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { getFileErrorCode } from '../library/disk/files.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import type { Ticket } from '../library/ownership/tickets.ts';
import {
  DetachedError,
  isDetached,
  type KnownContext,
  type Run,
  type RunContext,
  type RunOptions,
} from './runContext.ts';
import { applyEvent, type RecordEvent } from './transitions.ts';
import { addTask, type UnsavedChanges } from './unsavedChanges.ts';

/** The event of a generation that has failed. */
export type FailedEvent = Extract<GenerationEvent, { type: 'failed' }>;

/**
 * Writes how a generation failed. If it cannot be written, the caller still gets the failed record.
 */
export async function writeFailure(
  event: FailedEvent,
  context: KnownContext,
  options: RunOptions,
): Promise<GenerationRecord | undefined> {
  const { library, clock, onWriteError } = options;
  const { record, tickets, unsavedChanges, known } = context;
  const onError = (error: unknown) => onWriteError?.(record.id, error);
  if (event.response !== undefined)
    await library.keepResponse(record.id, event.response).catch(onError);
  return writeEvent(event, context, options).catch(async (error: unknown) => {
    onError(error);
    const lastRecord = addTask((await library.get(record.id)) ?? record, known.task);
    const now = clock.now();
    if (!lastRecord.task) {
      unsavedChanges.addFailure(record.id, event.failure, now);
      // On disk, it may still be queued. The next start must not submit what the user has canceled.
      await writeStage('submitted', context).catch(() => tickets.delete(record.id));
    }
    return applyEvent(lastRecord, event, now);
  });
}

/** Updates the record with an event and its unsaved task. `undefined` if it was removed. */
export async function writeEvent(
  event: RecordEvent,
  { record: { id }, signal, unsavedChanges, known, estimate }: KnownContext & Partial<Run>,
  { library, clock }: RunOptions,
): Promise<GenerationRecord | undefined> {
  const now = clock.now();
  const written = await library.update(id, (record) => {
    // Another window may have submitted it already, such as while the machine slept.
    const isOwn = known.isSubmitting && record.state === 'submitting';
    if (event.type === 'submitting' && record.state !== 'queued' && !isOwn)
      throw new DetachedError();
    // Another window may be running it by now, unless its submit has failed here.
    const hasOtherTask = record.task !== undefined && record.task.taskId !== known.task?.taskId;
    const isForeign =
      event.type === 'failed' &&
      (hasOtherTask || (isDetached(signal) && record.state !== 'submitting'));
    const recordWithTask = addTask(record, known.task);
    if (isForeign) return recordWithTask;
    const changed = applyEvent(recordWithTask, event, now);
    return event.type === 'submitting' && estimate && isLearned(estimate)
      ? { ...changed, expectedAfterSeconds: getExpectedSeconds(estimate) }
      : changed;
  });
  // A record that was deleted meanwhile may be restored.
  if (written) unsavedChanges.delete(id);
  return written;
}

/**
 * Writes to the ticket of a generation whether its request may have been sent.
 * @param isCurrent as for `Tickets.write`
 * @throws StaleError, Error of the file system.
 */
export function writeStage(
  stage: Ticket['stage'],
  { record, ticket, tickets }: RunContext,
  isCurrent?: () => Promise<boolean>,
): Promise<void> {
  return tickets.write(record.id, { ...ticket, stage }, isCurrent);
}

/** Writes a task that could not be written before. If it fails again, later writes try again. */
export async function retryUnsavedChanges(
  id: string,
  unsavedChanges: UnsavedChanges,
  library: Library,
): Promise<void> {
  if (!unsavedChanges.has(id)) return;
  try {
    await library.update(id, (record) => unsavedChanges.addTo(record));
    unsavedChanges.delete(id);
  } catch {
    // The event that follows writes it.
  }
}

/** A file system error as a `JimengError` of kind `save`. */
export function toSaveError(error: unknown): JimengError {
  return new JimengError({ kind: 'save', code: getFileErrorCode(error) }, { cause: error });
}

/**
 * Converts a file system error, for use in `catch`.
 * @throws JimengError of kind `save`; a `DetachedError` as it is.
 */
export function throwSaveError(error: unknown): never {
  throw error instanceof DetachedError ? error : toSaveError(error);
}
