/** The three shapes in which a gateway answers (docs/service.md §9.1). */
import { randomUUID } from 'node:crypto';
import { jsonResponse, type HttpResponse } from '../http.ts';

/** Ends the handling of a request with the answer that it carries. */
export class HttpError extends Error {
  readonly response: HttpResponse;

  constructor(response: HttpResponse) {
    super(response.body.toString());
    this.response = response;
  }
}

/** A refusal of the gateway's front: `{"error": {…}}`, as new-api's middleware words it. */
export function middlewareError(status: number, message: string, code = ''): HttpError {
  const error = {
    message: `${message} (request id: ${randomUUID()})`,
    type: 'new_api_error',
    code,
  };
  return new HttpError(jsonResponse(status, { error }, code));
}

/** new-api's answer to a path or method that it does not have. */
export function routeNotFound(method: string, path: string): HttpError {
  const message = `Invalid URL (${method} ${path})`;
  const error = { message, type: 'invalid_request_error', param: '', code: '' };
  return new HttpError(jsonResponse(404, { error }, ''));
}

/** A refusal of the gateway's task layer: `code` is a word, as in new-api's `TaskError`. */
export function taskError(status: number, code: string, message: string): HttpError {
  return new HttpError(jsonResponse(status, { code, message, data: null }, code));
}

/** The contents of the envelope that the published pages show. */
export interface EnvelopeContent {
  code: number;
  message: string;
  data: Record<string, unknown> | null;
  requestId: string;
  /** Milliseconds. */
  elapsedMs: number;
}

/** The envelope of the published pages; its field order is theirs. */
export function envelopeResponse(httpStatus: number, content: EnvelopeContent): HttpResponse {
  const { code, data, message, requestId, elapsedMs } = content;
  const value = {
    code,
    data,
    message,
    request_id: requestId,
    status: code,
    time_elapsed: formatGoDuration(elapsedMs),
  };
  return jsonResponse(httpStatus, value, code);
}

/** A duration as the pages print it: `35.381µs`, `104.852309ms`, `2.5s`. */
function formatGoDuration(milliseconds: number): string {
  if (milliseconds < 1) return `${Number((milliseconds * 1e3).toFixed(3))}µs`;
  if (milliseconds < 1e3) return `${Number(milliseconds.toFixed(6))}ms`;
  return `${Number((milliseconds / 1e3).toFixed(9))}s`;
}
