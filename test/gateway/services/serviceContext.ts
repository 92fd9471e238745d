/** What the gateways and the original service have in common. */
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

/** One provider's side of a request. */
export interface ServiceContext {
  provider: Provider;
  keys: KeyRing;
  tasks: TaskStore;
  limits: RateLimiter;
  settings: Settings;
  now: () => number;
  /** The address of a picture, good until then (milliseconds since 1970). */
  imageUrlFor: (name: string, expiresAt: number) => string;
}

/** Milliseconds since the handling of a request began. */
export type ElapsedMs = () => number;

/** Runs the handling of a request; a refusal that it throws is its answer. */
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

/** The bearer key of a request. @throws Refusal when it is missing or not known. */
export function requireBearerKey({ headers }: HttpRequest, { keys }: ServiceContext): string {
  const key = keys.find(headers.authorization);
  if (key === null) throw middlewareError(401, 'Invalid token');
  return key;
}

/** The access key with which a request was signed. @throws Refusal when the signature is not good. */
export function requireAccessKey(request: HttpRequest, { now, settings }: ServiceContext): string {
  const accessKeys = Object.values(sampleAccessKeys);
  return verifySignature(request, accessKeys, now() + settings.clockOffsetMs).accessKeyId;
}

/** A refusal in the envelope; the HTTP status is that of the original service's table (docs/service.md §9.2). */
export function businessError(
  { code, message }: ErrorInfo,
  elapsedMs: ElapsedMs,
  requestId: string = randomUUID(),
): HttpError {
  const content = { code, message, data: null, requestId, elapsedMs: elapsedMs() };
  return new HttpError(envelopeResponse(httpStatuses[code] ?? 400, content));
}

const httpStatuses: Readonly<Record<number, number>> = { 50400: 401, 50429: 429, 50430: 429 };

/** The pictures of a finished task, as addresses or, where those are not wanted, as base64. */
export async function resultImages(
  task: Task,
  wantsUrls: boolean,
  { tasks, imageUrlFor }: ServiceContext,
): Promise<{ image_urls: string[] } | { binary_data_base64: string[] }> {
  tasks.markDelivered(task);
  if (wantsUrls) {
    const expiresAt = task.readyAt + imageLifetimeMs;
    return { image_urls: task.images.map(({ name }) => imageUrlFor(name, expiresAt)) };
  }
  const files = await Promise.all(task.images.map(({ bytes }) => bytes));
  return { binary_data_base64: files.map((file) => file.toString('base64')) };
}

/** The kind of file that a provider makes, where the configuration leaves it to the provider. */
export function imageFormatFor(
  { provider, settings }: ServiceContext,
  reqKey: string,
): ImageFormat {
  if (settings.format !== 'provider') return settings.format;
  return provider === 'deepwl' || reqKey.endsWith('_v30') ? 'jpeg' : 'png';
}
