import assert from 'node:assert/strict';
import { signRequest } from '../../../../src/jimeng/api/signature.ts';

// The test vector of docs/service.md §2.5, confirmed by three independent signers.
const signedCall = {
  host: 'visual.volcengineapi.com',
  path: '/',
  query: { Action: 'CVSync2AsyncSubmitTask', Version: '2022-08-31' },
  body: '{"req_key":"jimeng_t2i_v40","prompt":"一只猫"}',
};
const key = { accessKeyId: 'AKLTEXAMPLE', secretAccessKey: 'c2VjcmV0RXhhbXBsZQ==' };
const now = Date.parse('2025-01-02T03:04:05.678Z');

describe('signRequest', () => {
  it('is that of the published test vector', () => {
    assert.deepEqual(signRequest(signedCall, key, now), {
      'Content-Type': 'application/json',
      Host: 'visual.volcengineapi.com',
      'X-Content-Sha256': 'bd3d463a0f82af44b7c9709777ef246cc1ebc9fb04e116d28d1fda308d076fcb',
      'X-Date': '20250102T030405Z',
      Authorization:
        'HMAC-SHA256 Credential=AKLTEXAMPLE/20250102/cn-north-1/cv/request, ' +
        'SignedHeaders=content-type;host;x-content-sha256;x-date, ' +
        'Signature=859950f7c20b1f0e6b2467c1f81f2aed2e7511da7c66350d3220086885b85480',
    });
  });

  it('does not depend on the order of the query', () => {
    const { Action, Version } = signedCall.query;
    assert.deepEqual(
      signRequest({ ...signedCall, query: { Version, Action } }, key, now),
      signRequest(signedCall, key, now),
    );
  });

  it('includes the token of temporary credentials', () => {
    const headers = signRequest(signedCall, { ...key, sessionToken: 'token' }, now);
    assert.equal(headers['X-Security-Token'], 'token');
    assert.match(
      headers['Authorization'] ?? '',
      /;x-date;x-security-token, Signature=[0-9a-f]{64}$/,
    );
  });

  it('changes with the body, the query, the secret, and the time', () => {
    const signatures = [
      signRequest(signedCall, key, now),
      signRequest({ ...signedCall, body: `${signedCall.body} ` }, key, now),
      signRequest(
        { ...signedCall, query: { ...signedCall.query, Version: '2022-09-01' } },
        key,
        now,
      ),
      signRequest(signedCall, { ...key, secretAccessKey: 'another' }, now),
      signRequest(signedCall, key, now + 1000),
    ].map(({ Authorization }) => Authorization);
    assert.equal(new Set(signatures).size, signatures.length);
  });
});
