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

export interface RunOptions {
  readonly library: Library;
  /**
   * A client with the provider's key. Rejects with a `JimengError` of kind `noKey` without one, of
   * kind `noProvider` where the user's own provider is not known.
   */
  readonly getClient: (provider: RecordProvider) => Promise<Client>;
  /** Seconds one task is waited for. */
  readonly getTimeoutSeconds: () => number;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  readonly random?: () => number;
  /** Told of each step, for the log. Nothing in it is secret. */
  readonly onEvent?: (id: string, event: GenerationEvent) => void;
  /** Told of faults of our own. */
  readonly onUnexpectedError?: (error: unknown) => void;
}

/** Why a run ends with its window or its record: not a failure, nothing is written. */
export class DetachedError extends Error {}

/**
 * Takes a generation from where its record stands to its end, and keeps the record true at every
 * step. Resolves to the record as it then stands; `undefined` when it was deleted.
 * @param signal ends it as cancelled where its reason is a `JimengError`, else without a trace
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
    // Not an end: the record stays unfinished for whoever takes it up next.
    if (error instanceof DetachedError) return await library.get(id);
    if (signal.aborted && !(signal.reason instanceof JimengError)) return await library.get(id);
    if (!(error instanceof JimengError)) onUnexpectedError?.(error);
    const failure: Failure = error instanceof JimengError ? error.failure : { kind: 'unexpected' };
    const event = { type: 'failed', failure } as const;
    onEvent?.(id, event);
    // Where even this cannot be written, whoever waits for the run must hear of it all the same.
    const written = writeEvent(id, event, options).catch(() =>
      applyEvent(record, event, clock.now()),
    );
    return await written;
  } finally {
    release?.();
  }
}

/** @throws LetGo when the record is gone, or another window's: then nothing is submitted. */
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
      // What breaks on the network comes as its own failure; the rest is the disk's.
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
    // Nobody knows when an adopted one was submitted, but not just now: if it is unknown, it is.
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

/** After a long sleep of the machine another window may have submitted it already. */
function markSubmitting(record: GenerationRecord): GenerationRecord {
  if (record.state !== 'queued') throw new DetachedError();
  return { ...record, state: 'submitting' };
}

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

/** @throws JimengError of kind `save`. */
export function throwSaveError(error: unknown): never {
  throw toSaveError(error);
}
