import { jsonResponse, type HttpResponse, type HttpRequest } from '../http.ts';
import type { ImageUrlSigner } from './imageUrlSigner.ts';
import type { TaskStore } from '../services/taskStore.ts';

/** What the image host needs. */
export interface ImageServerContext {
  tasks: TaskStore;
  urlSigner: ImageUrlSigner;
  now: () => number;
}

/**
 * Serves an image. Responds with 400 if the request contains an API key, which must not be sent
 * here.
 */
export async function handleImageRequest(
  { method, url, headers }: HttpRequest,
  { tasks, urlSigner, now }: ImageServerContext,
): Promise<HttpResponse> {
  if (headers.authorization !== undefined) return errorResponse(400, 'UnexpectedAuthorization');
  if (method !== 'GET') return errorResponse(405, 'MethodNotAllowed');
  if (!url.pathname.endsWith('.image')) return errorResponse(404, 'NotFound');
  const name = urlSigner.check(url, now());
  if (name === null) return errorResponse(403, 'AccessDenied');
  const image = tasks.findImage(name);
  if (image === null) return errorResponse(404, 'NotFound');
  return {
    status: 200,
    headers: { 'content-type': `image/${image.format}` },
    body: await image.bytes,
    code: null,
  };
}

function errorResponse(status: number, code: string): HttpResponse {
  return jsonResponse(status, { code }, code);
}
