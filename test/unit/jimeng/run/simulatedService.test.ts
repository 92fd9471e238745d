import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { generate } from '../../../../src/jimeng/service.ts';
import {
  providerIds,
  type Failure,
  type GenerationEvent,
  type GenerationRequest,
  type ApiKeyInput,
  type ProviderId,
} from '../../../../src/jimeng/index.ts';
import { sampleKeys } from '../../../gateway/services/bearerKeys.ts';
import { latencyMs, sampleKeyOf, useServiceHarness } from '../../support/serviceHarness.ts';
import { createReceiver } from '../../support/generation.ts';

const request: GenerationRequest = {
  model: 'jimeng-4.0',
  prompt: '湖上的晚霞',
  width: 1024,
  height: 1024,
  forceSingle: true,
};

describe('generate over HTTP', () => {
  const service = useServiceHarness();
  let imageReceiver = createReceiver();
  beforeEach(() => {
    imageReceiver = createReceiver();
  });

  function run(
    fields: Partial<GenerationRequest> = {},
    id: ProviderId = 'octopusx',
    key: ApiKeyInput = sampleKeyOf(id),
  ): Promise<GenerationEvent[]> {
    const { driver, fetch, clientFor } = service;
    const { onImage: receive } = imageReceiver;
    const client = clientFor(id, key);
    const options = { client, timeoutSeconds: 600, fetch, clock: driver.clock, onImage: receive };
    return driver.collect(generate({ ...request, ...fields }, options));
  }

  async function failureOf(...args: Parameters<typeof run>): Promise<Failure> {
    const last = (await run(...args)).at(-1);
    assert.ok(last?.type === 'failed');
    return last.failure;
  }

  for (const id of providerIds) {
    it(`downloads an image of ${id} as it was sent`, async () => {
      const startTime = service.driver.clock.now();
      const events = await run({}, id);
      const durationMs = service.driver.clock.now() - startTime;
      assert.ok(durationMs >= latencyMs && durationMs < 2 * latencyMs, `${durationMs} ms`);
      const [imageEvent, ...others] = events.filter((event) => event.type === 'image');
      assert.ok(imageEvent && others.length === 0);
      const { mimeType, width, height } = imageEvent.info;
      const bytes = imageReceiver.received.get(0) ?? assert.fail();
      assert.equal(mimeType, id === 'deepwl' ? 'image/jpeg' : 'image/png');
      assert.deepEqual([width, height], [1024, 1024]);
      const sentImages = service.requestsOf('image').map((entry) => entry.image);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      assert.deepEqual(sentImages, [{ sha256, length: bytes.length }]);
      assert.equal((await sharp(bytes).metadata()).width, 1024);
      assert.ok(service.gateway.requests().every(({ status }) => status === 200));
    });
  }

  it('downloads a set in order', async () => {
    const events = await run({ prompt: 'a set of 3', forceSingle: false });
    const indices = events.flatMap((event) => (event.type === 'image' ? [event.index] : []));
    assert.deepEqual(indices, [0, 1, 2]);
    assert.deepEqual(events.at(-1), { type: 'done', total: 3, withheldCount: 0 });
    const urls = service.requestsOf('image').map(({ path }) => path.at(-'1.image'.length));
    assert.deepEqual(urls, ['1', '2', '3']);
  });

  it('accepts every way to specify the size', async () => {
    const { width, height, ...rest } = request;
    const client = service.clientFor('deepwl');
    for (const size of [{}, { resolution: '1k' }, { size: 1048576 }, { width, height }] as const) {
      await client.submit({ ...rest, ...size } as GenerationRequest);
    }
    assert.equal(service.gateway.tasks().length, 4);
  });

  const failureCases: [string, Parameters<typeof run>, Failure['kind'], number][] = [
    ['a wrong key', [{}, 'octopusx', 'sk-wrong'], 'authentication', 401],
    ['an empty quota', [{}, 'deepwl', sampleKeys.emptyQuota], 'quota', 403],
    ['a rejected prompt', [{ prompt: 'a forbidden-word' }], 'promptRefused', 400],
    ['a blocked result', [{ prompt: 'a post-risk' }], 'resultRefused', 400],
    ['a failed task', [{ prompt: 'this task-fails' }], 'taskFailed', 200],
  ];
  for (const [description, args, kind, httpStatus] of failureCases) {
    it(`reports ${description}`, async () => {
      const failure = await failureOf(...args);
      assert.equal(failure.kind, kind);
      assert.equal('httpStatus' in failure && failure.httpStatus, httpStatus);
      assert.equal(service.requestsOf('submit').length, 1);
    });
  }

  it('does not repeat a submit without a response, which may be billed', async () => {
    service.gateway.configure({ faults: [{ on: 'submit', drop: true }] });
    const failure = await failureOf();
    assert.ok(failure.kind === 'network' && failure.maybeBilled);
    assert.equal(service.gateway.tasks().length, 1);
    assert.equal(service.requestsOf('submit').length, 1);
  });

  it('recovers from lost queries and images at no extra cost', async () => {
    service.gateway.configure({
      faults: [
        { on: 'submit', status: 429, body: '{"code":50430,"message":"busy"}' },
        { on: 'query', drop: true, times: 2 },
        { on: 'query', status: 502, body: '<html>' },
        { on: 'image', drop: true },
        { on: 'image', status: 503 },
      ],
    });
    assert.equal((await run()).at(-1)?.type, 'done');
    assert.equal(service.gateway.tasks().length, 1);
    assert.equal(service.requestsOf('submit').length, 2);
    assert.equal(service.requestsOf('image').length, 3);
  });

  it('sends no key to the image host', async () => {
    await run();
    const [imageRequest] = service.requestsOf('image');
    assert.equal(imageRequest?.status, 200);
    assert.equal(imageRequest.headers['authorization'], undefined);
    assert.ok(!JSON.stringify(imageRequest).includes('<key'));
  });
});
