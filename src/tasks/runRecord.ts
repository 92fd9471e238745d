import {
  getExpectedSeconds,
  JimengError,
  loadService,
  type Client,
  type Clock,
  type Failure,
  type Fetch,
  type GenerateOptions,
  type GenerationEvent,
} from '../jimeng/index.ts';
import { getFileErrorCode } from '../library/files.ts';
import type { Library } from '../library/library.ts';
import { getImageIndex, type GenerationRecord, type RecordProvider } from '../library/record.ts';
import { estimateRecordDuration } from './durationEstimate.ts';
import type { Semaphore } from './semaphore.ts';
import { applyEvent } from './transitions.ts';

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
  /** Called with errors that are bugs in this extension. */
  readonly onUnexpectedError?: (error: unknown) => void;
}

/**
 * The reason when a run ends because its window closes or its record is removed. Not a failure: the
 * record is not changed.
 */
export class DetachedError extends Error {}

/**
 * Runs a generation from the state of its record to its end, and updates the record at every step.
 * Resolves to the final record; `undefined` if it was deleted.
 * @param signal when aborted with a `JimengError`, the generation fails with it; with any other
 * reason, the run ends and the record stays unfinished
 * @throws Error when the record cannot be read after the run was detached.
 */
export async function runRecord(
  record: GenerationRecord,
  semaphore: Semaphore,
  signal: AbortSignal,
  options: RunOptions,
): Promise<GenerationRecord | undefined> {
  const { library, clock, onEvent, onUnexpectedError } = options;
  const { id } = record;
  let release: (() => void) | undefined;
  try {
    release = await semaphore.acquire(signal);
    for await (const event of await startOrResume(record, signal, options)) {
      onEvent?.(id, event);
      if (!(await writeEvent(id, event, options).catch(throwSaveError))) return undefined;
    }
    return await library.get(id);
  } catch (error) {
    // The record stays unfinished, and another window or the next start resumes it.
    if (error instanceof DetachedError) return await library.get(id);
    if (signal.aborted && !(signal.reason instanceof JimengError)) return await library.get(id);
    if (!(error instanceof JimengError)) onUnexpectedError?.(error);
    const failure: Failure = error instanceof JimengError ? error.failure : { kind: 'unexpected' };
    const event = { type: 'failed', failure } as const;
    onEvent?.(id, event);
    // If even this cannot be written, the caller still gets the failed record.
    const written = writeEvent(id, event, options).catch(() =>
      applyEvent(record, event, clock.now()),
    );
    return await written;
  } finally {
    release?.();
  }
}

/**
 * Starts or resumes the task of a record.
 * @throws DetachedError when the record was removed or is run by another window; JimengError when
 * it cannot be written or there is no client. Nothing is submitted then.
 */
async function startOrResume(
  record: GenerationRecord,
  signal: AbortSignal,
  { library, getClient, getTimeoutSeconds, clock, fetch, random }: RunOptions,
): Promise<AsyncIterable<GenerationEvent>> {
  const { id, request, task, resultUrls } = record;
  const { generate, resume } = await loadService();
  const client = await getClient(record);
  const estimate = estimateRecordDuration(record, await library.list());
  const options: GenerateOptions = {
    client,
    clock,
    timeoutSeconds: getTimeoutSeconds(),
    estimate,
    outputOptions: request,
    downloadedIndexes: new Set(record.images.map(getImageIndex)),
    onImage: async (index, image) => {
      // Network errors are JimengErrors already; other errors come from the file system.
      const updated = await library.addImage(id, index, image).catch((error: unknown) => {
        throw signal.aborted || error instanceof JimengError ? error : toSaveError(error);
      });
      if (!updated) throw new DetachedError();
    },
    signal,
    ...(fetch && { fetch }),
    ...(random && { random }),
  };
  if (task) {
    // The submit of an external task was some time ago: if the service does not know it, that is
    // final.
    const submittedAt = record.isExternal ? 0 : task.submittedAt;
    return resume({ ...task, submittedAt, ...(resultUrls && { resultUrls }) }, options);
  }
  const expectedAfterSeconds = getExpectedSeconds(estimate);
  const submittingRecord = await library
    .update(id, (record) => ({ ...markSubmitting(record), expectedAfterSeconds }))
    .catch((error: unknown) => {
      throw error instanceof DetachedError ? error : toSaveError(error);
    });
  if (!submittingRecord) throw new DetachedError();
  return generate(request, options);
}

/** While the machine slept, another window may have submitted it already. */
function markSubmitting(record: GenerationRecord): GenerationRecord {
  if (record.state !== 'queued') throw new DetachedError();
  return { ...record, state: 'submitting' };
}

/** Updates the record, unless the event does not change it. `undefined` if it was removed. */
function writeEvent(
  id: string,
  event: GenerationEvent,
  { library, clock }: RunOptions,
): Promise<GenerationRecord | undefined> {
  if (event.type === 'generating' || event.type === 'image') return library.get(id);
  const now = clock.now();
  return library.update(id, (record) => applyEvent(record, event, now));
}

function toSaveError(error: unknown): JimengError {
  return new JimengError({ kind: 'save', code: getFileErrorCode(error) }, { cause: error });
}

/**
 * Converts a file system error, for use in `catch`.
 * @throws JimengError of kind `save`.
 */
export function throwSaveError(error: unknown): never {
  throw toSaveError(error);
}
