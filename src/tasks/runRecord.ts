import {
  abortable,
  JimengError,
  loadService,
  type Client,
  type Failure,
  type GenerateOptions,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { getImageIndex, type GenerationRecord } from '../library/record.ts';
import { StaleError } from '../library/disk/writeAtomically.ts';
import { addUrls, hasUrlsOf } from '../library/ownership/tickets.ts';
import { estimateFromLibrary } from './durationEstimate.ts';
import {
  retryUnsavedChanges,
  throwSaveError,
  toSaveError,
  writeEvent,
  writeFailure,
  writeStage,
  type FailedEvent,
} from './recordWrites.ts';
import {
  DetachedError,
  isDetached,
  type KnownContext,
  type Run,
  type RunContext,
  type RunOptions,
} from './runContext.ts';

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
  { record, ticket, signal, closing, unsavedChanges, estimate }: Run,
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
  // Others who can write into the library may have set the URLs. A query costs nothing.
  const isReceivedHere = resultUrls && hasUrlsOf(ticket, record);
  return resume({ ...task, ...(isReceivedHere && { resultUrls }) }, generateOptions);
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
  if (event.type === 'submitting' && !(await isUnsent(run).catch(throwSaveError)))
    throw new DetachedError();
  const write = writeEvent(event, run, options);
  if (event.type === 'submitting' || event.type === 'done') {
    const written = await write.catch(throwSaveError);
    // While this process hung, another window may have read the record before it was written.
    if (event.type === 'submitting' && (await lease.isTakenOver())) throw new DetachedError();
    known.isSubmitting = true;
    if (event.type === 'submitting') {
      const isCurrent = () => isUnsent(run);
      await writeStage('submitted', run, isCurrent).catch((error: unknown) => {
        throwSaveError(error instanceof StaleError ? new DetachedError() : error);
      });
    }
    return written !== undefined;
  }
  if (event.type === 'postponed') known.isStageUnsaved = true;
  try {
    const written = await write;
    // Nothing has been accepted, so a later start may submit it.
    if (event.type === 'postponed') {
      await writeStage('queued', run);
      known.isStageUnsaved = false;
    }
    if (event.type === 'downloading' && written && !hasUrlsOf(run.ticket, written))
      await run.tickets.write(id, addUrls({ ...run.ticket, stage: 'submitted' }, written));
    return written !== undefined;
  } catch (error) {
    // The task and its URLs are known in memory, so the images can still be downloaded.
    options.onWriteError?.(id, error);
    return true;
  }
}

/**
 * Whether no other window has sent the request while this run was waiting: after a move that was
 * interrupted, another library may have the same generation, with a lease of its own.
 */
async function isUnsent({ record, tickets, known }: Run): Promise<boolean> {
  return known.isStageUnsaved === true || (await tickets.read(record.id))?.stage === 'queued';
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
