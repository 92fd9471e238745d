import assert from 'node:assert/strict';
import { samplePairs } from '../gateway/accessKeys.ts';
import { sampleKeys } from '../gateway/keys.ts';
import { eventually } from './support/eventually.ts';
import { gateway, origins, queries, submits } from './support/gateway.ts';
import {
  eachAfresh,
  generate,
  refusalOf,
  refusalWithoutKey,
  setKey,
  small,
} from './support/generating.ts';
import { set } from './support/settings.ts';

const prompt = 'A lighthouse at dusk';
const mirror = { baseUrl: origins.custom, path: '/jimeng/' };
const { host } = new URL(origins.custom);

describe('a service of one’s own', () => {
  const messages = eachAfresh();
  beforeEach(() => set('jimeng.provider', 'custom'));

  it('is spoken to as the original service where it wants no model told', async () => {
    await set('jimeng.customProvider', mirror);
    await setKey('custom', sampleKeys.valid);
    await generate({ prompt, ...small, provider: 'custom' });
    const [submit] = await submits();
    assert.equal(submit?.origin, 'custom');
    assert.equal(submit.headers['authorization'], 'Bearer <key 0>');
    assert.deepEqual(submit.body, {
      req_key: 'jimeng_t2i_v40',
      prompt,
      force_single: true,
      image_urls: [],
      ...small,
    });
  });

  it('is told the model by the name that the settings give', async () => {
    await set('jimeng.customProvider', { ...mirror, model: 'jimeng-4.0' });
    await setKey('custom', sampleKeys.valid);
    await refusalOf({ prompt: 'forbidden-word' });
    const [submit] = await submits();
    assert.equal(submit?.code, 50412, 'the gateway found fault with the request itself');
    assert.equal(submit.body['model'], 'jimeng-4.0');
    assert.equal(submit.body['resolution'], '2k');
  });

  it('takes an access key where the settings say so', async () => {
    await gateway.configure({ custom: { path: '/relay', auth: 'volcengine' } });
    await set('jimeng.customProvider', {
      baseUrl: origins.custom,
      path: '/relay',
      auth: 'volcengine',
    });
    await setKey('custom', samplePairs.permanent);
    await generate({ prompt, ...small });
    const [submit] = await submits();
    assert.match(submit?.headers['authorization'] ?? '', /^HMAC-SHA256 Credential=<key id 0>\//);
  });

  it('gets its key at its own origin only: another one is asked for again', async () => {
    await set('jimeng.customProvider', mirror);
    await setKey('custom', sampleKeys.valid);
    await set('jimeng.customProvider', { ...mirror, baseUrl: origins.pictures });
    assert.equal(
      await refusalWithoutKey({ prompt }),
      `No API key is set for ${new URL(origins.pictures).host}. Set a key and try again.`,
    );
    assert.deepEqual(await gateway.requests(), []);

    await set('jimeng.customProvider', mirror);
    await generate({ prompt, ...small });
    assert.equal((await submits())[0]?.origin, 'custom');
  });

  it('keeps its tasks when the settings name another place', async () => {
    await set('jimeng.customProvider', mirror);
    await setKey('custom', sampleKeys.valid);
    await gateway.configure({ faults: [{ on: 'query', kind: 'redirect' }] });
    messages.button = 'Retry';
    messages.meanwhile = () =>
      set('jimeng.customProvider', { ...mirror, baseUrl: origins.pictures });
    const sentence = await refusalOf({ prompt, ...small });
    assert.ok(sentence.startsWith(`${host} redirected the request (HTTP 307)`), sentence);

    await eventually('the picture', async () =>
      (await gateway.requests()).find(({ picture }) => picture !== null),
    );
    assert.equal((await submits()).length, 1);
    const asked = (await queries()).map(({ origin }) => origin);
    assert.ok(asked.length > 1);
    assert.deepEqual([...new Set(asked)], ['custom']);
  });

  const undescribed: readonly [described: object, sentence: string][] = [
    [
      {},
      "Missing or invalid 'baseUrl' in 'jimeng.customProvider'. It must start with https://, or http:// for localhost.",
    ],
    [
      { baseUrl: 'http://example.com' },
      "Missing or invalid 'baseUrl' in 'jimeng.customProvider'. It must start with https://, or http:// for localhost.",
    ],
    [
      { baseUrl: 'https://example.com', path: 'jm' },
      "Invalid 'path' in 'jimeng.customProvider'. It must start with / and must not contain ? or #.",
    ],
    [
      { baseUrl: 'https://example.com', auth: 'basic' },
      "Invalid 'auth' in 'jimeng.customProvider'. It must be 'bearer' or 'volcengine'.",
    ],
  ];
  for (const [described, sentence] of undescribed) {
    it(`is not guessed from ${JSON.stringify(described)}`, async () => {
      await set('jimeng.customProvider', described);
      assert.equal(await refusalOf({ prompt }), sentence);
      await assert.rejects(setKey('custom', sampleKeys.valid), { message: sentence });
      assert.deepEqual(messages.errors, [sentence, sentence]);
      assert.deepEqual(messages.shown[0]?.buttons, ['Open Settings']);
    });
  }
});
