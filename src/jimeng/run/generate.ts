import type { TaskQueryResult } from '../api/client.ts';
import { systemClock } from '../clock.ts';
import { downloadImages, type DownloadContext, type DownloadEvent } from './downloadImages.ts';
import { JimengError, type Failure } from '../errors.ts';
import { estimateDuration, type DurationEstimate } from '../polling/estimate.ts';
import { systemFetch } from '../api/fetch.ts';
import { areUrlsValid, type TaskReference } from '../api/task.ts';
import {
  isThrottled,
  isTransientQueryError,
  isUnknownTaskError,
  isUnusableResponse,
  computeBackoffMs,
  getRetryAfterSeconds,
} from './retryPolicy.ts';
import type { GenerationRequest } from '../request/generationRequest.ts';
import { createSchedule } from '../polling/schedule.ts';
import { squareSidePixels } from '../request/sizes.ts';

/** An event of a generation. The last one is `done` or `failed`. */
export type GenerationEvent =
  | { readonly type: 'submitted'; readonly task: TaskReference }
  | { readonly type: 'generating'; readonly rawStatus: string }
  | DownloadEvent
  | { readonly type: 'failed'; readonly failure: Failure };

/** The options of `generate` and `resume`. */
export interface GenerateOptions
  extends
    Pick<DownloadContext, 'client' | 'onImage' | 'signal'>,
    Partial<
      Pick<DownloadContext, 'outputOptions' | 'downloadedIndexes' | 'fetch' | 'clock' | 'random'>
    > {
  /** Seconds to wait for the task. After that, it can still be resumed with `resume`. */
  readonly timeoutSeconds: number;
  /**
   * The estimated duration, which determines when to query. Defaults to that of a 2K image without
   * history.
   */
  readonly estimate?: DurationEstimate;
}

type GenerationContext = DownloadContext &
  Pick<GenerateOptions, 'timeoutSeconds'> & { readonly estimate: DurationEstimate };

/** A task that was submitted earlier. Times are in milliseconds since the epoch. */
export interface SubmittedTask extends TaskReference {
  readonly submittedAt: number;
  /** The URLs of its images, and when they were received. */
  readonly resultUrls?: { readonly imageUrls: readonly string[]; readonly receivedAt: number };
}

/**
 * Seconds after a submit during which the service may not know the task yet. No source says that
 * this happens, but giving up would lose a billed task (docs/service.md §6.4).
 */
const unknownTaskGraceSeconds = 10;
/**
 * If two queries are further apart than this (seconds), the measured duration is discarded: the
 * machine slept or was offline.
 */
const maxObservationGapSeconds = 15;

/**
 * Submits a request, polls its task and downloads its images. An abort ends the events with
 * `failed` (`canceled`); the service may still finish the task and bill it. An abort with a reason
 * ends them with that reason: as `failed` if it is a `JimengError`, otherwise it is thrown.
 * @throws what `onImage` or an abort throws, unless it is a `JimengError`.
 */
export function generate(
  request: GenerationRequest,
  options: GenerateOptions,
): AsyncGenerator<GenerationEvent, void> {
  return withFailureEvents({ outputOptions: request, ...options }, async function* (context) {
    const task = await submitWithRetry(request, context);
    yield { type: 'submitted', task };
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
    const { resultUrls, submittedAt } = task;
    return resultUrls && areUrlsValid(resultUrls, context.clock.now())
      ? downloadImages(
          task,
          resultUrls.imageUrls.map((url) => ({ urls: [url] })),
          context,
        )
      : pollTask(task, context, submittedAt);
  });
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
    if (error instanceof JimengError) yield { type: 'failed', failure: error.failure };
    else if (isAbortError(error)) yield { type: 'failed', failure: { kind: 'canceled' } };
    else throw error;
  }
}

/**
 * Submits a request; repeats it until the timeout, but only if nothing was accepted
 * (docs/service.md §9.7).
 */
async function submitWithRetry(
  request: GenerationRequest,
  { client, clock, random, signal, timeoutSeconds }: GenerationContext,
): Promise<TaskReference> {
  const deadlineMs = clock.now() + timeoutSeconds * 1000;
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.submit(request, signal);
    } catch (error) {
      if (!isThrottled(error)) throw error;
      const delayMs = computeBackoffMs(attempt, random, getRetryAfterSeconds(error));
      if (clock.now() + delayMs > deadlineMs) throw error;
      await clock.sleep(delayMs, signal);
    }
  }
}

/**
 * Queries a task until it finishes, then downloads its images.
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
  const getElapsedSeconds = () => (clock.now() - submittedAt) / 1000;
  // A task of an earlier window may have finished long ago, so query it at once.
  let delayMs = lastPendingSeconds === undefined ? 0 : secondsUntilQuery(lastPendingSeconds) * 1000;
  let timeoutError = new JimengError({ kind: 'timeout', seconds: timeoutSeconds });
  for (let failedQueries = 0, unusableResponses = 0; ;) {
    const remainingMs = deadlineMs - clock.now();
    if (remainingMs <= 0) throw timeoutError;
    await clock.sleep(Math.min(delayMs, remainingMs), signal);

    let state: TaskQueryResult;
    try {
      state = await client.query(task, outputOptions, signal);
    } catch (error) {
      const isTooNew = isUnknownTaskError(error) && getElapsedSeconds() <= unknownTaskGraceSeconds;
      if (!isTooNew && !isTransientQueryError(error, unusableResponses)) throw error;
      unusableResponses = isUnusableResponse(error) ? unusableResponses + 1 : 0;
      if (error instanceof JimengError) timeoutError = error;
      delayMs = computeBackoffMs(++failedQueries, random, getRetryAfterSeconds(timeoutError));
      continue;
    }
    const elapsedSeconds = getElapsedSeconds();
    if (state.status === 'success') {
      const gapSeconds = elapsedSeconds - (lastPendingSeconds ?? -Infinity);
      const readyAfterSeconds =
        gapSeconds <= maxObservationGapSeconds ? elapsedSeconds - gapSeconds / 2 : undefined;
      return yield* downloadImages(task, state.images, context, readyAfterSeconds);
    }
    if (state.status === 'failed') throw new JimengError({ kind: 'taskFailed' });
    if (state.status === 'notFound' && elapsedSeconds > unknownTaskGraceSeconds) {
      throw new JimengError({ kind: 'expired', code: state.rawStatus });
    }
    yield { type: 'generating', rawStatus: state.rawStatus };
    failedQueries = unusableResponses = 0;
    lastPendingSeconds = elapsedSeconds;
    timeoutError = new JimengError({ kind: 'timeout', seconds: timeoutSeconds });
    delayMs = secondsUntilQuery(elapsedSeconds) * 1000;
  }
}

function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
