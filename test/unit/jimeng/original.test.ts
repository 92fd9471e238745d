import assert from 'node:assert/strict';
import { createClient, generate } from '../../../src/jimeng/calls.ts';
import {
  aspectRatios,
  customProvider,
  modelIds,
  models,
  providers,
  resolutions,
  sizeOf,
  type CustomProvider,
  type GenerationEvent,
  type GenerationRequest,
  type Key,
  type ModelId,
  type Provider,
} from '../../../src/jimeng/index.ts';
import { submitBody } from '../../../src/jimeng/wire.ts';
import { samplePairs } from '../../gateway/accessKeys.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { volcengineOrder } from '../../gateway/volcengineModels.ts';
import { providerAt, sampleKeyOf, useGateway } from '../support/gateway.ts';
import { receiver } from '../support/generation.ts';

const reference = 'https://example.com/1.png';
const references = (count: number) => Array.from({ length: count }, () => reference);

/** A good request of a model, with all that it takes. */
const full: Record<ModelId, GenerationRequest> = {
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

describe('The original service, simulated,', () => {
  const world = useGateway();

  function clientAt(provider: Provider, key: Key) {
    return createClient({ provider, key, fetch: world.fetch, clock: world.pace.clock });
  }

  /** A generation to its end. */
  async function made(
    request: GenerationRequest,
    provider = providerAt('volcengine', world.gateway),
    key = sampleKeyOf(provider.id),
  ): Promise<{ events: GenerationEvent[]; kept: Map<number, Buffer> }> {
    const { pace, fetch } = world;
    const { kept, receive } = receiver();
    const client = clientAt(provider, key);
    const options = { client, timeout: 600, fetch, clock: pace.clock, receive };
    const events = await pace.collect(generate(request, options));
    return { events, kept };
  }

  const sizesIn = (events: readonly GenerationEvent[]) =>
    events.flatMap((event) =>
      event.type === 'picture' ? [[event.facts.width, event.facts.height]] : [],
    );

  for (const model of modelIds) {
    it(`takes everything that ${model} is said to take, and brings its picture`, async () => {
      const { events } = await made(full[model]);
      assert.deepEqual(events.at(-1), { type: 'done', total: 1 });
      const { width = 1024, height = 1024 } = full[model];
      assert.deepEqual(sizesIn(events), [[width, height]]);
      const asked = world.asked('submit').map(({ body }) => (body as { req_key: string }).req_key);
      assert.deepEqual(asked, [models[model].reqKey]);
    });

    it(`takes every size of ${model}`, () => {
      const { imageUrls = [] } = full[model];
      const request = { model, prompt: 'a cat', imageUrls };
      const { volcengine } = providers;
      // Read as it stands on the wire, without a picture being drawn of it.
      const order = (fields: Partial<GenerationRequest>) =>
        volcengineOrder(
          JSON.parse(submitBody({ ...request, ...fields }, models[model], volcengine)) as Record<
            string,
            unknown
          >,
        );
      const made = resolutions.filter((each) => sizeOf(each, '1:1', models[model]));
      assert.deepEqual(made, model.startsWith('jimeng-4') ? ['1k', '2k', '4k'] : ['1k', '2k']);
      for (const resolution of made) {
        for (const aspectRatio of aspectRatios) {
          const size = sizeOf(resolution, aspectRatio, models[model]) ?? assert.fail();
          const ordered = order(size);
          assert.ok(typeof ordered === 'object', `${resolution} ${aspectRatio}`);
          assert.deepEqual(ordered.size, size);
        }
        assert.equal(typeof order({ resolution }), 'object');
      }
    });
  }

  for (const size of [
    { width: 4095, height: 257 },
    { width: 257, height: 4095 },
    { width: 4096, height: 1024 },
  ]) {
    it(`takes ${size.width} × ${size.height}, wider or higher than its usual ratios`, async () => {
      const client = world.clientFor('volcengine');
      for (const model of ['jimeng-4.0', 'jimeng-4.6'] as const) {
        await client.submit({ model, prompt: 'a cat', ...size });
      }
      assert.equal(world.gateway.tasks().length, 2);
    });
  }

  it('takes temporary keys with their token, and not without', async () => {
    const provider = providerAt('volcengine', world.gateway);
    const { events } = await made(full['jimeng-3.0'], provider, samplePairs.temporary);
    assert.equal(events.at(-1)?.type, 'done');
    const { sessionToken, ...rest } = samplePairs.temporary;
    const failed = (await made(full['jimeng-3.0'], provider, rest)).events.at(-1);
    assert.ok(failed?.type === 'failed' && failed.failure.kind === 'authentication');
    assert.ok(!JSON.stringify(failed).includes(sessionToken));
  });

  it('says where it was never activated', async () => {
    const provider = providerAt('volcengine', world.gateway);
    const failed = (await made(full['jimeng-4.0'], provider, samplePairs.notActivated)).events.at(
      -1,
    );
    assert.ok(failed?.type === 'failed' && failed.failure.kind === 'notActivated');
  });

  const sets: [ModelId, number, number][] = [
    ['jimeng-4.0', 0, 15],
    ['jimeng-4.0', 10, 5],
    ['jimeng-4.6', 14, 1],
    ['jimeng-4.6', 12, 3],
  ];
  for (const [model, given, most] of sets) {
    it(`makes sets of up to ${most} of ${model} from ${given} references`, async () => {
      const imageUrls = references(given);
      const prompt = 'a set of 15';
      const size = { width: 1024, height: 1024 };
      const { events, kept } = await made({ model, prompt, imageUrls, ...size });
      assert.deepEqual(events.at(-1), { type: 'done', total: most });
      assert.equal(kept.size, most);
    });
  }

  describe('and a mirror of the user’s own', () => {
    const described = (fields: Partial<CustomProvider>): Provider =>
      customProvider({
        baseUrl: world.gateway.origins.custom,
        path: '/jm',
        auth: 'bearer',
        model: '',
        ...fields,
      });
    const request = { model: 'jimeng-4.0', prompt: 'a cat', width: 1024, height: 1024 };

    it('is spoken to at its own path, with a bearer key', async () => {
      world.gateway.configure({ custom: { path: '/volcark/visual', auth: 'bearer' } });
      const { origins } = world.gateway;
      for (const where of [
        { path: '/volcark/visual' },
        { baseUrl: `${origins.custom}/volcark`, path: '/visual' },
        { baseUrl: `${origins.custom}/volcark/`, path: '/visual' },
      ]) {
        const { events } = await made(request, described(where), sampleKeys.valid);
        assert.equal(events.at(-1)?.type, 'done');
      }
      const last = (await made(request, described({}), sampleKeys.valid)).events.at(-1);
      assert.ok(last?.type === 'failed' && last.failure.kind === 'invalidRequest');
    });

    it('is spoken to with a signature', async () => {
      world.gateway.configure({
        custom: { path: '/v1/%E7%9B%B8%20%E7%89%87/', auth: 'volcengine' },
      });
      for (const pair of [samplePairs.permanent, samplePairs.temporary]) {
        const at = described({ path: '/v1/相 片/', auth: 'volcengine' });
        const { events } = await made(request, at, pair);
        assert.equal(events.at(-1)?.type, 'done');
      }
    });

    it('is told a model and a resolution where one is named, else neither', async () => {
      world.gateway.configure({ custom: { path: '/jm', auth: 'bearer' } });
      const wish = { model: 'jimeng-4.0', prompt: 'a cat', resolution: '1k' } as const;
      await clientAt(described({ model: 'their-4.0' }), sampleKeys.valid)
        .submit(wish)
        .catch(() => undefined);
      await clientAt(described({}), sampleKeys.valid).submit(wish);
      const [named, plain] = world.asked('submit').map(({ body }) => body);
      const body = {
        req_key: 'jimeng_t2i_v40',
        prompt: 'a cat',
        force_single: false,
        image_urls: [],
      };
      assert.deepEqual(named, { ...body, model: 'their-4.0', resolution: '1k' });
      assert.deepEqual(plain, { ...body, size: 1024 ** 2 });
    });
  });
});
