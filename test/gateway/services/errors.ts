/** The three response formats of a gateway (docs/service.md §9.1). */
import { randomUUID } from 'node:crypto';
import { jsonResponse, type HttpResponse } from '../http.ts';

/** Ends the handling of a request with a response. */
export class HttpError extends Error {
  readonly response: HttpResponse;

  constructor(response: HttpResponse) {
    super(response.body.toString());
    this.response = response;
  }
}

/** An error of the gateway's middleware: `{"error": {…}}`, in the format of new-api. */
export function middlewareError(status: number, message: string, code = ''): HttpError {
  const error = {
    message: `${message} (request id: ${randomUUID()})`,
    type: 'new_api_error',
    code,
  };
  return new HttpError(jsonResponse(status, { error }, code));
}

/** The response of new-api to an unknown path or method. */
export function routeNotFound(method: string, path: string): HttpError {
  const message = `Invalid URL (${method} ${path})`;
  const error = { message, type: 'invalid_request_error', param: '', code: '' };
  return new HttpError(jsonResponse(404, { error }, ''));
}

/** An error of the gateway's task layer. `code` is a word, as in new-api's `TaskError`. */
export function taskError(status: number, code: string, message: string): HttpError {
  return new HttpError(jsonResponse(status, { code, message, data: null }, code));
}

/** The content of the documented envelope. */
export interface EnvelopeContent {
  code: number;
  message: string;
  data: Record<string, unknown> | null;
  requestId: string;
  elapsedMs: number;
}

/** The documented envelope, with its order of fields. */
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

/** Formats a duration as in the documentation: `35.381µs`, `104.852309ms`, `2.5s`. */
function formatGoDuration(milliseconds: number): string {
  if (milliseconds < 1) return `${Number((milliseconds * 1e3).toFixed(3))}µs`;
  if (milliseconds < 1e3) return `${Number(milliseconds.toFixed(6))}ms`;
  return `${Number((milliseconds / 1e3).toFixed(9))}s`;
}
