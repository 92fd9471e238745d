import type { RequestInit, Response } from 'node-fetch';
import { JimengError, type Failure } from '../errors.ts';

/** The subset of `fetch` that is used here; a parameter, so that tests need no network. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Fetches with node-fetch instead of the global `fetch`: it uses Node's `http` and `https`, which
 * VS Code patches to support the user's proxy and certificates. Loaded on first use, not at
 * activation.
 */
export const systemFetch: Fetch = async (url, init) => {
  const { default: fetch } = await import('node-fetch');
  return fetch(url, init);
};

/**
 * The system's code for a network error, such as `ECONNREFUSED`, or the type that node-fetch gives
 * it. `undefined` if it is not a network error.
 */
function getNetworkErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Not checked by class name: minification renames classes.
  return 'type' in error && typeof error.type === 'string' ? error.type : undefined;
}

/**
 * Error codes for untrusted certificates:
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const certificateErrorPattern =
  /^(CERT_|CRL_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|ERROR_IN_C|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;

/** Error codes of a connection that was never established. */
const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether the connection was never established, so that no request can have been accepted. */
export function isConnectFailure(code: string): boolean {
  return unreachableCodes.has(code);
}

/** Converts a network error at `host` to a failure; `undefined` if it is not a network error. */
export function toConnectionFailure(error: unknown, host: string): Failure | undefined {
  const code = getNetworkErrorCode(error);
  if (code === undefined) return undefined;
  if (certificateErrorPattern.test(code)) return { kind: 'certificate', host, code };
  // VS Code's proxy support reports a refused tunnel only in the message.
  if (/proxy/i.test(code) || /\bproxy\b/i.test(getReason(error)))
    return { kind: 'proxy', host, code };
  return { kind: 'network', host, code };
}

/** Converts a network error at `host` to a JimengError; returns any other error unchanged. */
export function toConnectionError(error: unknown, host: string): unknown {
  const failure = toConnectionFailure(error, host);
  return failure ? new JimengError(failure, { cause: error }) : error;
}

/** The message without the URL that node-fetch puts first, which may contain the word “proxy”. */
function getReason(error: unknown): string {
  return error instanceof Error ? (error.message.split(' failed, reason: ').at(-1) ?? '') : '';
}

/**
 * Seconds to wait according to a `Retry-After` header, which holds seconds or a date (RFC 9110,
 * 10.2.3); `undefined` if it is missing or invalid.
 * @param now milliseconds since the epoch
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
