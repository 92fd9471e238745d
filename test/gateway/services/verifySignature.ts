/**
 * Verifies Volcengine's V4 signatures. Implemented independently of the extension's signer, so that
 * neither hides mistakes of the other.
 */
import { createHash, createHmac } from 'node:crypto';
import type { AccessKeyPair } from './accessKeys.ts';
import type { HttpRequest } from '../http.ts';
import { signatureError } from './signatureError.ts';

/**
 * Maximum difference between the date of a signature and the service's clock
 * (docs/service.md §2.4).
 */
const maxClockSkewMs = 15 * 60 * 1000;
const scopeSuffix = '/cn-north-1/cv/request';
const requiredSignedHeaders = ['host', 'x-date', 'x-content-sha256'];

/**
 * Returns the access key that a request was signed with.
 * @param now milliseconds since 1970
 * @throws HttpError if the signature is missing, expired, or wrong
 */
export function verifySignature(
  request: HttpRequest,
  knownPairs: readonly AccessKeyPair[],
  now: number,
): AccessKeyPair {
  const reject = (...[code, message]: [Parameters<typeof signatureError>[0], string]) =>
    signatureError(code, message, request);
  const header = (name: string) => String(request.headers[name] ?? '').trim();

  const authorization = header('authorization');
  if (authorization === '') throw reject('MissingAuthenticationToken', 'Authorization is missing');
  const parts =
    /^HMAC-SHA256 +Credential=([^/, ]+)\/([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!parts) throw reject('InvalidAuthorization', 'Authorization is malformed');
  const [, accessKeyId = '', scope = '', signedHeaderList = '', signature = ''] = parts;

  const date = header('x-date');
  if (date === '') throw reject('MissingRequestInfo', 'X-Date is missing');
  const time = parseTimestamp(date);
  if (Number.isNaN(time) || Math.abs(now - time) > maxClockSkewMs) {
    throw reject('InvalidTimestamp', `X-Date ${date} is invalid or expired`);
  }
  if (scope !== date.slice(0, 8) + scopeSuffix) {
    throw reject('InvalidCredential', `Credential scope ${scope} is invalid`);
  }

  const pair = knownPairs.find((each) => each.accessKeyId === accessKeyId);
  if (!pair) throw reject('InvalidAccessKey', `Access key ${accessKeyId} is unknown`);
  if (header('x-security-token') !== (pair.sessionToken ?? '')) {
    throw reject('InvalidSecretToken', 'X-Security-Token does not belong to the access key');
  }

  const signedHeaders = signedHeaderList.split(';');
  const token = pair.sessionToken === undefined ? [] : ['x-security-token'];
  const missingHeader = [...requiredSignedHeaders, ...token].find(
    (name) => !signedHeaders.includes(name),
  );
  if (missingHeader !== undefined)
    throw reject('SignatureDoesNotMatch', `${missingHeader} is not signed`);
  const bodyHash = sha256(request.body);
  if (header('x-content-sha256') !== bodyHash) {
    throw reject('SignatureDoesNotMatch', 'X-Content-Sha256 does not match the body');
  }

  const { method, url } = request;
  const canonicalHeaders = signedHeaders.map((name) => `${name}:${header(name)}\n`).join('');
  const canonical = `${method}\n${url.pathname}\n${sortedQuery(url)}\n${canonicalHeaders}\n${signedHeaderList}\n${bodyHash}`;
  const stringToSign = `HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;
  let key: string | Buffer = pair.secretAccessKey;
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  if (createHmac('sha256', key).update(stringToSign).digest('hex') !== signature) {
    throw reject('SignatureDoesNotMatch', 'The signature does not match the request');
  }
  return pair;
}

/** Parses a date such as `20250102T030405Z`. Returns milliseconds since 1970 or NaN. */
function parseTimestamp(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts) return NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function sortedQuery({ searchParams }: URL): string {
  const pairs = [...searchParams].map(
    ([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`,
  );
  return pairs.sort().join('&');
}

/** Percent-encodes everything except the unreserved characters of RFC 3986. */
function percentEncode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w.~-]/.test(character)
        ? character
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
