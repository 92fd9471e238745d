import assert from 'node:assert/strict';
import { createClient } from '../../../../src/jimeng/service.ts';
import { providers } from '../../../../src/jimeng/index.ts';
import { sampleAccessKeys } from '../../../gateway/services/accessKeys.ts';
import { fakeFetch, jsonReply } from '../../support/fakeFetch.ts';
import { request } from '../../support/generation.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { toApiKey } from '../../support/apiKey.ts';

describe('Client clock failure', () => {
  const clock = new ManualClock();
  const provider = providers.volcengine;
  const key = sampleAccessKeys.permanent;

  const refusals: [what: string, minutes: number, failure: object, calls: number][] = [
    ['is reported without a skew if the clocks agree', 0, {}, 1],
    ['is reported with the skew if the retry is rejected too', -90, { seconds: 5400 }, 2],
  ];
  for (const [what, minutes, facts, count] of refusals) {
    it(what, async () => {
      const date = new Date(clock.now() + minutes * 60_000).toUTCString();
      const body = { ResponseMetadata: { RequestId: 'r', Error: { Code: 'InvalidTimestamp' } } };
      const { fetch, calls } = fakeFetch(jsonReply(body, 400, { date }));
      const client = createClient({ provider, key: toApiKey(key), fetch, clock });
      await assert.rejects(client.submit(request), { failure: { kind: 'clock', ...facts } });
      assert.equal(calls.length, count);
    });
  }
});
