/** What is answered in the place of the service, which never sees the request. */
import { frontRefusal } from './answers.ts';
import type { RawFault, StandInKind } from './faultKinds.ts';
import type { Answer, Received } from './http.ts';

/** The circumstances of an answer that goes wrong. */
export interface Circumstance {
  received: Received;
  /** Milliseconds since 1970, by the gateway's clock. */
  now: number;
  /** Another origin than the one that was asked. */
  elsewhere: string;
  /** The file behind a picture's address, or null. */
  fileAt: (address: string) => Promise<Buffer | null>;
}

/** Seconds that the answers with a Retry-After ask to wait. */
export const retryAfter = 7;

export const standIns: Record<StandInKind, (circumstance: Circumstance) => Answer> = {
  resetUnseen: () => ({ ...html(500), delivery: 'reset' }),
  tooManyRequests: () => tooMany({}),
  retryAfterSeconds: () => tooMany({ 'retry-after': String(retryAfter) }),
  // Rounded up, as an HTTP date has whole seconds: never less than the wait that is meant.
  retryAfterDate: ({ now }) =>
    tooMany({ 'retry-after': httpDate(Math.ceil(now / 1000 + retryAfter) * 1000) }),
  html500: () => html(500),
  html502: () => html(502),
  html503: () => html(503),
  redirect: ({ received: { url }, elsewhere }) => ({
    status: 307,
    headers: { location: elsewhere + url.pathname + url.search },
    body: Buffer.alloc(0),
    code: null,
  }),
};

/** The answer of a fault without a name, or null when it only spoils the service's own. */
export function rawAnswer({ status, headers, body }: RawFault): Answer | null {
  if (status === undefined && headers === undefined && body === undefined) return null;
  return {
    status: status ?? 200,
    headers: { 'content-type': 'application/json; charset=utf-8', ...lowerCased(headers ?? {}) },
    body: Buffer.from(body ?? ''),
    code: null,
  };
}

/** A time (milliseconds since 1970) as HTTP writes it. */
export function httpDate(time: number): string {
  return new Date(time).toUTCString();
}

/** A page such as a proxy puts in the place of an answer. */
export function html(status: number): Answer {
  const page = `<!doctype html><html><head><title>${status}</title></head><body><center><h1>${status}</h1></center><hr><center>simulated proxy</center></body></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return { status, headers, body: Buffer.from(page), code: null };
}

/** A user's limit, in the words and the shape of new-api's middleware. */
function tooMany(headers: Record<string, string>): Answer {
  const { answer } = frontRefusal(429, '您已达到请求数限制：1分钟内最多请求10次');
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
