import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { signRequest } from '../../../src/jimeng/api/signature.ts';
import { sampleAccessKeys, type AccessKeyPair } from '../../gateway/services/accessKeys.ts';
import { HttpError } from '../../gateway/services/errors.ts';
import type { HttpRequest } from '../../gateway/http.ts';
import { verifySignature } from '../../gateway/services/verifySignature.ts';

const example = { accessKeyId: 'AKLTEXAMPLE', secretAccessKey: 'c2VjcmV0RXhhbXBsZQ==' };
const knownPairs: AccessKeyPair[] = [example, ...Object.values(sampleAccessKeys)];
const signedAt = Date.UTC(2025, 0, 2, 3, 4, 5);
const body = '{"req_key":"jimeng_t2i_v40","prompt":"一只猫"}';
const query = { Action: 'CVSync2AsyncSubmitTask', Version: '2022-08-31' };
const host = 'visual.volcengineapi.com';

/** The request of the published test vector, signed with these headers. */
function vectorRequest(signedHeaders: string, signature: string): HttpRequest {
  const credential = `${example.accessKeyId}/20250102/cn-north-1/cv/request`;
  return buildRequest({
    'content-type': 'application/json',
    host,
    'x-date': '20250102T030405Z',
    'x-content-sha256': createHash('sha256').update(body).digest('hex'),
    authorization: `HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  });
}

function buildRequest(headers: Record<string, string>): HttpRequest {
  const lowerCaseHeaders = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  return {
    method: 'POST',
    url: new URL(`http://127.0.0.1/?${new URLSearchParams(query).toString()}`),
    headers: Object.fromEntries(lowerCaseHeaders) as Record<string, string>,
    body: Buffer.from(body),
  };
}

function signedHeadersOf(pair: AccessKeyPair): Record<string, string> {
  return signRequest({ host, path: '/', query, body }, pair, signedAt);
}

describe('verifySignature', () => {
  const vectors = [
    [
      'content-type;host;x-content-sha256;x-date',
      '859950f7c20b1f0e6b2467c1f81f2aed2e7511da7c66350d3220086885b85480',
    ],
    [
      'host;x-content-sha256;x-date',
      'ab914daf3d59a009c562ec38ac7390c229b43f6531ea6d91ae853bb744e042c4',
    ],
  ] as const;
  for (const [signedHeaders, signature] of vectors) {
    it(`accepts the test vector over ${signedHeaders}`, () => {
      assert.equal(
        verifySignature(vectorRequest(signedHeaders, signature), knownPairs, signedAt),
        example,
      );
      const wrongSignature = signature.replace(/^./, signature.startsWith('8') ? '9' : '8');
      assertRejected(
        vectorRequest(signedHeaders, wrongSignature),
        signedAt,
        'SignatureDoesNotMatch',
      );
    });
  }

  it('accepts requests signed by the extension and rejects any change to them', () => {
    for (const pair of [sampleAccessKeys.permanent, sampleAccessKeys.temporary]) {
      const signedRequest = buildRequest(signedHeadersOf(pair));
      assert.equal(
        verifySignature(signedRequest, knownPairs, signedAt).accessKeyId,
        pair.accessKeyId,
      );
      assertRejected(
        { ...signedRequest, body: Buffer.from(`${body} `) },
        signedAt,
        'SignatureDoesNotMatch',
      );
      const otherUrl = new URL('http://127.0.0.1/?Action=CVProcess&Version=2022-08-31');
      assertRejected({ ...signedRequest, url: otherUrl }, signedAt, 'SignatureDoesNotMatch');
      assertRejected({ ...signedRequest, method: 'PUT' }, signedAt, 'SignatureDoesNotMatch');
      for (const name of ['host', 'content-type']) {
        const headers = { ...signedRequest.headers, [name]: 'other' };
        assertRejected({ ...signedRequest, headers }, signedAt, 'SignatureDoesNotMatch');
      }
    }
  });

  const permanent = () => buildRequest(signedHeadersOf(sampleAccessKeys.permanent)).headers;
  const withHeaders = (headers: Record<string, string | undefined>): HttpRequest => ({
    ...buildRequest({}),
    headers: { ...permanent(), ...headers },
  });
  const withAuthorization = (from: string | RegExp, to: string) =>
    withHeaders({ authorization: permanent().authorization?.replace(from, to) });

  const invalidSignatures: [string, () => HttpRequest, string][] = [
    [
      'a missing signature',
      () => withHeaders({ authorization: undefined }),
      'MissingAuthenticationToken',
    ],
    ['a bearer key', () => withHeaders({ authorization: 'Bearer sk' }), 'InvalidAuthorization'],
    [
      'a signature without a date',
      () => withHeaders({ 'x-date': undefined }),
      'MissingRequestInfo',
    ],
    [
      'a signature with a malformed date',
      () => withHeaders({ 'x-date': '2025-01-02' }),
      'InvalidTimestamp',
    ],
    [
      'a signature for another day',
      () => withAuthorization('20250102', '20250101'),
      'InvalidCredential',
    ],
    [
      'a signature for another region',
      () => withAuthorization('cn-north-1', 'cn-south-1'),
      'InvalidCredential',
    ],
    [
      'a signature for another service',
      () => withAuthorization('/cv/', '/ecs/'),
      'InvalidCredential',
    ],
    [
      'a signature by an unknown key',
      () => withAuthorization('AKLTSAMPLE', 'AKLTWRONG'),
      'InvalidAccessKey',
    ],
    [
      'a signature without the host',
      () => withAuthorization(';host;', ';'),
      'SignatureDoesNotMatch',
    ],
    ['an unexpected token', () => withHeaders({ 'x-security-token': 'x' }), 'InvalidSecretToken'],
    [
      'a wrong secret',
      () =>
        buildRequest(signedHeadersOf({ ...sampleAccessKeys.permanent, secretAccessKey: 'wrong' })),
      'SignatureDoesNotMatch',
    ],
    [
      'a missing token',
      () => buildRequest(signedHeadersOf({ ...sampleAccessKeys.temporary, sessionToken: '' })),
      'InvalidSecretToken',
    ],
    [
      'an unsigned token',
      () => {
        const { accessKeyId, secretAccessKey, sessionToken } = sampleAccessKeys.temporary;
        const headers = signedHeadersOf({ accessKeyId, secretAccessKey });
        return buildRequest({ ...headers, 'X-Security-Token': sessionToken });
      },
      'SignatureDoesNotMatch',
    ],
  ];
  for (const [description, request, code] of invalidSignatures) {
    it(`rejects ${description}: ${code}`, () => {
      assertRejected(request(), signedAt, code);
    });
  }

  it('accepts a clock skew of up to 15 minutes in either direction', () => {
    const signedRequest = buildRequest(signedHeadersOf(sampleAccessKeys.permanent));
    for (const minutes of [-15, 15]) {
      const now = signedAt + minutes * 60_000;
      assert.ok(verifySignature(signedRequest, knownPairs, now));
      assertRejected(signedRequest, now + Math.sign(minutes), 'InvalidTimestamp');
    }
  });
});

function assertRejected(request: HttpRequest, now: number, code: string): void {
  assert.throws(
    () => verifySignature(request, knownPairs, now),
    (error) => {
      assert.ok(error instanceof HttpError);
      assert.equal(error.response.code, code);
      return true;
    },
  );
}
