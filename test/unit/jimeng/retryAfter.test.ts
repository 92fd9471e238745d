import assert from 'node:assert/strict';
import { retryAfter } from '../../../src/jimeng/fetch.ts';
import { accepted, json, state, text } from '../support/fetch.ts';
import { ManualClock } from '../support/clock.ts';
import { dueTimes, failureIn, finished, picture, refused, run } from '../support/generation.ts';

const begun = new ManualClock().now();
const date = (seconds: number) => new Date(begun + seconds * 1000).toUTCString();
const header = (value: string) => ({ 'Retry-After': value });

describe('A Retry-After', () => {
  const values: [string | null, number | undefined][] = [
    [null, undefined],
    ['0', 0],
    ['7', 7],
    [' 120 ', 120],
    [date(90), 90],
    [date(-90), 0],
    ['', undefined],
    ['soon', undefined],
    ['9'.repeat(400), undefined],
  ];
  for (const [value, seconds] of values) {
    it(`of ${value?.slice(0, 40) ?? 'nothing'} means ${seconds ?? 'nothing'}`, () => {
      assert.equal(retryAfter(value, begun), seconds);
    });
  }

  const busy: [string, (headers: Record<string, string>) => ReturnType<typeof text>][] = [
    ['50429', (headers) => refused(50429, 429, headers)],
    ['50430 with 200', (headers) => refused(50430, 200, headers)],
    ['429 in the gateway’s words', (headers) => json({ error: { message: 'm' } }, 429, headers)],
    ['429 without words', (headers) => text('slow down', 429, headers)],
  ];
  for (const [what, reply] of busy) {
    for (const value of ['20', date(20)]) {
      it(`of ${value} beside ${what} is when the submit is repeated`, async () => {
        const { events, times } = await run([reply(header(value)), accepted, finished, picture]);
        assert.equal(events.at(-1)?.type, 'done');
        assert.deepEqual(times.slice(0, 2), [0, 20_000]);
      });
    }

    it(`beside ${what} is when a query is repeated`, async () => {
      const replies = [accepted, reply(header('25')), state('generating'), finished, picture];
      const { times } = await run(replies);
      const [first = 0] = dueTimes(1);
      assert.deepEqual(times.slice(1, 3), [first, first + 25_000]);
    });
  }

  it('beside a fault of the service is when a query is repeated', async () => {
    const { times } = await run([accepted, refused(50500, 503, header('25')), finished, picture]);
    assert.equal((times[2] ?? 0) - (times[1] ?? 0), 25_000);
  });

  it('shorter than the pause shortens nothing', async () => {
    const reply = refused(50430, 429, header('1'));
    const { times } = await run([reply, reply, reply, accepted, finished, picture]);
    assert.deepEqual(times.slice(0, 4), [0, 1000, 3000, 7000]);
  });

  it('longer than a task is waited for ends the submit at once, and is told', async () => {
    const { events, times } = await run([refused(50430, 429, header('61'))], { timeout: 60 });
    assert.deepEqual(times, [0]);
    assert.deepEqual(failureIn(events), {
      kind: 'concurrency',
      httpStatus: 429,
      code: '50430',
      message: 'm',
      retryAfter: 61,
    });
  });
});
