import type { Client } from '../api/client.ts';
import type { TaskReference } from '../api/task.ts';
import type { Clock } from '../clock.ts';
import { JimengError } from '../errors.ts';
import type { GenerationRequest } from '../request/generationRequest.ts';
import { computeBackoffMs, getRetryAfterSeconds, isThrottled } from './retryPolicy.ts';

/** An event of a request that is being submitted. */
export type SubmitEvent =
  /** The request is about to be sent, after this event was handled. */
  | { readonly type: 'submitting' }
  /** The request was not sent, or was rejected for now. It is sent after a pause, or later. */
  | { readonly type: 'postponed' }
  | { readonly type: 'submitted'; readonly task: TaskReference };

/** The options and services of `submitWithRetry`. */
interface SubmitContext {
  readonly client: Client;
  readonly clock: Clock;
  /** Returns a number from 0 up to 1, as `Math.random` does. */
  readonly random: () => number;
  /** Seconds after which a request that the service rejects for now is not sent again. */
  readonly timeoutSeconds: number;
  readonly signal?: AbortSignal | undefined;
  /** Aborted when the window closes: a submit in flight then has 4 seconds left. */
  readonly closing?: AbortSignal;
}

/**
 * Milliseconds that a submit in flight has left when the window closes. VS Code waits 5 seconds for
 * its extensions.
 */
const closingGraceMs = 4_000;

/**
 * Submits a request; repeats it until the timeout, but only if nothing was accepted
 * (docs/service.md §9.7). Returns the task.
 * @throws JimengError, and the reason of an abort while nothing is being sent. `canceled` has
 * `maybeBilled` only if the service may have accepted the request.
 */
export async function* submitWithRetry(
  request: GenerationRequest,
  context: SubmitContext,
): AsyncGenerator<SubmitEvent, TaskReference> {
  const { clock, random, signal, timeoutSeconds } = context;
  const deadlineMs = clock.now() + timeoutSeconds * 1000;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    yield { type: 'submitting' };
    // The record may have taken seconds to write.
    if (signal?.aborted) {
      yield { type: 'postponed' };
      signal.throwIfAborted();
    }
    const result = await submitToTheEnd(request, context).catch(toJimengError);
    if (!(result instanceof JimengError)) {
      yield { type: 'submitted', task: result };
      return result;
    }
    const { failure } = result;
    if (isCanceled(signal)) {
      const maybeBilled = 'maybeBilled' in failure && failure.maybeBilled;
      throw new JimengError({ kind: 'canceled', maybeBilled }, { cause: result });
    }
    const retryAfterSeconds = getRetryAfterSeconds(result) ?? 0;
    const delayMs = computeBackoffMs(attempt, random, retryAfterSeconds);
    const retryAtMs = clock.now() + Math.max(delayMs, retryAfterSeconds * 1000);
    if (!isThrottled(result) || retryAtMs > deadlineMs) throw result;
    yield { type: 'postponed' };
    await clock.sleep(delayMs, signal);
  }
}

/** @throws any other error */
function toJimengError(error: unknown): JimengError {
  if (error instanceof JimengError) return error;
  throw error;
}

/**
 * Submits a request, and waits for the response even if the generation is canceled meanwhile: it
 * may have the id of a billed task. Only a closing window does not wait for long.
 */
async function submitToTheEnd(
  request: GenerationRequest,
  { client, clock, closing }: SubmitContext,
): Promise<TaskReference> {
  const finished = new AbortController();
  const deadline = new AbortController();
  const startDeadline = () => {
    clock.sleep(closingGraceMs, finished.signal).then(
      () => {
        deadline.abort(closing?.reason);
      },
      () => undefined,
    );
  };
  if (closing?.aborted) startDeadline();
  closing?.addEventListener('abort', startDeadline, { once: true });
  try {
    return await client.submit(request, deadline.signal);
  } finally {
    closing?.removeEventListener('abort', startDeadline);
    finished.abort();
  }
}

function isCanceled(signal: AbortSignal | undefined): boolean {
  const reason: unknown = signal?.reason;
  return (
    isAbortError(reason) || (reason instanceof JimengError && reason.failure.kind === 'canceled')
  );
}

/** Whether an error is the default reason of an abort. */
export function isAbortError(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
