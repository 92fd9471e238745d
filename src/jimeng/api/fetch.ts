import type { RequestInit, Response } from 'node-fetch';
import { JimengError, type Failure } from '../errors.ts';

/** The part of fetch that the service module calls; a parameter, so that tests need no network. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * node-fetch and not the global one: it goes through Node's `http` and `https`, which VS Code
 * replaces by modules that know the user's proxy and certificates. It is loaded with the first
 * request, as activation has no use for it.
 */
export const systemFetch: Fetch = async (url, init) => {
  const { default: fetch } = await import('node-fetch');
  return fetch(url, init);
};

/**
 * The system's code for a broken connection (`ECONNREFUSED`, `ENOTFOUND`, …), or node-fetch's word for
 * it. `undefined` when the error is not the network's but a fault of ours.
 */
function getNetworkErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Not known by its name: the bundle's classes have lost theirs.
  return 'type' in error && typeof error.type === 'string' ? error.type : undefined;
}

/** OpenSSL's and Node's codes for a certificate that is not trusted (Node's documentation of `tls`). */
const certificateErrorPattern =
  /^(CERT_|CRL_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|ERROR_IN_C|SELF_SIGNED|UNABLE_TO_(GET|VERIFY|DECODE|DECRYPT)|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH)/;

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether a connection was never made, so that nothing can have been accepted over it. */
export function isConnectFailure(code: string): boolean {
  return unreachableCodes.has(code);
}

/** What a broken connection to `host` means; `undefined` when the error is not the network's. */
export function toConnectionFailure(error: unknown, host: string): Failure | undefined {
  const code = getNetworkErrorCode(error);
  if (code === undefined) return undefined;
  if (certificateErrorPattern.test(code)) return { kind: 'certificate', host, code };
  // VS Code's proxy support reports a refused tunnel in words only.
  if (/proxy/i.test(code) || /\bproxy\b/i.test(getReason(error)))
    return { kind: 'proxy', host, code };
  return { kind: 'network', host, code };
}

/**
 * What to throw for an error on the way to `host`: a JimengError where the connection broke, otherwise
 * the error as it is.
 */
export function toConnectionError(error: unknown, host: string): unknown {
  const failure = toConnectionFailure(error, host);
  return failure ? new JimengError(failure, { cause: error }) : error;
}

/** Without the address that node-fetch puts first, where “proxy” may be part of a name. */
function getReason(error: unknown): string {
  return error instanceof Error ? (error.message.split(' failed, reason: ').at(-1) ?? '') : '';
}

/**
 * Seconds that a `Retry-After` header asks to wait: it holds seconds or a date (RFC 9110, 10.2.3).
 * @param now milliseconds since the epoch
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header.trim()) ? Number(header) : (Date.parse(header) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}
