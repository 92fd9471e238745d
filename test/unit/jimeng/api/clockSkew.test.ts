import assert from 'node:assert/strict';
import { createClient } from '../../../../src/jimeng/service.ts';
import { providers, type Failure, type GenerationRequest } from '../../../../src/jimeng/index.ts';
import { sampleAccessKeys } from '../../../gateway/services/accessKeys.ts';
import { ManualClock } from '../../support/manualClock.ts';
import {
  acceptedReply,
  fakeFetch,
  jsonReply,
  statusReply,
  task,
  type Reply,
} from '../../support/fakeFetch.ts';
import { providerAt, useServiceHarness } from '../../support/serviceHarness.ts';
import { toApiKey } from '../../support/apiKey.ts';

const request: GenerationRequest = { model: 'jimeng-4.0', prompt: 'a cat' };
const hourMs = 3_600_000;

const invalid = { Code: 'InvalidTimestamp', CodeN: 100006, Message: 'Invalid timestamp' };
/** A rejected signature, with the time of the service. */
const timestampErrorReply = (time?: number, error: object = invalid) =>
  jsonReply(
    { ResponseMetadata: { RequestId: 'r', Error: error } },
    400,
    time === undefined ? {} : { date: new Date(time).toUTCString() },
  );

function clientWith(clock: ManualClock, ...replies: readonly Reply[]) {
  const { fetch, calls } = fakeFetch(...replies);
  const { volcengine: provider } = providers;
  const client = createClient({
    provider,
    key: toApiKey(sampleAccessKeys.permanent),
    fetch,
    clock,
  });
  const requestDates = () =>
    calls.map(({ init }) => (init.headers as Record<string, string>)['X-Date']);
  return { client, requestDates };
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => assert.fail('It should have failed'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof Error && 'failure' in error);
  return error.failure as Failure;
}

describe('Client clock skew', () => {
  const startTime = Date.UTC(2026, 0, 1);
  const serviceTime = startTime + hourMs;

  it('costs one extra call and is corrected from then on', async () => {
    const clock = new ManualClock(startTime);
    const { client, requestDates } = clientWith(
      clock,
      timestampErrorReply(serviceTime),
      acceptedReply,
      statusReply('generating'),
    );
    assert.deepEqual(await client.submit(request), task);
    await client.query(task);
    clock.advance(5000);
    await client.query(task);
    assert.deepEqual(requestDates(), [
      '20260101T000000Z',
      '20260101T010000Z',
      '20260101T010000Z',
      '20260101T010005Z',
    ]);
  });

  it('may be fixed in the meantime', async () => {
    const clock = new ManualClock(startTime);
    const reply = timestampErrorReply(serviceTime);
    const { client, requestDates } = clientWith(
      clock,
      reply,
      acceptedReply,
      reply,
      statusReply('generating'),
    );
    await client.submit(request);
    clock.advance(hourMs);
    await client.query({ ...task });
    assert.deepEqual(requestDates().slice(2), ['20260101T020000Z', '20260101T010000Z']);
  });

  it('is reported if the service does not send its time', async () => {
    const { client, requestDates } = clientWith(
      new ManualClock(startTime),
      timestampErrorReply(),
      acceptedReply,
    );
    assert.deepEqual(await failureOf(client.submit(request)), { kind: 'clock' });
    assert.equal(requestDates().length, 1);
  });

  it('is not believed if it is more than 10 years', async () => {
    for (const time of [8.64e15, -8e15, startTime + 11 * 366 * 24 * hourMs]) {
      const { client, requestDates } = clientWith(
        new ManualClock(startTime),
        timestampErrorReply(time),
        acceptedReply,
      );
      assert.deepEqual(await failureOf(client.submit(request)), { kind: 'clock' });
      assert.equal(requestDates().length, 1);
    }
  });

  it('is reported if the time of the service does not help', async () => {
    for (const [reply, seconds] of [
      [timestampErrorReply(serviceTime), -3600],
      [timestampErrorReply(startTime - 1.5 * hourMs, { Code: 'InvalidTimestamp' }), 5400],
    ] as const) {
      const { client, requestDates } = clientWith(new ManualClock(startTime), reply);
      assert.deepEqual(await failureOf(client.submit(request)), { kind: 'clock', seconds });
      assert.equal(requestDates().length, 2);
    }
  });

  it('is reported without a skew if the service agrees with the clock', async () => {
    for (const reply of [
      timestampErrorReply(startTime + 59_000),
      timestampErrorReply(startTime, { Code: 'InvalidTimestamp' }),
    ]) {
      const { client, requestDates } = clientWith(new ManualClock(startTime), reply);
      assert.deepEqual(await failureOf(client.submit(request)), { kind: 'clock' });
      assert.equal(requestDates().length, 1);
    }
  });

  it('is reported after one retry if the service changes its time on every call', async () => {
    const replies = Array.from({ length: 20 }, (_, n) =>
      timestampErrorReply(serviceTime + n * hourMs),
    );
    const { client, requestDates } = clientWith(new ManualClock(startTime), ...replies);
    assert.equal((await failureOf(client.submit(request))).kind, 'clock');
    assert.equal(requestDates().length, 2);
  });

  describe('at the simulated service', () => {
    const service = useServiceHarness();

    for (const minutes of [16, -16, 60 * 24 * 400]) {
      it(`of ${minutes} minutes costs one call`, async () => {
        service.gateway.configure({ clockOffsetMs: minutes * 60_000 });
        const client = service.clientFor('volcengine');
        const { taskId } = await client.submit(request);
        await client.query({ taskId, reqKey: task.reqKey });
        const statuses = service.gateway.requests().map(({ status }) => status === 200);
        assert.deepEqual(statuses, [false, true, true]);
        assert.equal(service.gateway.tasks().length, 1);
      });
    }

    it('of 14 minutes costs nothing', async () => {
      service.gateway.configure({ clockOffsetMs: 14 * 60_000 });
      await service.clientFor('volcengine').submit(request);
      assert.equal(service.gateway.requests().length, 1);
    });

    it('does not hide a wrong key', async () => {
      service.gateway.configure({ clockOffsetMs: hourMs });
      const key = { ...sampleAccessKeys.permanent, secretAccessKey: 'wrong' };
      const provider = providerAt('volcengine', service.gateway);
      const { fetch, driver } = service;
      const client = createClient({ provider, key: toApiKey(key), fetch, clock: driver.clock });
      const failure = await failureOf(client.submit(request));
      assert.ok(failure.kind === 'authentication' && failure.code === 'SignatureDoesNotMatch');
      assert.ok(service.gateway.requests().length <= 2);
    });
  });
});
