import assert from 'node:assert/strict';
import { createClient } from '../../../src/jimeng/calls.ts';
import { providers } from '../../../src/jimeng/index.ts';
import { samplePairs } from '../../gateway/accessKeys.ts';
import { fakeFetch, json } from '../support/fetch.ts';
import { request } from '../support/generation.ts';
import { ManualClock } from '../support/clock.ts';

describe('A signature that is refused for its time', () => {
  const clock = new ManualClock();
  const provider = providers.volcengine;
  const key = samplePairs.permanent;

  const refusals: [what: string, minutes: number, failure: object, calls: number][] = [
    ['by a clock that agrees with this one is told without a figure', 0, {}, 1],
    [
      'again, after the service’s own, is told with how far this one is off',
      -90,
      { seconds: 5400 },
      2,
    ],
  ];
  for (const [what, minutes, facts, count] of refusals) {
    it(what, async () => {
      const date = new Date(clock.now() + minutes * 60_000).toUTCString();
      const body = { ResponseMetadata: { RequestId: 'r', Error: { Code: 'InvalidTimestamp' } } };
      const { fetch, calls } = fakeFetch(json(body, 400, { date }));
      const client = createClient({ provider, key, fetch, clock });
      await assert.rejects(client.submit(request), { failure: { kind: 'clock', ...facts } });
      assert.equal(calls.length, count);
    });
  }
});
