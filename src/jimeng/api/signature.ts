import { createHash, createHmac } from 'node:crypto';
import type { AccessKey } from './apiKey.ts';

/** The parts of a request that a signature covers. It is always a POST of JSON. */
export interface RequestToSign {
  readonly host: string;
  /** As it is sent, percent-encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Fixed values of the service (docs/service.md §2.4). */
const algorithm = 'HMAC-SHA256';
const region = 'cn-north-1';
const service = 'cv';
const contentType = 'application/json';

/**
 * Creates the headers that sign a request with Volcengine's V4 algorithm (docs/service.md §2.4,
 * https://www.volcengine.com/docs/6369/67269). The service rejects a signature whose time differs
 * from its clock by more than 15 minutes.
 *
 * Written by hand because the official SDK, `@volcengine/openapi`, brings 49 packages.
 * @param now the time of the signature, in milliseconds since the epoch
 */
export function signRequest(
  { host, path, query, body }: RequestToSign,
  { accessKeyId, secretAccessKey, sessionToken }: AccessKey,
  now: number,
): Record<string, string> {
  const date = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const day = date.slice(0, 8);
  const headers = {
    'Content-Type': contentType,
    Host: host,
    'X-Content-Sha256': sha256(body),
    'X-Date': date,
    ...(sessionToken !== undefined && { 'X-Security-Token': sessionToken }),
  };
  const sortedHeaders = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const signedHeaders = sortedHeaders.map(([name]) => name).join(';');
  const canonicalRequest = [
    'POST',
    path,
    toCanonicalQuery(query),
    ...sortedHeaders.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    headers['X-Content-Sha256'],
  ].join('\n');

  const scope = `${day}/${region}/${service}/request`;
  const stringToSign = [algorithm, date, scope, sha256(canonicalRequest)].join('\n');
  const signingKey = [day, region, service, 'request'].reduce<string | Buffer>(
    hmac,
    secretAccessKey,
  );
  const signature = hmac(signingKey, stringToSign).toString('hex');
  return {
    ...headers,
    Authorization: `${algorithm} Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  };
}

function toCanonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .sort()
    .join('&');
}

/**
 * Percent-encodes as RFC 3986 requires: `encodeURIComponent` leaves too many characters as they
 * are.
 */
function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
