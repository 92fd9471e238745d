import assert from 'node:assert/strict';
import { sampleAccessKeys } from '../gateway/services/accessKeys.ts';
import { sampleKeys } from '../gateway/services/bearerKeys.ts';
import { eventually } from '../support/eventually.ts';
import { gateway, origins, queryRequests, submitRequests } from './support/gateway.ts';
import {
  useFreshGateway,
  generate,
  rejectionMessage,
  rejectionWithoutKey,
  setKey,
  smallSize,
} from './support/generate.ts';
import { setSetting } from './support/settings.ts';

const prompt = 'A lighthouse at dusk';
const mirror = { baseUrl: origins.custom, path: '/jimeng/' };

describe('Custom provider', () => {
  const messages = useFreshGateway();
  beforeEach(() => setSetting('jimeng.provider', 'custom'));

  it('uses the Volcengine format if no model is configured', async () => {
    await setSetting('jimeng.customProvider', mirror);
    await setKey('custom', sampleKeys.valid);
    await generate({ prompt, ...smallSize, provider: 'custom' });
    const [submit] = await submitRequests();
    assert.equal(submit?.origin, 'custom');
    assert.equal(submit.headers['authorization'], 'Bearer <key 0>');
    assert.deepEqual(submit.body, {
      req_key: 'jimeng_t2i_v40',
      prompt,
      force_single: true,
      image_urls: [],
      ...smallSize,
    });
  });

  it('sends the configured model', async () => {
    await setSetting('jimeng.customProvider', { ...mirror, model: 'jimeng-4.0' });
    await setKey('custom', sampleKeys.valid);
    await rejectionMessage({ prompt: 'forbidden-word' });
    const [submit] = await submitRequests();
    assert.equal(submit?.code, 50412, 'the gateway rejected the request itself');
    assert.equal(submit.body['model'], 'jimeng-4.0');
    assert.equal(submit.body['resolution'], '2k');
  });

  it('accepts an access key if auth is volcengine', async () => {
    await gateway.configure({ custom: { path: '/relay', auth: 'volcengine' } });
    await setSetting('jimeng.customProvider', {
      baseUrl: origins.custom,
      path: '/relay',
      auth: 'volcengine',
    });
    await setKey('custom', sampleAccessKeys.permanent);
    await generate({ prompt, ...smallSize });
    const [submit] = await submitRequests();
    assert.match(submit?.headers['authorization'] ?? '', /^HMAC-SHA256 Credential=<key id 0>\//);
  });

  it('sends its key to its own origin only', async () => {
    await setSetting('jimeng.customProvider', mirror);
    await setKey('custom', sampleKeys.valid);
    await setSetting('jimeng.customProvider', { ...mirror, baseUrl: origins.images });
    assert.equal(
      await rejectionWithoutKey({ prompt }),
      `No API key is set for ${new URL(origins.images).host}. Set a key and try again.`,
    );
    assert.deepEqual(await gateway.requests(), []);

    await setSetting('jimeng.customProvider', mirror);
    await generate({ prompt, ...smallSize });
    assert.equal((await submitRequests())[0]?.origin, 'custom');
  });

  it('keeps polling its tasks after the settings change', async () => {
    await setSetting('jimeng.customProvider', mirror);
    await setKey('custom', sampleKeys.valid);
    await gateway.configure({ faults: [{ on: 'query', kind: 'redirect', times: 2 }] });
    const generating = generate({ prompt, ...smallSize });
    await eventually('the first query', async () => (await queryRequests()).length > 0);
    await setSetting('jimeng.customProvider', { ...mirror, baseUrl: origins.images });
    await generating;
    assert.equal((await submitRequests()).length, 1);
    const queryOrigins = (await queryRequests()).map(({ origin }) => origin);
    assert.ok(queryOrigins.length > 1);
    assert.deepEqual([...new Set(queryOrigins)], ['custom']);
  });

  const invalidSettings: readonly [settings: object, message: string][] = [
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
  for (const [settings, message] of invalidSettings) {
    it(`rejects ${JSON.stringify(settings)}`, async () => {
      await setSetting('jimeng.customProvider', settings);
      assert.equal(await rejectionMessage({ prompt }), message);
      await assert.rejects(setKey('custom', sampleKeys.valid), { message });
      assert.deepEqual(messages.errors, [message, message]);
      assert.deepEqual(messages.shown[0]?.buttons, ['Open Settings']);
    });
  }
});
