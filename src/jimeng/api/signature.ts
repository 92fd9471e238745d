import { createHash, createHmac } from 'node:crypto';
import type { AccessKey } from './apiKey.ts';

/** What is signed: always a POST of JSON. */
export interface RequestToSign {
  readonly host: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
}

const algorithm = 'HMAC-SHA256';
const region = 'cn-north-1';
const service = 'cv';
const contentType = 'application/json';

/**
 * The headers that sign a call at `now` (milliseconds since the epoch) after Volcengine's V4
 * (docs/service.md §2.4). The service refuses a signature more than 15 minutes from its own clock.
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

/** RFC 3986, which leaves fewer characters as they are than `encodeURIComponent`. */
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
