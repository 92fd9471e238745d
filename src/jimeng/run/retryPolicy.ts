import { JimengError, type Failure } from '../errors.ts';

/** The longest delay between two attempts, in milliseconds. */
const maxDelayMs = 30_000;

/**
 * Milliseconds to wait after attempt number `attempt` (from 1) failed: 1, 2, 4, 8 … s, each ± 25 %, and at
 * least as long as the service asks for.
 * @param random returns a number from 0 up to 1, as `Math.random` does
 * @param retryAfterSeconds seconds, from a `Retry-After` header
 */
export function computeBackoffMs(
  attempt: number,
  random: () => number,
  retryAfterSeconds = 0,
): number {
  const delayMs = Math.min(maxDelayMs, 1_000 * 2 ** (attempt - 1)) * (0.75 + random() / 2);
  return Math.round(Math.max(delayMs, retryAfterSeconds * 1_000));
}

/** How often in a row an answer that should have been good may be of no use. */
const maxUnusableResponses = 5;

/** Whether the service said that it took nothing on, and wants to be asked later (docs/service.md §9.7). */
export function isThrottled(error: unknown): error is JimengError {
  return error instanceof JimengError && /^(rate|concurrency)$/.test(error.failure.kind);
}

/** Seconds that the service wants to be left alone for. */
export function getRetryAfterSeconds({ failure }: JimengError): number | undefined {
  return 'retryAfter' in failure ? failure.retryAfter : undefined;
}

/**
 * Whether the same query may well succeed a moment later (docs/service.md §9.7).
 * @param unusableCount how often in a row before this its answer was of no use
 */
export function isTransientQueryError(error: unknown, unusableCount: number): error is JimengError {
  if (!(error instanceof JimengError)) return false;
  const { failure } = error;
  if (isTransient(failure)) return true;
  switch (failure.kind) {
    case 'service':
      return (failure.httpStatus ?? 0) >= 500;
    case 'badResponse':
      // Once in a while an answer is garbled or early; one that always is comes from something else.
      return (
        failure.httpStatus >= 500 ||
        (isUnusableResponse(error) && unusableCount < maxUnusableResponses)
      );
    default:
      return false;
  }
}

/** Whether an answer that should have been good was not one. */
export function isUnusableResponse(error: unknown): boolean {
  if (!(error instanceof JimengError)) return false;
  return error.failure.kind === 'badResponse' && error.failure.httpStatus < 300;
}

/** Whether the same download may well succeed a moment later. */
export function isTransientDownloadError(error: unknown): error is JimengError {
  if (!(error instanceof JimengError)) return false;
  const { failure } = error;
  if (failure.kind !== 'download') return isTransient(failure);
  const { problem, httpStatus = 0 } = failure;
  return problem === 'incomplete' || httpStatus === 429 || httpStatus >= 500;
}

function isTransient({ kind }: Failure): boolean {
  return /^(network|proxy|noResponse|rate|concurrency)$/.test(kind);
}

/** Whether a picture's address is no good, or no good any more, so that a new one is worth asking for. */
export function isStaleUrlError(error: JimengError): boolean {
  return error.failure.kind === 'download' && !isTransientDownloadError(error);
}

/** Whether a service does not know a task, by whatever shape of answer (docs/service.md §9.2, §9.5). */
export function isUnknownTaskError(error: unknown): boolean {
  return error instanceof JimengError && error.failure.kind === 'unknownTask';
}
