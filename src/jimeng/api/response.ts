import { maxExcerptCharacters, maxKeptResponseCharacters } from '../../untrusted/limits.ts';
import { readLayers, type Layer } from './envelope.ts';
import { classifyWords } from './errorWords.ts';
import { isFinalFailure, JimengError, type Failure, type ServiceFailure } from '../errors.ts';
import type { ApiKey } from './apiKey.ts';
import { findText, parseBody } from './foreignJson.ts';
import type { OfferedImage } from './imageSource.ts';
import { findImages, isUsable } from './offeredImages.ts';
import { readFailure, readTaskFailure, withoutFinalWords } from './readFailure.ts';
import { redact } from './redact.ts';
import { parseStatus, type TaskStatus } from './task.ts';
import { findTaskId } from './taskId.ts';

/** An HTTP response whose body has been read, perhaps only in part. */
export interface RawResponse {
  readonly httpStatus: number;
  readonly body: string;
  /** Whether the rest of the body was not read, because it is too large. */
  readonly isCut?: boolean;
  /** Seconds, from a `Retry-After` header. */
  readonly retryAfter?: number | undefined;
  /** Milliseconds since the epoch, from a `Date` header; NaN if it is missing or invalid. */
  readonly serverTimeMs?: number | undefined;
}

/** The result of a query. */
export interface TaskQueryResult {
  /** A failed task is an error of the query. */
  readonly status: Exclude<TaskStatus, 'failed'>;
  /** The status as the service named it, with keys redacted. */
  readonly rawStatus: string;
  /** The images, in the order of the response. */
  readonly images: readonly OfferedImage[];
}

/**
 * Reads the task id of a submit response. A response with a task id is a billed task, even if it
 * also reports an error.
 * @throws JimengError if there is none
 */
export function readTaskId(response: RawResponse, key: ApiKey): string {
  const taskId = findTaskId(response);
  if (taskId !== undefined) return taskId;
  const { value: body, isCut } = parseBody(response.body, response.isCut ?? false);
  const failure = readFailure(readLayers(body), response.httpStatus);
  if (failure) throw toServiceError(failure, response, key);
  throw isCut
    ? createBadResponseError('tooLarge', response, key)
    : createUnusableError(body, response, key);
}

/**
 * Reads the state of a task. Images that are offered count, unless a status means that the task
 * failed, or is not finished.
 * @param origin the provider's; relative URLs are resolved against it
 * @throws JimengError if the task failed, or the response does not have its state
 */
export function readQueryResult(
  response: RawResponse,
  key: ApiKey,
  origin: string,
): TaskQueryResult {
  const { httpStatus } = response;
  const { value: body, isCut } = parseBody(response.body, response.isCut ?? false);
  const layers = readLayers(body);
  const statuses = readStatuses(layers);
  const find = (status: TaskStatus) => statuses.find((each) => each.status === status);

  const failed = find('failed');
  if (failed)
    throw toServiceError(readTaskFailure(layers, failed.layer, httpStatus), response, key);

  const foundImages = findImages(body, origin);
  const isOffered = foundImages.some(isUsable);
  // What was cut off is like an image that the service withholds: it is queried once more.
  const images = isCut && isOffered ? [...foundImages, { urls: [] }] : foundImages;
  const toResult = (status: TaskQueryResult['status'], rawStatus = '') => ({
    status,
    rawStatus: redact(rawStatus, key, maxExcerptCharacters),
    images,
  });
  const [success, notFound, pending] = [find('success'), find('notFound'), find('pending')];
  const isPending = statuses.some(({ status, isKnown }) => status === 'pending' && isKnown);
  if (isOffered && (success ?? !isPending)) {
    return toResult('success', (success ?? pending ?? notFound)?.rawStatus);
  }
  const reported = readFailure(layers, httpStatus);
  const failure = reported && withoutFinalWords(reported);
  if (failure && (!isOffered || isFinalFailure(failure))) {
    throw toServiceError(failure, response, key);
  }
  if (notFound) return toResult('notFound', notFound.rawStatus);
  if (pending) return toResult('pending', pending.rawStatus);
  if (isCut) throw createBadResponseError('tooLarge', response, key);
  throw success
    ? createBadResponseError('noImage', response, key)
    : createUnusableError(body, response, key);
}

/** The statuses of a task in a response; none of them may be that of the response itself. */
function readStatuses(layers: readonly Layer[]) {
  return layers.flatMap((layer) => {
    const rawStatus = findText(layer.fields, ['taskstatus', 'status', 'state']);
    if (rawStatus === undefined) return [];
    const isOfTask =
      layer.role === 'data' ||
      ['taskid', 'object', 'imageurls'].some((name) => layer.fields.has(name));
    const parsed = parseStatus(rawStatus);
    const isUsed = isOfTask || (layer.role === 'envelope' && parsed.status !== 'failed');
    return isUsed ? [{ layer, rawStatus, ...parsed }] : [];
  });
}

/** Creates the error for a response that cannot be used, with an excerpt of its body. */
export function createBadResponseError(
  problem: Extract<Failure, { kind: 'badResponse' }>['problem'],
  response: RawResponse,
  key: ApiKey,
): JimengError {
  const { httpStatus, retryAfter, body } = response;
  const excerpt = redact(body, key, maxExcerptCharacters);
  const details = { httpStatus, excerpt, ...(retryAfter !== undefined && { retryAfter }) };
  const isKept =
    problem === 'noImage' || (problem !== 'tooLarge' && httpStatus >= 200 && httpStatus < 300);
  return new JimengError(
    { kind: 'badResponse', problem, ...details },
    isKept ? { response: redact(body, key, maxKeptResponseCharacters) } : {},
  );
}

/** The error for a response of no known shape, by its message if it has one. */
function createUnusableError(body: unknown, response: RawResponse, key: ApiKey): JimengError {
  const { httpStatus } = response;
  // The text of a page, or of truncated JSON, is not about the failure.
  const isPlainText = body === undefined && /^\s{0,20}[^\s<{["]/.test(response.body);
  const kindOfWords = isPlainText ? classifyWords(response.body) : undefined;
  // A text that is no JSON comes from a proxy or a firewall, which knows nothing about an image.
  const isAboutImage = kindOfWords !== undefined && isFinalFailure({ kind: kindOfWords });
  const kind = isAboutImage
    ? undefined
    : (kindOfWords ?? (httpStatus === 429 ? 'rate' : undefined));
  if (!kind) return createBadResponseError(body === undefined ? 'notJson' : 'shape', response, key);
  const message = isPlainText
    ? { message: response.body.trimStart().slice(0, maxKeptResponseCharacters) }
    : {};
  return toServiceError({ kind, httpStatus, ...message }, response, key);
}

/** Redacts every text of the service: any of them may echo the key, not only the message. */
function toServiceError(
  failure: ServiceFailure,
  { retryAfter }: RawResponse,
  key: ApiKey,
): JimengError {
  const redacted = Object.fromEntries(
    Object.entries(failure).map(([name, value]) => [
      name,
      typeof value === 'string' && name !== 'kind'
        ? redact(value, key, maxExcerptCharacters)
        : value,
    ]),
  ) as ServiceFailure;
  return new JimengError({ ...redacted, ...(retryAfter !== undefined && { retryAfter }) });
}
