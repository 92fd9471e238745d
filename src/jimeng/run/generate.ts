import type { Client, OfferedImage, TaskQueryResult } from '../api/client.ts';
import { systemClock } from '../clock.ts';
import { downloadImages, type DownloadContext, type DownloadEvent } from './downloadImages.ts';
import { isFinalFailure, JimengError, type Failure } from '../errors.ts';
import { estimateDuration, estimateFinish, type DurationEstimate } from '../polling/estimate.ts';
import { systemFetch } from '../http/fetch.ts';
import { areUrlsValid, isTaskValid, type TaskReference } from '../api/task.ts';
import type { OutputOptions } from '../api/wire.ts';
import { computeBackoffMs, getRetryAfterSeconds, isUnknownTaskError } from './retryPolicy.ts';
import type { GenerationRequest } from '../request/generationRequest.ts';
import { createSchedule } from '../polling/schedule.ts';
import { isAbortError, submitWithRetry, type SubmitEvent } from './submitWithRetry.ts';
import { squareSidePixels } from '../request/sizes.ts';
import { UnknownTaskCounter } from './unknownTask.ts';

/** An event of a generation. The last one is `done` or `failed`. */
export type GenerationEvent =
  | SubmitEvent
  | { readonly type: 'generating'; readonly rawStatus: string }
  /** A query failed, and is repeated. */
  | { readonly type: 'queryFailed'; readonly failure: Failure }
  | DownloadEvent
  | {
      readonly type: 'failed';
      readonly failure: Failure;
      /** The response that could not be used (`JimengError.response`). */
      readonly response?: string;
    };

/** The options of `generate` and `resume`. */
export interface GenerateOptions
  extends
    Pick<DownloadContext, 'client' | 'onImage' | 'signal'>,
    Partial<
      Pick<DownloadContext, 'outputOptions' | 'downloadedIndexes' | 'fetch' | 'clock' | 'random'>
    > {
  /** Seconds to wait for the task. After that, it can still be resumed with `resume`. */
  readonly timeoutSeconds: number;
  /** Aborted when the window closes: a submit in flight then has 4 seconds left. */
  readonly closing?: AbortSignal;
  /**
   * The estimated duration, which determines when to query. Defaults to that of a 2K image without
   * history.
   */
  readonly estimate?: DurationEstimate;
}

type GenerationContext = DownloadContext &
  Pick<GenerateOptions, 'timeoutSeconds' | 'closing'> & { readonly estimate: DurationEstimate };

/** A task that was submitted earlier. Times are in milliseconds since the epoch. */
export interface SubmittedTask extends TaskReference {
  readonly submittedAt: number;
  /** The URLs of its images, and when they were received. */
  readonly resultUrls?: { readonly imageUrls: readonly string[]; readonly receivedAt: number };
}

/**
 * If two queries are further apart than this (seconds), the measured duration is discarded: the
 * machine slept or was offline.
 */
const maxObservationGapSeconds = 15;

/**
 * Submits a request, polls its task and downloads its images. An abort ends the events with
 * `failed` (`canceled`), but only after the response to a submit in flight; the service may still
 * finish the task and bill it. An abort with a reason ends them with that reason: as `failed` if it
 * is a `JimengError`, otherwise it is thrown.
 * @throws what `onImage` or an abort throws, unless it is a `JimengError`.
 */
export function generate(
  request: GenerationRequest,
  options: GenerateOptions,
): AsyncGenerator<GenerationEvent, void> {
  return withFailureEvents({ outputOptions: request, ...options }, async function* (context) {
    const task = yield* submitWithRetry(request, context);
    yield* pollTask(task, context, context.clock.now(), 0);
  });
}

/**
 * Resumes a task that was submitted up to 12 hours ago (docs/service.md §7.3): downloads its images
 * if their URLs are known and valid, otherwise queries it at once. Events and errors are those of
 * `generate`, without `submitted`.
 */
export function resume(
  task: SubmittedTask,
  options: GenerateOptions,
): AsyncGenerator<GenerationEvent, void> {
  return withFailureEvents(options, (context) => {
    const images = getKnownImages(task, context);
    return images
      ? downloadImages(task, images, context)
      : pollTask(task, context, task.submittedAt);
  });
}

/**
 * The images of a task whose URLs are known and valid; `undefined` if a query is needed, because
 * they have expired or the response contained an image without a URL.
 */
function getKnownImages(
  task: SubmittedTask,
  { clock, downloadedIndexes }: GenerationContext,
): OfferedImage[] | undefined {
  const { resultUrls } = task;
  const now = clock.now();
  if (!resultUrls || !areUrlsValid(resultUrls, now)) return undefined;
  const isComplete = resultUrls.imageUrls.every(
    (url, index) => url !== '' || downloadedIndexes.has(index),
  );
  if (!isComplete && isTaskValid(task, now)) return undefined;
  return resultUrls.imageUrls.map((url) => ({ urls: url === '' ? [] : [url] }));
}

/** Completes the options with their defaults, and turns errors into `failed` events. */
async function* withFailureEvents(
  options: GenerateOptions,
  work: (context: GenerationContext) => AsyncGenerator<GenerationEvent, void>,
): AsyncGenerator<GenerationEvent, void> {
  try {
    yield* work({
      fetch: systemFetch,
      clock: systemClock,
      random: Math.random,
      estimate: estimateDuration([], {
        width: squareSidePixels['2k'],
        height: squareSidePixels['2k'],
      }),
      downloadedIndexes: new Set(),
      outputOptions: {},
      ...options,
    });
  } catch (error) {
    if (error instanceof JimengError) {
      const { failure, response } = error;
      yield { type: 'failed', failure, ...(response !== undefined && { response }) };
    } else if (isAbortError(error)) yield { type: 'failed', failure: { kind: 'canceled' } };
    else throw error;
  }
}

/**
 * Queries a task until it finishes, then downloads its images. A query costs nothing, so only what
 * the service reports about this image ends it before the timeout (docs/service.md §9.7).
 * @param submittedAt milliseconds since the epoch
 * @param lastPendingSeconds seconds after the submit at which the task is known to have been
 * running
 */
async function* pollTask(
  task: TaskReference,
  context: GenerationContext,
  submittedAt: number,
  lastPendingSeconds?: number,
): AsyncGenerator<GenerationEvent, void> {
  const { client, clock, outputOptions, signal, timeoutSeconds, estimate, random } = context;
  const secondsUntilQuery = createSchedule(estimate);
  const deadlineMs = clock.now() + timeoutSeconds * 1000;
  const unknownTask = new UnknownTaskCounter(clock);
  // A task of an earlier window may have finished long ago, so query it at once.
  let delayMs = lastPendingSeconds === undefined ? 0 : secondsUntilQuery(lastPendingSeconds) * 1000;
  let timeoutError = new JimengError({ kind: 'timeout', seconds: timeoutSeconds });
  for (let failedQueries = 0; ;) {
    const remainingMs = deadlineMs - clock.now();
    if (remainingMs <= 0) throw timeoutError;
    await clock.sleep(Math.min(delayMs, remainingMs), signal);

    let state: TaskQueryResult;
    try {
      state = await queryKnownTask(task, client, outputOptions, signal);
    } catch (error) {
      if (!(error instanceof JimengError) || isFinalFailure(error.failure)) throw error;
      if (isUnknownTaskError(error)) {
        if (unknownTask.count()) throw error;
      } else unknownTask.reset();
      timeoutError = toQueryError(error);
      delayMs = computeBackoffMs(++failedQueries, random, getRetryAfterSeconds(error));
      yield { type: 'queryFailed', failure: error.failure };
      continue;
    }
    const elapsedSeconds = (clock.now() - submittedAt) / 1000;
    if (state.status === 'success') {
      const gapSeconds = elapsedSeconds - (lastPendingSeconds ?? -Infinity);
      const readyAfterSeconds =
        gapSeconds <= maxObservationGapSeconds
          ? estimateFinish(estimate, elapsedSeconds - gapSeconds, elapsedSeconds)
          : undefined;
      return yield* downloadImages(task, state.images, context, readyAfterSeconds);
    }
    yield { type: 'generating', rawStatus: state.rawStatus };
    failedQueries = 0;
    unknownTask.reset();
    lastPendingSeconds = elapsedSeconds;
    timeoutError = new JimengError({ kind: 'timeout', seconds: timeoutSeconds });
    delayMs = secondsUntilQuery(elapsedSeconds) * 1000;
  }
}

/** A query has no parameters of the user, so a rejected one is an error of the service. */
function toQueryError(error: JimengError): JimengError {
  const { failure } = error;
  return failure.kind === 'invalidRequest'
    ? new JimengError({ ...failure, kind: 'service' }, { cause: error })
    : error;
}

/**
 * Queries a task. Resolves only if it is running or has succeeded.
 * @throws JimengError
 */
async function queryKnownTask(
  task: TaskReference,
  client: Client,
  outputOptions: OutputOptions,
  signal: AbortSignal | undefined,
): Promise<TaskQueryResult> {
  const state = await client.query(task, outputOptions, signal);
  if (state.status === 'notFound') {
    throw new JimengError({ kind: 'expired', code: state.rawStatus });
  }
  return state;
}
