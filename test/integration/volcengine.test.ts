import assert from 'node:assert/strict';
import { sampleAccessKeys } from '../gateway/services/accessKeys.ts';
import { gateway, queryRequests, submitRequests } from './support/gateway.ts';
import {
  useFreshGateway,
  generate,
  rejectionMessage,
  setKey,
  smallSize,
} from './support/generate.ts';
import { setSetting } from './support/settings.ts';

type Values = Readonly<Record<string, unknown>>;

const prompt = 'A lighthouse at dusk';
const reference = 'https://example.com/a.png';

describe('Volcengine provider', () => {
  const messages = useFreshGateway();

  const models: readonly [model: string, argument: Values, sent: Values][] = [
    [
      'jimeng-4.0',
      { ...smallSize, imageUrls: [reference], scale: 0.25, minRatio: 0.5, maxRatio: 2 },
      {
        req_key: 'jimeng_t2i_v40',
        force_single: true,
        image_urls: [reference],
        scale: 0.25,
        min_ratio: 0.5,
        max_ratio: 2,
      },
    ],
    [
      'jimeng-4.6',
      { ...smallSize, scale: 40, forceSingle: false },
      { req_key: 'jimeng_seedream46_cvtob', force_single: false, image_urls: [], scale: 40 },
    ],
    [
      'jimeng-3.1',
      { ...smallSize, seed: 7, usePreLlm: false },
      { req_key: 'jimeng_t2i_v31', seed: 7, use_pre_llm: false },
    ],
    ['jimeng-3.0', { ...smallSize, seed: -1 }, { req_key: 'jimeng_t2i_v30', seed: -1 }],
    [
      'jimeng-3.0-i2i',
      { ...smallSize, imageUrls: [reference], scale: 0.5, seed: 7 },
      { req_key: 'jimeng_i2i_v30', image_urls: [reference], scale: 0.5, seed: 7 },
    ],
  ];
  for (const [model, argument, sent] of models) {
    it(`generates an image with ${model} and sends the fields it supports`, async () => {
      const result = await generate({ prompt, provider: 'volcengine', model, ...argument });

      const { width, height } = result.images[0] ?? {};
      assert.deepEqual({ width, height }, smallSize);
      const [submit] = await submitRequests();
      assert.equal(submit?.origin, 'volcengine');
      assert.deepEqual(submit.body, { prompt, ...smallSize, ...sent });
      assert.ok((await queryRequests()).every(({ body }) => body.req_key === sent['req_key']));
      assert.deepEqual(messages.shown, []);
    });
  }

  it('works with settings only', async () => {
    await setSetting('jimeng.provider', 'volcengine');
    await setSetting('jimeng.model', 'jimeng-3.1');
    await setSetting('jimeng.resolution', '1k');
    await generate({ prompt });
    const [submit] = await submitRequests();
    assert.equal(submit?.origin, 'volcengine');
    assert.deepEqual(submit.body, { req_key: 'jimeng_t2i_v31', prompt, width: 1328, height: 1328 });
  });

  it('reports a wrong access key', async () => {
    await setKey('volcengine', { ...sampleAccessKeys.permanent, secretAccessKey: 'wrong' });
    assert.match(
      await rejectionMessage({ prompt, provider: 'volcengine' }),
      /^Volcengine rejected the API key\. Set a valid key and try again\. Message from the service: \S/,
    );
  });

  it('reports a service that was never activated', async () => {
    await setKey('volcengine', sampleAccessKeys.notActivated);
    assert.match(
      await rejectionMessage({ prompt, provider: 'volcengine' }),
      /^This API key does not have access to the model at Volcengine\. Activate the service there/,
    );
  });

  const outputOptionCases: readonly [
    description: string,
    settings: Values,
    argument: Values,
    sent: Values,
  ][] = [
    ['no watermark', {}, {}, { return_url: true }],
    [
      'the watermark and label of the settings',
      {
        addLogo: true,
        logoInfo: { position: 'topLeft', language: 'en', opacity: 0.5, text: 'By a machine' },
        aigcMeta: { producerId: 'p-1', contentProducer: 'Us' },
      },
      {},
      {
        return_url: true,
        logo_info: {
          add_logo: true,
          position: 2,
          language: 1,
          opacity: 0.5,
          logo_text_content: 'By a machine',
        },
        aigc_meta: { producer_id: 'p-1', content_producer: 'Us' },
      },
    ],
    [
      'no watermark if only its appearance is set',
      { logoInfo: { text: 'Ours' } },
      {},
      { return_url: true },
    ],
    [
      'no watermark if the argument disables it',
      { addLogo: true },
      { addLogo: false },
      { return_url: true },
    ],
    [
      'the watermark and label of the argument',
      { addLogo: false },
      { logoInfo: { text: 'Mine' }, aigcMeta: { producerId: 'p-2', propagateId: 'q' } },
      {
        return_url: true,
        logo_info: { add_logo: true, logo_text_content: 'Mine' },
        aigc_meta: { producer_id: 'p-2', propagate_id: 'q' },
      },
    ],
  ];
  for (const [description, settings, argument, sent] of outputOptionCases) {
    it(`requests ${description}`, async () => {
      for (const [name, value] of Object.entries(settings))
        await setSetting(`jimeng.${name}`, value);
      await generate({ prompt, provider: 'volcengine', ...smallSize, ...argument });
      assert.deepEqual((await queryRequests())[0]?.body.req_json, sent);
    });
  }

  for (const [source, settings, argument] of [
    ['the setting', { returnUrl: false }, {}],
    ['the argument', {}, { returnUrl: false }],
  ] as const) {
    it(`requests inline images if ${source} specifies it`, async () => {
      for (const [name, value] of Object.entries(settings))
        await setSetting(`jimeng.${name}`, value);
      const result = await generate({ prompt, provider: 'volcengine', ...smallSize, ...argument });
      assert.equal(result.images.length, 1);
      assert.deepEqual((await queryRequests())[0]?.body.req_json, { return_url: false });
      const origins = (await gateway.requests()).map(({ origin }) => origin);
      assert.deepEqual([...new Set(origins)], ['volcengine']);
    });
  }
});

describe('Unsupported parameters', () => {
  const messages = useFreshGateway();

  const rejectedArguments: readonly [argument: Values, sentence: string][] = [
    [{ provider: 'octopusx', scale: 0.5 }, "OctopusX does not support 'scale'. Remove it."],
    [{ seed: 7 }, "jimeng-4.0 does not support 'seed'. Remove it."],
    [{ usePreLlm: true }, "jimeng-4.0 does not support 'usePreLlm'. Remove it."],
    [
      { provider: 'deepwl', model: 'jimeng-4.6' },
      'DeepWL does not support jimeng-4.6. Choose jimeng-4.0 or select another provider.',
    ],
    [
      { model: 'jimeng-3.1', imageUrls: [reference] },
      'jimeng-3.1 does not support reference images. Remove them or choose another model.',
    ],
    [{ model: 'jimeng-3.0', scale: 0.5 }, "jimeng-3.0 does not support 'scale'. Remove it."],
    [
      { model: 'jimeng-3.0', resolution: '4k' },
      'jimeng-3.0 does not support 4K. Choose a lower resolution or another model.',
    ],
    [
      { model: 'jimeng-3.0-i2i', ...smallSize },
      'jimeng-3.0-i2i requires a reference image. Add one or choose another model.',
    ],
    [
      { imageUrls: Array.from({ length: 11 }, () => reference) },
      'Too many reference images (11). The limit is 10.',
    ],
    [
      { scale: 1.5 },
      "Invalid value 1.5 for 'scale'. Enter a number from 0 to 1 with at most 2 decimal places.",
    ],
    [
      { model: 'jimeng-4.6', scale: 0.5 },
      "Invalid value 0.5 for 'scale'. Enter an integer from 1 to 100.",
    ],
    [
      { minRatio: 4 },
      "'minRatio' (4) must be less than 'maxRatio' (3). The defaults are 1/3 and 3.",
    ],
    [
      { model: 'jimeng-3.1', width: 256, height: 512 },
      "Invalid value 256 for 'width'. Enter a number between 512 and 2048.",
    ],
    [
      { width: 8192, height: 256 },
      'The aspect ratio of 8192 × 256 is out of range. Choose one between 1:16 and 16:1.',
    ],
    [
      { logoInfo: { opacity: 2 } },
      "Invalid value 2 for 'logoInfo.opacity'. Enter a number between 0 and 1.",
    ],
    [
      { aigcMeta: { contentProducer: 'Us' } },
      "The content label requires 'producerId'. Add it or remove the label.",
    ],
    [
      { aigcMeta: { producerId: 'x'.repeat(257) } },
      "'aigcMeta.producerId' is too long. The limit is 256 characters.",
    ],
    [{ prompt: '猫'.repeat(801) }, 'The prompt is too long (801 characters). The limit is 800.'],
  ];
  for (const [argument, message] of rejectedArguments) {
    it(`are reported and not sent: ${message}`, async () => {
      assert.equal(
        await rejectionMessage({ prompt, provider: 'volcengine', ...argument }),
        message,
      );
      assert.deepEqual(messages.errors, [message]);
      assert.deepEqual(await gateway.requests(), []);
    });
  }
});
