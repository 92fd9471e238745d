import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { generate } from '../../../src/jimeng/calls.ts';
import {
  providerIds,
  type Failure,
  type GenerationEvent,
  type GenerationRequest,
  type Key,
  type ProviderId,
} from '../../../src/jimeng/index.ts';
import { sampleKeys } from '../../gateway/keys.ts';
import { latencyMs, sampleKeyOf, useGateway } from '../support/gateway.ts';
import { receiver } from '../support/generation.ts';

const request: GenerationRequest = {
  model: 'jimeng-4.0',
  prompt: '湖上的晚霞',
  width: 1024,
  height: 1024,
  forceSingle: true,
};

describe('Over HTTP with the simulated service', () => {
  const world = useGateway();
  let keeping = receiver();
  beforeEach(() => {
    keeping = receiver();
  });

  function run(
    fields: Partial<GenerationRequest> = {},
    id: ProviderId = 'octopusx',
    key: Key = sampleKeyOf(id),
  ): Promise<GenerationEvent[]> {
    const { pace, fetch, clientFor } = world;
    const { receive } = keeping;
    const client = clientFor(id, key);
    const options = { client, timeout: 600, fetch, clock: pace.clock, receive };
    return pace.collect(generate({ ...request, ...fields }, options));
  }

  async function failureOf(...given: Parameters<typeof run>): Promise<Failure> {
    const last = (await run(...given)).at(-1);
    assert.ok(last?.type === 'failed');
    return last.failure;
  }

  for (const id of providerIds) {
    it(`a picture of ${id} arrives as it was sent`, async () => {
      const begun = world.pace.clock.now();
      const events = await run({}, id);
      const took = world.pace.clock.now() - begun;
      assert.ok(took >= latencyMs && took < 2 * latencyMs, `${took} ms`);
      const [picture, ...others] = events.filter((event) => event.type === 'picture');
      assert.ok(picture && others.length === 0);
      const { mimeType, width, height } = picture.facts;
      const bytes = keeping.kept.get(0) ?? assert.fail();
      assert.equal(mimeType, id === 'deepwl' ? 'image/jpeg' : 'image/png');
      assert.deepEqual([width, height], [1024, 1024]);
      const sent = world.asked('picture').map((entry) => entry.picture);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      assert.deepEqual(sent, [{ sha256, length: bytes.length }]);
      assert.equal((await sharp(bytes).metadata()).width, 1024);
      assert.ok(world.gateway.requests().every(({ status }) => status === 200));
    });
  }

  it('a set arrives in its order', async () => {
    const events = await run({ prompt: 'a set of 3', forceSingle: false });
    const indices = events.flatMap((event) => (event.type === 'picture' ? [event.index] : []));
    assert.deepEqual(indices, [0, 1, 2]);
    assert.deepEqual(events.at(-1), { type: 'done', total: 3 });
    const urls = world.asked('picture').map(({ path }) => path.at(-'1.image'.length));
    assert.deepEqual(urls, ['1', '2', '3']);
  });

  it('every way of saying the size is taken', async () => {
    const { width, height, ...rest } = request;
    const client = world.clientFor('deepwl');
    for (const size of [{}, { resolution: '1k' }, { size: 1048576 }, { width, height }] as const) {
      await client.submit({ ...rest, ...size } as GenerationRequest);
    }
    assert.equal(world.gateway.tasks().length, 4);
  });

  const failing: [string, Parameters<typeof run>, Failure['kind'], number][] = [
    ['a wrong key', [{}, 'octopusx', 'sk-wrong'], 'authentication', 401],
    ['an empty purse', [{}, 'deepwl', sampleKeys.emptyQuota], 'quota', 403],
    ['a refused prompt', [{ prompt: 'a forbidden-word' }], 'promptRefused', 400],
    ['a refused result', [{ prompt: 'a post-risk' }], 'resultRefused', 400],
    ['a failed task', [{ prompt: 'this task-fails' }], 'taskFailed', 200],
  ];
  for (const [what, given, kind, httpStatus] of failing) {
    it(`${what} is told`, async () => {
      const failure = await failureOf(...given);
      assert.equal(failure.kind, kind);
      assert.equal('httpStatus' in failure && failure.httpStatus, httpStatus);
      assert.equal(world.asked('submit').length, 1);
    });
  }

  it('a submit whose answer is lost may be billed, and is not repeated', async () => {
    world.gateway.configure({ faults: [{ on: 'submit', drop: true }] });
    const failure = await failureOf();
    assert.ok(failure.kind === 'network' && failure.maybeBilled);
    assert.equal(world.gateway.tasks().length, 1);
    assert.equal(world.asked('submit').length, 1);
  });

  it('lost queries and pictures cost nothing but time', async () => {
    world.gateway.configure({
      faults: [
        { on: 'submit', status: 429, body: '{"code":50430,"message":"busy"}' },
        { on: 'query', drop: true, times: 2 },
        { on: 'query', status: 502, body: '<html>' },
        { on: 'picture', drop: true },
        { on: 'picture', status: 503 },
      ],
    });
    assert.equal((await run()).at(-1)?.type, 'done');
    assert.equal(world.gateway.tasks().length, 1);
    assert.equal(world.asked('submit').length, 2);
    assert.equal(world.asked('picture').length, 3);
  });

  it('no key reaches the host of the pictures', async () => {
    await run();
    const [picture] = world.asked('picture');
    assert.equal(picture?.status, 200);
    assert.equal(picture.headers['authorization'], undefined);
    assert.ok(!JSON.stringify(picture).includes('<key'));
  });
});
