import assert from 'node:assert/strict';
import { parseRetryAfter } from '../../../../src/jimeng/http/fetch.ts';
import { acceptedReply, jsonReply, statusReply, textReply } from '../../support/fakeFetch.ts';
import { ManualClock } from '../../support/manualClock.ts';
import {
  queryTimesMs,
  failureIn,
  finishedReply,
  imageReply,
  errorReply,
  runGeneration,
} from '../../support/generation.ts';

const startTime = new ManualClock().now();
const dateAfter = (seconds: number) => new Date(startTime + seconds * 1000).toUTCString();
const retryAfterHeader = (value: string) => ({ 'Retry-After': value });

describe('parseRetryAfter', () => {
  const values: [string | null, number | undefined][] = [
    [null, undefined],
    ['0', 0],
    ['7', 7],
    [' 120 ', 120],
    [dateAfter(90), 90],
    [dateAfter(-90), 0],
    ['', undefined],
    ['soon', undefined],
    ['9'.repeat(400), undefined],
  ];
  for (const [value, seconds] of values) {
    it(`parses ${JSON.stringify(value).slice(0, 40)} as ${String(seconds)}`, () => {
      assert.equal(parseRetryAfter(value, startTime), seconds);
    });
  }
});

describe('Retry-After header', () => {
  const throttledReplies: [
    string,
    (headers: Record<string, string>) => ReturnType<typeof textReply>,
  ][] = [
    ['50429', (headers) => errorReply(50429, 429, headers)],
    ['50430 at HTTP 200', (headers) => errorReply(50430, 200, headers)],
    ['a gateway error with 429', (headers) => jsonReply({ error: { message: 'm' } }, 429, headers)],
    ['429 without a message', (headers) => textReply('slow down', 429, headers)],
  ];
  for (const [description, reply] of throttledReplies) {
    for (const value of ['20', dateAfter(20)]) {
      it(`of ${value} with ${description} delays the next submit`, async () => {
        const { events, requestTimesMs } = await runGeneration([
          reply(retryAfterHeader(value)),
          acceptedReply,
          finishedReply,
          imageReply,
        ]);
        assert.equal(events.at(-1)?.type, 'done');
        assert.deepEqual(requestTimesMs.slice(0, 2), [0, 20_000]);
      });
    }

    it(`with ${description} delays the next query`, async () => {
      const replies = [
        acceptedReply,
        reply(retryAfterHeader('25')),
        statusReply('generating'),
        finishedReply,
        imageReply,
      ];
      const { requestTimesMs } = await runGeneration(replies);
      const [first = 0] = queryTimesMs(1);
      assert.deepEqual(requestTimesMs.slice(1, 3), [first, first + 25_000]);
    });
  }

  it('with a service error delays the next query', async () => {
    const { requestTimesMs } = await runGeneration([
      acceptedReply,
      errorReply(50500, 503, retryAfterHeader('25')),
      finishedReply,
      imageReply,
    ]);
    assert.equal((requestTimesMs[2] ?? 0) - (requestTimesMs[1] ?? 0), 25_000);
  });

  it('never shortens the delay', async () => {
    const reply = errorReply(50430, 429, retryAfterHeader('1'));
    const { requestTimesMs } = await runGeneration([
      reply,
      reply,
      reply,
      acceptedReply,
      finishedReply,
      imageReply,
    ]);
    assert.deepEqual(requestTimesMs.slice(0, 4), [0, 1000, 3000, 7000]);
  });

  it('beyond the timeout ends the submit at once and is reported', async () => {
    const { events, requestTimesMs } = await runGeneration(
      [errorReply(50430, 429, retryAfterHeader('61'))],
      { timeout: 60 },
    );
    assert.deepEqual(requestTimesMs, [0]);
    assert.deepEqual(failureIn(events), {
      kind: 'concurrency',
      httpStatus: 429,
      code: '50430',
      message: 'm',
      retryAfter: 61,
    });
  });
});
