import assert from 'node:assert/strict';
import { createClient, generate } from '../../../../src/jimeng/service.ts';
import {
  aspectRatios,
  createCustomProvider,
  modelIds,
  models,
  providers,
  resolutions,
  getImageSize,
  type CustomProvider,
  type GenerationEvent,
  type GenerationRequest,
  type ApiKeyInput,
  type ModelId,
  type Provider,
} from '../../../../src/jimeng/index.ts';
import { buildSubmitBody } from '../../../../src/jimeng/api/wire.ts';
import { sampleAccessKeys } from '../../../gateway/services/accessKeys.ts';
import { sampleKeys } from '../../../gateway/services/bearerKeys.ts';
import { parseVolcengineSubmit } from '../../../gateway/services/volcengineModels.ts';
import { providerAt, sampleKeyOf, useServiceHarness } from '../../support/serviceHarness.ts';
import { createReceiver } from '../../support/generation.ts';
import { toApiKey } from '../../support/apiKey.ts';

const reference = 'https://example.com/1.png';
const references = (count: number) => Array.from({ length: count }, () => reference);

/** A valid request for each model, with everything that it supports. */
const fullRequests: Record<ModelId, GenerationRequest> = {
  'jimeng-4.0': {
    model: 'jimeng-4.0',
    prompt: 'a cat',
    width: 2048,
    height: 512,
    imageUrls: references(10),
    forceSingle: true,
    scale: 0.29,
    minRatio: 1 / 16,
  },
  'jimeng-4.6': {
    model: 'jimeng-4.6',
    prompt: 'a cat',
    size: 1024 ** 2,
    imageUrls: references(14),
    scale: 100,
    minRatio: 0.5,
    maxRatio: 16,
  },
  'jimeng-3.1': {
    model: 'jimeng-3.1',
    prompt: '猫'.repeat(800),
    width: 1536,
    height: 512,
    seed: -1,
    usePreLlm: true,
  },
  'jimeng-3.0': {
    model: 'jimeng-3.0',
    prompt: 'a cat',
    width: 512,
    height: 512,
    seed: 2 ** 31 - 1,
    usePreLlm: false,
  },
  'jimeng-3.0-i2i': {
    model: 'jimeng-3.0-i2i',
    prompt: 'a cat',
    imageUrls: references(1),
    width: 512,
    height: 512,
    scale: 1,
    seed: 0,
  },
};

describe('generate at the simulated Volcengine API', () => {
  const service = useServiceHarness();

  function clientAt(provider: Provider, key: ApiKeyInput) {
    return createClient({
      provider,
      key: toApiKey(key),
      fetch: service.fetch,
      clock: service.driver.clock,
    });
  }

  /** Runs a generation to its end. */
  async function generateAll(
    request: GenerationRequest,
    provider = providerAt('volcengine', service.gateway),
    key = sampleKeyOf(provider.id),
  ): Promise<{ events: GenerationEvent[]; received: Map<number, Buffer> }> {
    const { driver, fetch } = service;
    const { received, onImage: receive } = createReceiver();
    const client = clientAt(provider, key);
    const options = { client, timeoutSeconds: 600, fetch, clock: driver.clock, onImage: receive };
    const events = await driver.collect(generate(request, options));
    return { events, received };
  }

  const sizesIn = (events: readonly GenerationEvent[]) =>
    events.flatMap((event) =>
      event.type === 'image' ? [[event.info.width, event.info.height]] : [],
    );

  for (const model of modelIds) {
    it(`accepts all parameters that ${model} supports and returns an image`, async () => {
      const { events } = await generateAll(fullRequests[model]);
      assert.deepEqual(events.at(-1), { type: 'done', total: 1, withheldCount: 0 });
      const { width = 1024, height = 1024 } = fullRequests[model];
      assert.deepEqual(sizesIn(events), [[width, height]]);
      const reqKeys = service
        .requestsOf('submit')
        .map(({ body }) => (body as { req_key: string }).req_key);
      assert.deepEqual(reqKeys, [models[model].reqKey]);
    });

    it(`accepts every size of ${model}`, () => {
      const { imageUrls = [] } = fullRequests[model];
      const request = { model, prompt: 'a cat', imageUrls };
      const { volcengine } = providers;
      // Parse the request without drawing an image.
      const parseSubmit = (fields: Partial<GenerationRequest>) =>
        parseVolcengineSubmit(
          JSON.parse(
            buildSubmitBody({ ...request, ...fields }, models[model], volcengine),
          ) as Record<string, unknown>,
        );
      const supportedResolutions = resolutions.filter((each) =>
        getImageSize(each, '1:1', models[model]),
      );
      assert.deepEqual(
        supportedResolutions,
        model.startsWith('jimeng-4') ? ['1k', '2k', '4k'] : ['1k', '2k'],
      );
      for (const resolution of supportedResolutions) {
        for (const aspectRatio of aspectRatios) {
          const size = getImageSize(resolution, aspectRatio, models[model]) ?? assert.fail();
          const submission = parseSubmit(size);
          assert.ok(typeof submission === 'object', `${resolution} ${aspectRatio}`);
          assert.deepEqual(submission.size, size);
        }
        assert.equal(typeof parseSubmit({ resolution }), 'object');
      }
    });
  }

  for (const size of [
    { width: 4095, height: 257 },
    { width: 257, height: 4095 },
    { width: 4096, height: 1024 },
  ]) {
    it(`accepts ${size.width} × ${size.height}, outside the default ratios`, async () => {
      const client = service.clientFor('volcengine');
      for (const model of ['jimeng-4.0', 'jimeng-4.6'] as const) {
        await client.submit({ model, prompt: 'a cat', ...size });
      }
      assert.equal(service.gateway.tasks().length, 2);
    });
  }

  it('accepts temporary keys only with their token', async () => {
    const provider = providerAt('volcengine', service.gateway);
    const { events } = await generateAll(
      fullRequests['jimeng-3.0'],
      provider,
      sampleAccessKeys.temporary,
    );
    assert.equal(events.at(-1)?.type, 'done');
    const { sessionToken, ...rest } = sampleAccessKeys.temporary;
    const lastEvent = (await generateAll(fullRequests['jimeng-3.0'], provider, rest)).events.at(-1);
    assert.ok(lastEvent?.type === 'failed' && lastEvent.failure.kind === 'authentication');
    assert.ok(!JSON.stringify(lastEvent).includes(sessionToken));
  });

  it('reports a service that was never activated', async () => {
    const provider = providerAt('volcengine', service.gateway);
    const lastEvent = (
      await generateAll(fullRequests['jimeng-4.0'], provider, sampleAccessKeys.notActivated)
    ).events.at(-1);
    assert.ok(lastEvent?.type === 'failed' && lastEvent.failure.kind === 'notActivated');
  });

  const setLimits: [ModelId, number, number][] = [
    ['jimeng-4.0', 0, 15],
    ['jimeng-4.0', 10, 5],
    ['jimeng-4.6', 14, 1],
    ['jimeng-4.6', 12, 3],
  ];
  for (const [model, referenceCount, maxCount] of setLimits) {
    it(`generates sets of up to ${maxCount} images with ${model} from ${referenceCount} references`, async () => {
      const imageUrls = references(referenceCount);
      const prompt = 'a set of 15';
      const size = { width: 1024, height: 1024 };
      const { events, received } = await generateAll({ model, prompt, imageUrls, ...size });
      assert.deepEqual(events.at(-1), { type: 'done', total: maxCount, withheldCount: 0 });
      assert.equal(received.size, maxCount);
    });
  }

  describe('as a custom provider', () => {
    const describeProvider = (fields: Partial<CustomProvider>): Provider =>
      createCustomProvider({
        baseUrl: service.gateway.origins.custom,
        path: '/jm',
        auth: 'bearer',
        model: '',
        ...fields,
      });
    const request = { model: 'jimeng-4.0', prompt: 'a cat', width: 1024, height: 1024 };

    it('is called at its own path with a bearer key', async () => {
      service.gateway.configure({ custom: { path: '/volcark/visual', auth: 'bearer' } });
      const { origins } = service.gateway;
      for (const endpoint of [
        { path: '/volcark/visual' },
        { baseUrl: `${origins.custom}/volcark`, path: '/visual' },
        { baseUrl: `${origins.custom}/volcark/`, path: '/visual' },
      ]) {
        const { events } = await generateAll(request, describeProvider(endpoint), sampleKeys.valid);
        assert.equal(events.at(-1)?.type, 'done');
      }
      const lastEvent = (
        await generateAll(request, describeProvider({}), sampleKeys.valid)
      ).events.at(-1);
      assert.ok(lastEvent?.type === 'failed' && lastEvent.failure.kind === 'invalidRequest');
    });

    it('is called with a signature', async () => {
      service.gateway.configure({
        custom: { path: '/v1/%E7%9B%B8%20%E7%89%87/', auth: 'volcengine' },
      });
      for (const pair of [sampleAccessKeys.permanent, sampleAccessKeys.temporary]) {
        const provider = describeProvider({ path: '/v1/相 片/', auth: 'volcengine' });
        const { events } = await generateAll(request, provider, pair);
        assert.equal(events.at(-1)?.type, 'done');
      }
    });

    it('receives model and resolution only if a model is configured', async () => {
      service.gateway.configure({ custom: { path: '/jm', auth: 'bearer' } });
      const simpleRequest = { model: 'jimeng-4.0', prompt: 'a cat', resolution: '1k' } as const;
      await clientAt(describeProvider({ model: 'their-4.0' }), sampleKeys.valid)
        .submit(simpleRequest)
        .catch(() => undefined);
      await clientAt(describeProvider({}), sampleKeys.valid).submit(simpleRequest);
      const [withModel, withoutModel] = service.requestsOf('submit').map(({ body }) => body);
      const body = {
        req_key: 'jimeng_t2i_v40',
        prompt: 'a cat',
        force_single: false,
        image_urls: [],
      };
      assert.deepEqual(withModel, { ...body, model: 'their-4.0', resolution: '1k' });
      assert.deepEqual(withoutModel, { ...body, size: 1024 ** 2 });
    });
  });
});
