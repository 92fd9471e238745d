import assert from 'node:assert/strict';
import {
  createCustomProvider,
  providers,
  type Fetch,
  type Provider,
} from '../../../../src/jimeng/index.ts';
import { checkKey } from '../../../../src/jimeng/service.ts';
import { providerAt, useServiceHarness } from '../../support/serviceHarness.ts';
import { toApiKey } from '../../support/apiKey.ts';
import {
  fakeFetch,
  jsonReply,
  networkErrorReply,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import { sampleKeys } from '../../../gateway/services/bearerKeys.ts';
import { ManualClock } from '../../support/manualClock.ts';

const key = 'sk-of-a-user';

async function check(reply: Reply, provider: Provider = providers.octopusx) {
  const { fetch, calls } = fakeFetch(reply);
  return {
    check: await checkKey({ provider, key: toApiKey(key), fetch, version: '1.2.3' }),
    calls,
  };
}

const usage = (data: object) =>
  jsonReply({ code: true, message: 'ok', data: { object: 'token_usage', ...data } });

describe('checkKey', () => {
  describe('at the simulated service', () => {
    const service = useServiceHarness();

    for (const [token, expected] of [
      [sampleKeys.valid, { result: 'accepted', availableQuota: 500_000 }],
      [sampleKeys.emptyQuota, { result: 'accepted', availableQuota: 0 }],
      ['sk-unknown', { result: 'rejected' }],
    ] as const) {
      it(`has the result for ${token}`, async () => {
        const provider = providerAt('octopusx', service.gateway);
        assert.deepEqual(await checkKey({ provider, key: toApiKey(token) }), expected);
        assert.deepEqual(service.requestsOf('submit'), []);
      });
    }
  });

  it('asks OctopusX as documented, and follows no redirect', async () => {
    const { calls } = await check(usage({}));
    assert.equal(calls.length, 1);
    const { url, init } = calls[0] ?? assert.fail();
    assert.equal(url, 'https://octopusx.ai/api/usage/token/');
    assert.deepEqual(init.headers, {
      Accept: 'application/json',
      'Accept-Encoding': 'gzip, br',
      Authorization: `Bearer ${key}`,
      'User-Agent': 'jimeng-images/1.2.3',
    });
    assert.deepEqual([init.method, init.redirect], [undefined, 'manual']);
  });

  for (const [name, data, expected] of [
    [
      'the quota',
      { total_available: 500_000, unlimited_quota: false },
      { availableQuota: 500_000 },
    ],
    ['a used-up quota', { total_available: 0 }, { availableQuota: 0 }],
    ['no quota if it is unlimited', { total_available: -1, unlimited_quota: true }, {}],
    ['no quota if it is malformed', { total_available: 'many' }, {}],
  ] as const) {
    it(`reports ${name}`, async () => {
      assert.deepEqual((await check(usage(data))).check, { result: 'accepted', ...expected });
    });
  }

  for (const [name, reply] of [
    ['HTTP status 401', textReply('Unauthorized', 401)],
    ['an invalid token', jsonReply({ success: false, message: 'Invalid Bearer token' })],
    ['a missing header', jsonReply({ success: false, message: 'No Authorization header' })],
  ] as const) {
    it(`reports a key as rejected for ${name}`, async () => {
      assert.deepEqual((await check(reply)).check, { result: 'rejected' });
    });
  }

  for (const [name, reply] of [
    ['a missing page', textReply('Not found', 404)],
    ['another page', textReply('<html>')],
    ['a redirect', textReply('', 302, { location: 'https://elsewhere.example/' })],
    ['an internal error', jsonReply({ success: false, message: 'Internal error' }, 500)],
    ['a block', jsonReply({ error: 'blocked' }, 403)],
    ['a broken connection', networkErrorReply('ECONNRESET')],
  ] as const) {
    it(`reports nothing for ${name}`, async () => {
      assert.deepEqual((await check(reply)).check, { result: 'unknown' });
    });
  }

  it('reports nothing if there is no response within 8 seconds', async () => {
    const clock = new ManualClock();
    const fetch: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new Error('Aborted'));
        });
      });
    const result = checkKey({ provider: providers.octopusx, key: toApiKey(key), fetch, clock });
    clock.advance(8000);
    assert.deepEqual(await result, { result: 'unknown' });
  });

  it('sends the key nowhere if no such call is documented', async () => {
    const custom = createCustomProvider({
      baseUrl: 'https://a.example',
      path: '/jm',
      auth: 'bearer',
      model: 'jimeng-4.0',
    });
    for (const provider of [providers.deepwl, providers.volcengine, custom]) {
      const { check: result, calls } = await check(usage({}), provider);
      assert.deepEqual([result, calls], [{ result: 'unknown' }, []]);
    }
  });
});
