import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { signatureHeaders } from '../../src/jimeng/signature.ts';
import { samplePairs, type AccessPair } from '../gateway/accessKeys.ts';
import { Refusal } from '../gateway/answers.ts';
import type { Received } from '../gateway/http.ts';
import { signerOf } from '../gateway/signatureCheck.ts';

const example = { accessKeyId: 'AKLTEXAMPLE', secretAccessKey: 'c2VjcmV0RXhhbXBsZQ==' };
const known: AccessPair[] = [example, ...Object.values(samplePairs)];
const at = Date.UTC(2025, 0, 2, 3, 4, 5);
const body = '{"req_key":"jimeng_t2i_v40","prompt":"一只猫"}';
const query = { Action: 'CVSync2AsyncSubmitTask', Version: '2022-08-31' };
const host = 'visual.volcengineapi.com';

/** The request of the test vector that is published with the rules, signed with these headers. */
function vector(signedHeaders: string, signature: string): Received {
  const credential = `${example.accessKeyId}/20250102/cn-north-1/cv/request`;
  return received({
    'content-type': 'application/json',
    host,
    'x-date': '20250102T030405Z',
    'x-content-sha256': createHash('sha256').update(body).digest('hex'),
    authorization: `HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  });
}

function received(headers: Record<string, string>): Received {
  const lowerCased = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    method: 'POST',
    url: new URL(`http://127.0.0.1/?${new URLSearchParams(query).toString()}`),
    headers: Object.fromEntries(lowerCased) as Record<string, string>,
    body: Buffer.from(body),
  };
}

function ours(pair: AccessPair): Record<string, string> {
  return signatureHeaders({ host, path: '/', query, body }, pair, at);
}

describe('The simulated signature front', () => {
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
  for (const [signed, signature] of vectors) {
    it(`accepts the test vector over ${signed}`, () => {
      assert.equal(signerOf(vector(signed, signature), known, at), example);
      const wrong = signature.replace(/^./, signature.startsWith('8') ? '9' : '8');
      refuses(vector(signed, wrong), at, 'SignatureDoesNotMatch');
    });
  }

  it('accepts what the extension signs, and nothing that was changed since', () => {
    for (const pair of [samplePairs.permanent, samplePairs.temporary]) {
      const signed = received(ours(pair));
      assert.equal(signerOf(signed, known, at).accessKeyId, pair.accessKeyId);
      refuses({ ...signed, body: Buffer.from(`${body} `) }, at, 'SignatureDoesNotMatch');
      const elsewhere = new URL('http://127.0.0.1/?Action=CVProcess&Version=2022-08-31');
      refuses({ ...signed, url: elsewhere }, at, 'SignatureDoesNotMatch');
      refuses({ ...signed, method: 'PUT' }, at, 'SignatureDoesNotMatch');
      for (const name of ['host', 'content-type']) {
        const headers = { ...signed.headers, [name]: 'other' };
        refuses({ ...signed, headers }, at, 'SignatureDoesNotMatch');
      }
    }
  });

  const permanent = () => received(ours(samplePairs.permanent)).headers;
  const changed = (headers: Record<string, string | undefined>): Received => ({
    ...received({}),
    headers: { ...permanent(), ...headers },
  });
  const rewritten = (from: string | RegExp, to: string) =>
    changed({ authorization: permanent().authorization?.replace(from, to) });

  const wrong: [string, () => Received, string][] = [
    ['none', () => changed({ authorization: undefined }), 'MissingAuthenticationToken'],
    ['a bearer key', () => changed({ authorization: 'Bearer sk' }), 'InvalidAuthorization'],
    ['one without a date', () => changed({ 'x-date': undefined }), 'MissingRequestInfo'],
    ['one with another date', () => changed({ 'x-date': '2025-01-02' }), 'InvalidTimestamp'],
    ['one of another day', () => rewritten('20250102', '20250101'), 'InvalidCredential'],
    ['one of another region', () => rewritten('cn-north-1', 'cn-south-1'), 'InvalidCredential'],
    ['one of another service', () => rewritten('/cv/', '/ecs/'), 'InvalidCredential'],
    ['one of an unknown key', () => rewritten('AKLTSAMPLE', 'AKLTWRONG'), 'InvalidAccessKey'],
    ['one without the host', () => rewritten(';host;', ';'), 'SignatureDoesNotMatch'],
    ['a token too many', () => changed({ 'x-security-token': 'x' }), 'InvalidSecretToken'],
    [
      'a wrong secret',
      () => received(ours({ ...samplePairs.permanent, secretAccessKey: 'wrong' })),
      'SignatureDoesNotMatch',
    ],
    [
      'a token missing',
      () => received(ours({ ...samplePairs.temporary, sessionToken: '' })),
      'InvalidSecretToken',
    ],
    [
      'a token that is not signed',
      () => {
        const { accessKeyId, secretAccessKey, sessionToken } = samplePairs.temporary;
        const headers = ours({ accessKeyId, secretAccessKey });
        return received({ ...headers, 'X-Security-Token': sessionToken });
      },
      'SignatureDoesNotMatch',
    ],
  ];
  for (const [what, request, code] of wrong) {
    it(`refuses ${what}: ${code}`, () => {
      refuses(request(), at, code);
    });
  }

  it('lets 15 minutes pass either way, and no more', () => {
    const signed = received(ours(samplePairs.permanent));
    for (const minutes of [-15, 15]) {
      const now = at + minutes * 60_000;
      assert.ok(signerOf(signed, known, now));
      refuses(signed, now + Math.sign(minutes), 'InvalidTimestamp');
    }
  });
});

function refuses(request: Received, now: number, code: string): void {
  assert.throws(
    () => signerOf(request, known, now),
    (error) => {
      assert.ok(error instanceof Refusal);
      assert.equal(error.answer.code, code);
      return true;
    },
  );
}
