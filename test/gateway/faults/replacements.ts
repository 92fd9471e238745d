/** What is answered in the place of the service, which never sees the request. */
import { middlewareError } from '../services/errors.ts';
import type { RawFault, ReplacementKind } from './faultKinds.ts';
import type { HttpResponse, HttpRequest } from '../http.ts';

/** The circumstances of an answer that goes wrong. */
export interface FaultContext {
  request: HttpRequest;
  /** Milliseconds since 1970, by the gateway's clock. */
  now: number;
  /** Another origin than the one that was asked. */
  redirectOrigin: string;
  /** The file behind a picture's address, or null. */
  fileAt: (url: string) => Promise<Buffer | null>;
}

/** Seconds that the answers with a Retry-After ask to wait. */
export const retryAfterSeconds = 7;

export const replacements: Record<ReplacementKind, (context: FaultContext) => HttpResponse> = {
  resetUnseen: () => ({ ...htmlResponse(500), deliveryMode: 'reset' }),
  tooManyRequests: () => tooManyRequests({}),
  retryAfterSeconds: () => tooManyRequests({ 'retry-after': String(retryAfterSeconds) }),
  // Rounded up, as an HTTP date has whole seconds: never less than the wait that is meant.
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
};

/** The answer of a fault without a name, or null when it only spoils the service's own. */
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

/** A time (milliseconds since 1970) as HTTP writes it. */
export function toHttpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** A page such as a proxy puts in the place of an answer. */
export function htmlResponse(status: number): HttpResponse {
  const page = `<!doctype html><html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>simulated proxy</center></body></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status, headers, body: Buffer.from(page), code: null };
}

/** A user's limit, in the words and the shape of new-api's middleware. */
function tooManyRequests(headers: Record<string, string>): HttpResponse {
  const { response } = middlewareError(429, '您已达到请求数限制：1分钟内最多请求10次');
  return { ...response, headers: { ...response.headers, ...headers } };
}

function lowerCaseNames(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
