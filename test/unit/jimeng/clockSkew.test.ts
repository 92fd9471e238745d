import assert from 'node:assert/strict';
import { createClient } from '../../../src/jimeng/calls.ts';
import { providers, type Failure, type GenerationRequest } from '../../../src/jimeng/index.ts';
import { samplePairs } from '../../gateway/accessKeys.ts';
import { ManualClock } from '../support/clock.ts';
import { accepted, fakeFetch, json, state, task, type Reply } from '../support/fetch.ts';
import { providerAt, useGateway } from '../support/gateway.ts';

const request: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };
const hour = 3_600_000;

const invalid = { Code: 'InvalidTimestamp', CodeN: 100006, Message: 'Invalid timestamp' };
/** The signature front turns a call away, at this time of its own. */
const turnedAway = (at?: number) =>
  json(
    { ResponseMetadata: { RequestId: 'r', Error: invalid } },
    400,
    at === undefined ? {} : { date: new Date(at).toUTCString() },
  );

function clientWith(clock: ManualClock, ...replies: readonly Reply[]) {
  const { fetch, calls } = fakeFetch(...replies);
  const { volcengine: provider } = providers;
  const client = createClient({ provider, key: samplePairs.permanent, fetch, clock });
  const dates = () => calls.map(({ init }) => (init.headers as Record<string, string>)['X-Date']);
  return { client, dates };
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => assert.fail('It should have failed'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof Error && 'failure' in error);
  return error.failure as Failure;
}

describe('A clock that is wrong', () => {
  const begun = Date.UTC(2026, 0, 1);
  const right = begun + hour;

  it('costs one call, which is signed again by the service’s time, and is known from then on', async () => {
    const clock = new ManualClock(begun);
    const { client, dates } = clientWith(clock, turnedAway(right), accepted, state('generating'));
    assert.deepEqual(await client.submit(request), task);
    await client.query(task);
    clock.advance(5000);
    await client.query(task);
    assert.deepEqual(dates(), [
      '20260101T000000Z',
      '20260101T010000Z',
      '20260101T010000Z',
      '20260101T010005Z',
    ]);
  });

  it('may be set right meanwhile', async () => {
    const clock = new ManualClock(begun);
    const reply = turnedAway(right);
    const { client, dates } = clientWith(clock, reply, accepted, reply, state('generating'));
    await client.submit(request);
    clock.advance(hour);
    await client.query({ ...task });
    assert.deepEqual(dates().slice(2), ['20260101T020000Z', '20260101T010000Z']);
  });

  it('is told where the service does not say what time it is', async () => {
    const { client, dates } = clientWith(new ManualClock(begun), turnedAway(), accepted);
    assert.deepEqual(await failureOf(client.submit(request)), { kind: 'clock' });
    assert.equal(dates().length, 1);
  });

  it('is told where the service’s time does not help', async () => {
    const { client, dates } = clientWith(new ManualClock(begun), turnedAway(right));
    assert.deepEqual(await failureOf(client.submit(request)), { kind: 'clock', seconds: -3600 });
    assert.equal(dates().length, 2);
  });

  it('is told where the service says that it is right', async () => {
    const { client, dates } = clientWith(new ManualClock(begun), turnedAway(begun + 59_000));
    assert.deepEqual(await failureOf(client.submit(request)), { kind: 'clock' });
    assert.equal(dates().length, 1);
  });

  it('is told after one more call where the service says another time each time', async () => {
    const times = Array.from({ length: 20 }, (_, n) => turnedAway(right + n * hour));
    const { client, dates } = clientWith(new ManualClock(begun), ...times);
    assert.equal((await failureOf(client.submit(request))).kind, 'clock');
    assert.equal(dates().length, 2);
  });

  describe('at the simulated service', () => {
    const world = useGateway();

    for (const minutes of [16, -16, 60 * 24 * 400]) {
      it(`by ${minutes} minutes costs one call`, async () => {
        world.gateway.configure({ clockOffsetMs: minutes * 60_000 });
        const client = world.clientFor('volcengine');
        const { taskId } = await client.submit(request);
        await client.query({ taskId, reqKey: task.reqKey });
        const statuses = world.gateway.requests().map(({ status }) => status === 200);
        assert.deepEqual(statuses, [false, true, true]);
        assert.equal(world.gateway.tasks().length, 1);
      });
    }

    it('by 14 minutes costs nothing', async () => {
      world.gateway.configure({ clockOffsetMs: 14 * 60_000 });
      await world.clientFor('volcengine').submit(request);
      assert.equal(world.gateway.requests().length, 1);
    });

    it('is no excuse for a wrong key', async () => {
      world.gateway.configure({ clockOffsetMs: hour });
      const key = { ...samplePairs.permanent, secretAccessKey: 'wrong' };
      const provider = providerAt('volcengine', world.gateway);
      const { fetch, pace } = world;
      const client = createClient({ provider, key, fetch, clock: pace.clock });
      const failure = await failureOf(client.submit(request));
      assert.ok(failure.kind === 'authentication' && failure.code === 'SignatureDoesNotMatch');
      assert.ok(world.gateway.requests().length <= 2);
    });
  });
});
