/** What the gateways and the Volcengine API have in common. */
import { randomUUID } from 'node:crypto';
import { sampleAccessKeys } from './accessKeys.ts';
import { envelopeResponse, middlewareError, HttpError } from './errors.ts';
import type { ErrorInfo } from './contentCheck.ts';
import type { Provider } from '../control/controlApi.ts';
import type { HttpResponse, HttpRequest } from '../http.ts';
import type { KeyRing } from './bearerKeys.ts';
import type { RateLimiter } from './rateLimiter.ts';
import type { ImageFormat } from '../images/drawImage.ts';
import type { Settings } from '../control/settings.ts';
import { verifySignature } from './verifySignature.ts';
import { imageLifetimeMs, type Task, type TaskStore } from './taskStore.ts';

/** What a provider needs to handle a request. */
export interface ServiceContext {
  provider: Provider;
  keys: KeyRing;
  tasks: TaskStore;
  limits: RateLimiter;
  settings: Settings;
  now: () => number;
  /** Returns the URL of an image, valid until `expiresAt` (milliseconds since 1970). */
  imageUrlFor: (name: string, expiresAt: number) => string;
}

/** Returns the milliseconds since the handling of a request started. */
export type ElapsedMs = () => number;

/** Handles a request. An HttpError that is thrown becomes the response. */
export async function handleHttpErrors(
  handle: (elapsedMs: ElapsedMs) => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const startedAt = performance.now();
  try {
    return await handle(() => performance.now() - startedAt);
  } catch (error) {
    if (error instanceof HttpError) return error.response;
    throw error;
  }
}

/**
 * Returns the bearer key of a request.
 * @throws HttpError if it is missing or unknown
 */
export function requireBearerKey({ headers }: HttpRequest, { keys }: ServiceContext): string {
  const key = keys.find(headers.authorization);
  if (key === null) throw middlewareError(401, 'Invalid token');
  return key;
}

/**
 * Returns the ID of the access key that a request was signed with.
 * @throws HttpError if the signature is invalid
 */
export function requireAccessKey(request: HttpRequest, { now, settings }: ServiceContext): string {
  const accessKeys = Object.values(sampleAccessKeys);
  return verifySignature(request, accessKeys, now() + settings.clockOffsetMs).accessKeyId;
}

/**
 * A business error in the envelope, with the HTTP status of Volcengine's table
 * (docs/service.md §9.2).
 */
export function businessError(
  { code, message }: ErrorInfo,
  elapsedMs: ElapsedMs,
  requestId: string = randomUUID(),
): HttpError {
  const content = { code, message, data: null, requestId, elapsedMs: elapsedMs() };
  return new HttpError(envelopeResponse(httpStatuses[code] ?? 400, content));
}

const httpStatuses: Readonly<Record<number, number>> = { 50400: 401, 50429: 429, 50430: 429 };

/** The images of a finished task as URLs, or as base64 if URLs are not requested. */
export async function resultImages(
  task: Task,
  returnsUrls: boolean,
  { tasks, imageUrlFor }: ServiceContext,
): Promise<{ image_urls: string[] } | { binary_data_base64: string[] }> {
  tasks.markDelivered(task);
  if (returnsUrls) {
    const expiresAt = task.readyAt + imageLifetimeMs;
    return { image_urls: task.images.map(({ name }) => imageUrlFor(name, expiresAt)) };
  }
  const files = await Promise.all(task.images.map(({ bytes }) => bytes));
  return { binary_data_base64: files.map((file) => file.toString('base64')) };
}

/** The image format of a provider, unless it is configured. */
export function imageFormatFor(
  { provider, settings }: ServiceContext,
  reqKey: string,
): ImageFormat {
  if (settings.format !== 'provider') return settings.format;
  return provider === 'deepwl' || reqKey.endsWith('_v30') ? 'jpeg' : 'png';
}
