/** Checks Volcengine's V4 signatures. Written apart from the extension's own signer, so that neither hides the other's mistakes. */
import { createHash, createHmac } from 'node:crypto';
import type { AccessPair } from './accessKeys.ts';
import type { Received } from './http.ts';
import { topRefusal } from './topRefusal.ts';

/** How far a signature's date may be from the service's clock, in milliseconds (docs/service.md §2.4). */
const validity = 15 * 60 * 1000;
const scopeEnd = '/cn-north-1/cv/request';
const mustBeSigned = ['host', 'x-date', 'x-content-sha256'];

/**
 * The pair with which a request was signed.
 * @param now milliseconds since 1970
 * @throws Refusal when the signature is missing, too old or wrong.
 */
export function signerOf(
  received: Received,
  known: readonly AccessPair[],
  now: number,
): AccessPair {
  const refuse = (...[code, message]: [Parameters<typeof topRefusal>[0], string]) =>
    topRefusal(code, message, received);
  const header = (name: string) => String(received.headers[name] ?? '').trim();

  const authorization = header('authorization');
  if (authorization === '') throw refuse('MissingAuthenticationToken', 'Authorization is missing');
  const parts =
    /^HMAC-SHA256 +Credential=([^/, ]+)\/([^, ]+), *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!parts) throw refuse('InvalidAuthorization', 'Authorization is not as documented');
  const [, accessKeyId = '', scope = '', list = '', signature = ''] = parts;

  const date = header('x-date');
  if (date === '') throw refuse('MissingRequestInfo', 'X-Date is missing');
  const time = timeOf(date);
  if (Number.isNaN(time) || Math.abs(now - time) > validity) {
    throw refuse('InvalidTimestamp', `X-Date ${date} is invalid or expired`);
  }
  if (scope !== date.slice(0, 8) + scopeEnd) {
    throw refuse('InvalidCredential', `Credential scope ${scope} is invalid`);
  }

  const pair = known.find((each) => each.accessKeyId === accessKeyId);
  if (!pair) throw refuse('InvalidAccessKey', `Access key ${accessKeyId} is not known`);
  if (header('x-security-token') !== (pair.sessionToken ?? '')) {
    throw refuse('InvalidSecretToken', 'X-Security-Token does not belong to the access key');
  }

  const signed = list.split(';');
  const token = pair.sessionToken === undefined ? [] : ['x-security-token'];
  const unsigned = [...mustBeSigned, ...token].find((name) => !signed.includes(name));
  if (unsigned !== undefined) throw refuse('SignatureDoesNotMatch', `${unsigned} is not signed`);
  const bodyHash = sha256(received.body);
  if (header('x-content-sha256') !== bodyHash) {
    throw refuse('SignatureDoesNotMatch', 'X-Content-Sha256 is not that of the body');
  }

  const { method, url } = received;
  const canonicalHeaders = signed.map((name) => `${name}:${header(name)}\n`).join('');
  const canonical = `${method}\n${url.pathname}\n${sortedQuery(url)}\n${canonicalHeaders}\n${list}\n${bodyHash}`;
  const toSign = `HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`;
  let key: string | Buffer = pair.secretAccessKey;
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest();
  if (createHmac('sha256', key).update(toSign).digest('hex') !== signature) {
    throw refuse('SignatureDoesNotMatch', 'The signature does not match the request');
  }
  return pair;
}

/** Milliseconds since 1970 of a date such as `20250102T030405Z`, else not a number. */
function timeOf(date: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!parts) return NaN;
  const [, year, month, day, hour, minute, second] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function sortedQuery({ searchParams }: URL): string {
  const pairs = [...searchParams].map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return pairs.sort().join('&');
}

/** Every byte but RFC 3986's unreserved ones as `%XX`. */
function escaped(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[\w.~-]/.test(letter)
        ? letter
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
