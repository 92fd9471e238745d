import { maxRetryAfterSeconds } from '../../untrusted/limits.ts';
import { JimengError, type Failure } from '../errors.ts';

/** The longest delay between two attempts, in milliseconds. */
const maxDelayMs = 30_000;

/**
 * Milliseconds to wait after attempt number `attempt` (from 1) failed: 1, 2, 4, 8 … s, each ± 25 %,
 * and at least as long as the service asks for, up to 2 minutes.
 * @param random returns a number from 0 up to 1, as `Math.random` does
 * @param retryAfterSeconds seconds, from a `Retry-After` header
 */
export function computeBackoffMs(
  attempt: number,
  random: () => number,
  retryAfterSeconds = 0,
): number {
  const delayMs = Math.min(maxDelayMs, 1_000 * 2 ** (attempt - 1)) * (0.75 + random() / 2);
  return Math.round(Math.max(delayMs, Math.min(maxRetryAfterSeconds, retryAfterSeconds) * 1_000));
}

/**
 * Whether the service rejected a request only for now, so that nothing was accepted
 * (docs/service.md §9.7).
 */
export function isThrottled(error: unknown): error is JimengError {
  if (!(error instanceof JimengError)) return false;
  const { failure } = error;
  return (failure.kind === 'rate' || failure.kind === 'concurrency') && !failure.maybeBilled;
}

/** Seconds to wait before the next request, if the service specified it. */
export function getRetryAfterSeconds({ failure }: JimengError): number | undefined {
  return 'retryAfter' in failure ? failure.retryAfter : undefined;
}

/** Whether the same download may succeed if it is repeated. */
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

/** Whether the URL of an image is invalid or has expired, so that a new one should be requested. */
export function isStaleUrlError(error: JimengError): boolean {
  return error.failure.kind === 'download' && !isTransientDownloadError(error);
}

/**
 * Whether the service does not know the task, in any shape of response
 * (docs/service.md §6.4, §9.2, §9.5).
 */
export function isUnknownTaskError(error: unknown): boolean {
  return error instanceof JimengError && /^(unknownTask|expired)$/.test(error.failure.kind);
}
