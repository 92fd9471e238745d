import assert from 'node:assert/strict';
import { createClient, generate } from '../../../src/jimeng/calls.ts';
import { providers, type GenerationRequest } from '../../../src/jimeng/index.ts';
import { fakeFetch, fieldsOf, state, task } from '../support/fetch.ts';
import { useGateway } from '../support/gateway.ts';
import { receiver, request } from '../support/generation.ts';

type Delivery = Pick<GenerationRequest, 'logoInfo' | 'aigcMeta' | 'returnUrl'>;

/** What a query says of how the pictures should come. */
async function wishes(delivery: Delivery): Promise<unknown> {
  const { fetch, calls } = fakeFetch(state('generating'));
  const client = createClient({ provider: providers.octopusx, key: 'k', fetch });
  await client.query(task, delivery);
  const [call] = calls;
  assert.ok(call);
  return JSON.parse(String(fieldsOf(call)['req_json']));
}

describe('A query', () => {
  const logo = { return_url: true, logo_info: { add_logo: true } };
  const logos: [Required<Delivery>['logoInfo'], object][] = [
    [{}, {}],
    [{ position: 'bottomRight' }, { position: 0 }],
    [{ position: 'bottomLeft' }, { position: 1 }],
    [{ position: 'topLeft' }, { position: 2 }],
    [{ position: 'topRight' }, { position: 3 }],
    [{ language: 'zh' }, { language: 0 }],
    [{ language: 'en' }, { language: 1 }],
    [{ opacity: 0 }, { opacity: 0 }],
    [{ text: '我的' }, { logo_text_content: '我的' }],
    [{ text: '' }, {}],
    [
      { position: 'topRight', language: 'en', opacity: 0.5, text: 'mine' },
      { position: 3, language: 1, opacity: 0.5, logo_text_content: 'mine' },
    ],
  ];
  for (const [logoInfo, sent] of logos) {
    it(`asks for the mark ${JSON.stringify(logoInfo)}`, async () => {
      const logo_info = { ...logo.logo_info, ...sent };
      assert.deepEqual(await wishes({ logoInfo }), { ...logo, logo_info });
    });
  }

  const metas: [Required<Delivery>['aigcMeta'], object][] = [
    [{ producerId: 'p' }, { producer_id: 'p' }],
    [
      { producerId: 'p', contentProducer: 'a', contentPropagator: 'b', propagateId: 'c' },
      { producer_id: 'p', content_producer: 'a', content_propagator: 'b', propagate_id: 'c' },
    ],
  ];
  for (const [aigcMeta, aigc_meta] of metas) {
    it(`says who made it: ${Object.keys(aigcMeta).join(', ')}`, async () => {
      assert.deepEqual(await wishes({ aigcMeta }), { return_url: true, aigc_meta });
    });
  }

  it('asks for addresses unless the pictures themselves are wanted', async () => {
    assert.deepEqual(await wishes({}), { return_url: true });
    assert.deepEqual(await wishes({ returnUrl: true }), { return_url: true });
    assert.deepEqual(await wishes({ returnUrl: false }), { return_url: false });
  });
});

describe('Pictures that come inside the answer', () => {
  const world = useGateway();
  const sides = { width: 1024, height: 1024 };
  const delivery = {
    returnUrl: false,
    logoInfo: { position: 'topLeft', text: 'mine' },
    aigcMeta: { producerId: 'p' },
  } as const;

  for (const id of ['octopusx', 'volcengine'] as const) {
    it(`of ${id} are kept, a whole set of them, and none is fetched`, async () => {
      const { pace, fetch } = world;
      const { kept, receive } = receiver();
      const options = { client: world.clientFor(id), timeout: 600, fetch, receive };
      const asked = { ...request, ...sides, prompt: 'a set of 3', ...delivery };
      const events = await pace.collect(generate(asked, { ...options, clock: pace.clock }));
      assert.deepEqual(events.at(-1), { type: 'done', total: 3 });
      const ready = events.find((event) => event.type === 'downloading');
      assert.deepEqual(ready?.imageUrls, []);
      assert.equal(kept.size, 3);
      const facts = events.flatMap((event) => (event.type === 'picture' ? [event.facts] : []));
      assert.deepEqual(facts, Array(3).fill({ mimeType: 'image/png', ...sides }));
      assert.equal(world.asked('picture').length, 0);
      for (const { body, status } of world.asked('query')) {
        const { req_json } = body as { req_json: string };
        assert.deepEqual(JSON.parse(req_json), {
          return_url: false,
          logo_info: { add_logo: true, position: 2, logo_text_content: 'mine' },
          aigc_meta: { producer_id: 'p' },
        });
        assert.equal(status, 200);
      }
    });
  }
});
