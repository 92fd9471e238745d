import {
  abortable,
  getExpectedSeconds,
  JimengError,
  loadService,
  type Client,
  type Clock,
  type DurationEstimate,
  type Failure,
  type Fetch,
  type GenerateOptions,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { getFileErrorCode } from '../library/disk/files.ts';
import type { Lease } from '../library/lease.ts';
import type { Library } from '../library/library.ts';
import { getImageIndex, type GenerationRecord, type RecordProvider } from '../library/record.ts';
import { estimateFromLibrary } from './durationEstimate.ts';
import type { Semaphore } from './semaphore.ts';
import type { Ticket, Tickets } from '../library/tickets.ts';
import { applyEvent, type RecordEvent } from './transitions.ts';
import { addTask, type UnsavedChanges } from './unsavedChanges.ts';

/** The services and settings of a run. */
export interface RunOptions {
  readonly library: Library;
  /**
   * Returns a client with the provider's key. Rejects with a `JimengError` of kind `noKey` if there
   * is no key, and of kind `noProvider` if the custom provider is not configured.
   */
  readonly getClient: (provider: RecordProvider) => Promise<Client>;
  /** Returns the number of seconds to wait for a task. */
  readonly getTimeoutSeconds: () => number;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random?: () => number;
  /** Called with each event, for the log. Events contain no secrets. */
  readonly onEvent?: (id: string, event: GenerationEvent) => void;
  /** Called when a record could not be written. The run goes on. */
  readonly onWriteError?: (id: string, error: unknown) => void;
  /** Called with errors that are bugs in this extension. */
  readonly onUnexpectedError?: (error: unknown) => void;
}

/** A generation to run. */
export interface RunContext {
  readonly record: GenerationRecord;
  readonly provider: RecordProvider;
  readonly lease: Lease;
  readonly ticket: Ticket;
  readonly tickets: Tickets;
  /** The slots of its provider. */
  readonly semaphore: Semaphore;
  /**
   * When aborted with a `JimengError`, the generation fails with it; with any other reason, the run
   * ends and the record stays unfinished. The run first waits for a submit in flight.
   */
  readonly signal: AbortSignal;
  /** Aborted when the window closes, which does not wait for long. */
  readonly closing: AbortSignal;
  readonly unsavedChanges: UnsavedChanges;
}

/** A run, with what it learns. */
interface KnownContext extends RunContext {
  /**
   * The task, which each write includes: a window that hung may have overwritten the record with
   * what it had read before.
   */
  readonly known: {
    task: GenerationRecord['task'];
    /** Whether this run has marked it as submitting, even if it could not mark it as queued again. */
    isSubmitting?: boolean;
  };
}

/** A generation whose task is being run. */
interface Run extends KnownContext {
  readonly estimate: DurationEstimate;
}

type FailedEvent = Extract<GenerationEvent, { type: 'failed' }>;

/**
 * The reason when a run ends because its window closes or its record is removed. Not a failure: the
 * record is not changed.
 */
export class DetachedError extends Error {}

/**
 * Runs a generation from the state of its record to its end, and updates the record at every step.
 * Resolves to the final record; `undefined` if it was deleted.
 * @throws Error when the record cannot be read after the run was detached.
 */
export async function runRecord(
  runContext: RunContext,
  options: RunOptions,
): Promise<GenerationRecord | undefined> {
  const { library, getClient, onEvent, onUnexpectedError } = options;
  const { record, provider, semaphore, signal } = runContext;
  const context: KnownContext = { ...runContext, known: { task: record.task } };
  const { id } = record;
  let release: (() => void) | undefined;
  try {
    // Before it has a slot, so that other generations do not wait for the key.
    const client = await abortable(getClient(provider), signal);
    release = await semaphore.acquire(signal);
    const estimate = await estimateFromLibrary(record, library);
    const run: Run = { ...context, estimate };
    for await (const event of await startOrResume(client, run, options)) {
      onEvent?.(id, event);
      if (event.type === 'failed') return await writeFailure(event, context, options);
      if (!(await handleEvent(event, run, options))) return undefined;
    }
    return await library.get(id);
  } catch (error) {
    // The record stays unfinished, and another window or the next start resumes it.
    if (error instanceof DetachedError || (isDetached(signal) && !(error instanceof JimengError)))
      return await library.get(id);
    if (!(error instanceof JimengError)) onUnexpectedError?.(error);
    const failure: Failure = error instanceof JimengError ? error.failure : { kind: 'unexpected' };
    const event = { type: 'failed', failure } as const;
    onEvent?.(id, event);
    return await writeFailure(event, context, options);
  } finally {
    release?.();
  }
}

/** Starts or resumes the task of a record. Yields `submitting` before anything is sent. */
async function startOrResume(
  client: Client,
  { record, signal, closing, unsavedChanges, estimate }: Run,
  options: RunOptions,
): Promise<AsyncIterable<GenerationEvent>> {
  const { library, getTimeoutSeconds, clock, fetch, random } = options;
  const { id, request, task, resultUrls } = record;
  const { generate, resume } = await loadService();
  const replacedImage = record.images.find(({ file }) => file === record.replacedFile);
  const keptImages = record.images.filter((image) => image !== replacedImage);
  const generateOptions: GenerateOptions = {
    client,
    clock,
    timeoutSeconds: getTimeoutSeconds(),
    estimate,
    outputOptions: request,
    downloadedIndexes: new Set(keptImages.map(getImageIndex)),
    onImage: async (index, image) => {
      // Network errors are JimengErrors already; other errors come from the file system.
      const replace = replacedImage !== undefined && index === getImageIndex(replacedImage);
      const adding = library.addImage(id, index, image, { replace });
      const updated = await adding.catch((error: unknown) => {
        throw signal.aborted || error instanceof JimengError ? error : toSaveError(error);
      });
      if (!updated) throw new DetachedError();
      await retryUnsavedChanges(id, unsavedChanges, library);
    },
    signal,
    closing,
    ...(fetch && { fetch }),
    ...(random && { random }),
  };
  if (!task) return generate(request, generateOptions);
  return resume({ ...task, ...(resultUrls && { resultUrls }) }, generateOptions);
}

/**
 * Writes the effect of an event. Resolves to whether the record still exists.
 * @throws JimengError of kind `save` if it cannot be written and the run must not go on: nothing is
 * submitted without a record of it. DetachedError when another window has submitted it.
 */
async function handleEvent(
  event: Exclude<GenerationEvent, FailedEvent>,
  run: Run,
  options: RunOptions,
): Promise<boolean> {
  const { record, lease, unsavedChanges, known } = run;
  const { id } = record;
  if (event.type === 'generating' || event.type === 'queryFailed' || event.type === 'image')
    return true;
  if (event.type === 'submitted') {
    const task = { ...event.task, submittedAt: options.clock.now() };
    known.task = task;
    unsavedChanges.addTask(id, task);
    await lease.keepTask(task);
    await restoreTicket(run, options);
  }
  const write = writeEvent(event, run, options);
  if (event.type === 'submitting' || event.type === 'done') {
    const written = await write.catch(throwSaveError);
    // While this process hung, another window may have read the record before it was written.
    if (event.type === 'submitting' && (await lease.isTakenOver())) throw new DetachedError();
    known.isSubmitting = true;
    if (event.type === 'submitting') await writeStage('submitted', run).catch(throwSaveError);
    return written !== undefined;
  }
  try {
    const written = await write;
    // Nothing has been accepted, so a later start may submit it.
    if (event.type === 'postponed') await writeStage('queued', run);
    return written !== undefined;
  } catch (error) {
    // The task and its URLs are known in memory, so the images can still be downloaded.
    options.onWriteError?.(id, error);
    return true;
  }
}

/** Another window has taken the submit for interrupted, and the ticket for used up. */
async function restoreTicket(run: Run, { onWriteError }: RunOptions): Promise<void> {
  const { record, tickets } = run;
  try {
    if (!(await tickets.read(record.id))) await writeStage('submitted', run);
  } catch (error) {
    onWriteError?.(record.id, error);
  }
}

function writeStage(stage: Ticket['stage'], { record, ticket, tickets }: Run): Promise<void> {
  return tickets.write(record.id, { ...ticket, stage });
}

/**
 * Writes how a generation failed. If it cannot be written, the caller still gets the failed record.
 */
async function writeFailure(
  event: FailedEvent,
  context: KnownContext,
  options: RunOptions,
): Promise<GenerationRecord | undefined> {
  const { library, clock, onWriteError } = options;
  const { record, unsavedChanges, known } = context;
  const onError = (error: unknown) => onWriteError?.(record.id, error);
  if (event.response !== undefined)
    await library.keepResponse(record.id, event.response).catch(onError);
  return writeEvent(event, context, options).catch(async (error: unknown) => {
    onError(error);
    const lastRecord = addTask((await library.get(record.id)) ?? record, known.task);
    const now = clock.now();
    if (!lastRecord.task) unsavedChanges.addFailure(record.id, event.failure, now);
    return applyEvent(lastRecord, event, now);
  });
}

/** Updates the record with an event and its unsaved task. `undefined` if it was removed. */
async function writeEvent(
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
    return event.type === 'submitting' && estimate
      ? { ...changed, expectedAfterSeconds: getExpectedSeconds(estimate) }
      : changed;
  });
  // A record that was deleted meanwhile may be restored.
  if (written) unsavedChanges.delete(id);
  return written;
}

/** Writes a task that could not be written before. If it fails again, later writes try again. */
async function retryUnsavedChanges(
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

/** Whether a run was ended by its window or its lease, and not by the user. */
function isDetached(signal: AbortSignal): boolean {
  return signal.aborted && !(signal.reason instanceof JimengError);
}

function toSaveError(error: unknown): JimengError {
  return new JimengError({ kind: 'save', code: getFileErrorCode(error) }, { cause: error });
}

/**
 * Converts a file system error, for use in `catch`.
 * @throws JimengError of kind `save`; a `DetachedError` as it is.
 */
export function throwSaveError(error: unknown): never {
  throw error instanceof DetachedError ? error : toSaveError(error);
}
