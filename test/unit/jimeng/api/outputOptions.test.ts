import assert from 'node:assert/strict';
import { createClient, generate } from '../../../../src/jimeng/service.ts';
import { providers, type GenerationRequest } from '../../../../src/jimeng/index.ts';
import { fakeFetch, parseCallBody, statusReply, task } from '../../support/fakeFetch.ts';
import { useServiceHarness } from '../../support/serviceHarness.ts';
import { createReceiver, request } from '../../support/generation.ts';
import { toApiKey } from '../../support/apiKey.ts';

type OutputOptions = Pick<GenerationRequest, 'logoInfo' | 'aigcMeta' | 'returnUrl'>;

/** The output options in the body of a query. */
async function queriedOptions(outputOptions: OutputOptions): Promise<unknown> {
  const { fetch, calls } = fakeFetch(statusReply('generating'));
  const client = createClient({ provider: providers.octopusx, key: toApiKey('k'), fetch });
  await client.query(task, outputOptions);
  const [call] = calls;
  assert.ok(call);
  return JSON.parse(String(parseCallBody(call)['req_json']));
}

describe('Query output options', () => {
  const defaultLogo = { return_url: true, logo_info: { add_logo: true } };
  const logos: [Required<OutputOptions>['logoInfo'], object][] = [
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
    it(`request the watermark ${JSON.stringify(logoInfo)}`, async () => {
      const logo_info = { ...defaultLogo.logo_info, ...sent };
      assert.deepEqual(await queriedOptions({ logoInfo }), { ...defaultLogo, logo_info });
    });
  }

  const metas: [Required<OutputOptions>['aigcMeta'], object][] = [
    [{ producerId: 'p' }, { producer_id: 'p' }],
    [
      { producerId: 'p', contentProducer: 'a', contentPropagator: 'b', propagateId: 'c' },
      { producer_id: 'p', content_producer: 'a', content_propagator: 'b', propagate_id: 'c' },
    ],
  ];
  for (const [aigcMeta, aigc_meta] of metas) {
    it(`contain the content label with ${Object.keys(aigcMeta).join(', ')}`, async () => {
      assert.deepEqual(await queriedOptions({ aigcMeta }), { return_url: true, aigc_meta });
    });
  }

  it('request URLs unless inline data is requested', async () => {
    assert.deepEqual(await queriedOptions({}), { return_url: true });
    assert.deepEqual(await queriedOptions({ returnUrl: true }), { return_url: true });
    assert.deepEqual(await queriedOptions({ returnUrl: false }), { return_url: false });
  });
});

describe('Inline images', () => {
  const service = useServiceHarness();
  const size = { width: 1024, height: 1024 };
  const outputOptions = {
    returnUrl: false,
    logoInfo: { position: 'topLeft', text: 'mine' },
    aigcMeta: { producerId: 'p' },
  } as const;

  for (const id of ['octopusx', 'volcengine'] as const) {
    it(`of ${id} are saved as a complete set without a download`, async () => {
      const { driver, fetch } = service;
      const { received, onImage: receive } = createReceiver();
      const options = {
        client: service.clientFor(id),
        timeoutSeconds: 600,
        fetch,
        onImage: receive,
      };
      const fullRequest = { ...request, ...size, prompt: 'a set of 3', ...outputOptions };
      const events = await driver.collect(
        generate(fullRequest, { ...options, clock: driver.clock }),
      );
      assert.deepEqual(events.at(-1), { type: 'done', total: 3, withheldCount: 0 });
      const ready = events.find((event) => event.type === 'downloading');
      assert.deepEqual(ready?.imageUrls, ['', '', '']);
      assert.equal(received.size, 3);
      const facts = events.flatMap((event) => (event.type === 'image' ? [event.info] : []));
      assert.deepEqual(facts, Array(3).fill({ mimeType: 'image/png', ...size }));
      assert.equal(service.requestsOf('image').length, 0);
      for (const { body, status } of service.requestsOf('query')) {
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
