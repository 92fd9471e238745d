/** Faults that replace the response. The service does not see the request. */
import { middlewareError } from '../services/errors.ts';
import { errorResponses, taskStates } from './errorResponses.ts';
import type { RawFault, ReplacementKind } from './faultKinds.ts';
import { htmlResponse, type HttpResponse, type HttpRequest } from '../http.ts';

/** What a fault may need to know about the request. */
export interface FaultContext {
  request: HttpRequest;
  /** Milliseconds since 1970, according to the gateway's clock. */
  now: number;
  /** An origin other than that of the request. */
  redirectOrigin: string;
  /** Returns the bytes of an image by its URL, or null. */
  fileAt: (url: string) => Promise<Buffer | null>;
}

/** The value of `Retry-After` in seconds. */
export const retryAfterSeconds = 7;

export const replacements: Record<ReplacementKind, (context: FaultContext) => HttpResponse> = {
  resetUnseen: () => ({ ...htmlResponse(500), deliveryMode: 'reset' }),
  tooManyRequests: () => tooManyRequests({}),
  retryAfterSeconds: () => tooManyRequests({ 'retry-after': String(retryAfterSeconds) }),
  // Rounded up, because HTTP dates have whole seconds and the wait must not be shorter.
  retryAfterDate: ({ now }) =>
    tooManyRequests({
      'retry-after': toHttpDate(Math.ceil(now / 1000 + retryAfterSeconds) * 1000),
    }),
  html500: () => htmlResponse(500),
  html502: () => htmlResponse(502),
  html503: () => htmlResponse(503),
  redirect: ({ request: { url }, redirectOrigin }) => ({
    status: 307,
    headers: { location: redirectOrigin + url.pathname + url.search },
    body: Buffer.alloc(0),
    code: null,
  }),

  ...errorResponses,
  ...taskStates,
};

/** The response of a fault without a name, or null if it only drops the service's own response. */
export function rawFaultResponse({ status, headers, body }: RawFault): HttpResponse | null {
  if (status === undefined && headers === undefined && body === undefined) return null;
  return {
    status: status ?? 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...lowerCaseNames(headers ?? {}),
    },
    body: Buffer.from(body ?? ''),
    code: null,
  };
}

/** Formats a time (milliseconds since 1970) as an HTTP date. */
export function toHttpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** The response to too many requests of a user, in the format of new-api's middleware. */
function tooManyRequests(headers: Record<string, string>): HttpResponse {
  const { response } = middlewareError(429, '您已达到请求数限制：1分钟内最多请求10次');
  return { ...response, headers: { ...response.headers, ...headers } };
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
