import assert from 'node:assert/strict';
import { backoff } from '../../../src/jimeng/backoff.ts';
import { generate } from '../../../src/jimeng/calls.ts';
import { accepted, broken, silence, state, task, text, type Reply } from '../support/fetch.ts';
import {
  begin,
  dueTimes,
  failureIn,
  finished,
  kinds,
  picture,
  png,
  readyAfterIn,
  refused,
  request,
  run,
  url,
} from '../support/generation.ts';
import { all } from '../support/pace.ts';

describe('A generation', () => {
  it('tells each step', async () => {
    const { events, actions } = await run([
      accepted,
      state('in_queue'),
      state('generating'),
      state('success', { image_urls: [url, url] }),
      picture,
    ]);
    const facts = { mimeType: 'image/png', width: 3, height: 2 };
    const [, pending = 0, ready = 0] = dueTimes(3);
    const readyAfter = readyAfterIn(events);
    assert.ok(Math.abs((readyAfter ?? 0) - (pending + ready) / 2000) < 0.001, `${readyAfter}`);
    assert.deepEqual(events, [
      { type: 'submitted', task },
      { type: 'generating', word: 'in_queue' },
      { type: 'generating', word: 'generating' },
      { type: 'downloading', total: 2, imageUrls: [url, url], readyAfter },
      { type: 'picture', index: 0, facts },
      { type: 'picture', index: 1, facts },
      { type: 'done', total: 2 },
    ]);
    assert.deepEqual(actions, ['submit', 'query', 'query', 'query', 'picture', 'picture']);
  });

  it('takes pictures from the answer itself', async () => {
    const base64 = png.toString('base64');
    const { events, actions } = await run([
      accepted,
      state('done', { image_urls: null, binary_data_base64: [base64, base64] }),
    ]);
    assert.deepEqual(kinds(events).slice(1), ['downloading', 'picture', 'picture', 'done']);
    assert.deepEqual(actions, ['submit', 'query']);
  });

  it('takes the addresses where both are sent', async () => {
    const both = { image_urls: [url], binary_data_base64: [png.toString('base64')] };
    const { events, actions } = await run([accepted, state('done', both), picture]);
    assert.deepEqual(events.at(-1), { type: 'done', total: 1 });
    assert.deepEqual(actions, ['submit', 'query', 'picture']);
  });

  it('fails where the answer’s picture is none', async () => {
    const { events } = await run([accepted, state('done', { binary_data_base64: ['AAAA'] })]);
    assert.deepEqual(failureIn(events), {
      kind: 'download',
      problem: 'notPicture',
      host: 'octopusx.ai',
    });
  });

  it('brings home the others of a set where one cannot be fetched', async () => {
    const set = state('success', { image_urls: [url, url, url] });
    const { events } = await run([accepted, set, picture, text('', 404), picture]);
    const indices = events.flatMap((event) => (event.type === 'picture' ? [event.index] : []));
    assert.deepEqual(indices, [0, 2]);
    assert.equal(failureIn(events).kind, 'download');
  });

  describe('that is given up', () => {
    const stages: [string, Reply[], number][] = [
      ['while it is submitted', [silence], 1],
      ['before it is submitted again', [refused(50430, 429)], 1],
      ['before the first query', [accepted, state('generating')], 1],
      ['during a query', [accepted, silence], 2],
      ['before the next query', [accepted, state('generating')], 2],
      ['after a query that broke', [accepted, broken('ECONNRESET')], 2],
      ['during a download', [accepted, finished, silence], 3],
      ['before the next download', [accepted, finished, text('', 500)], 3],
    ];
    for (const [what, replies, calls] of stages) {
      it(`${what} ends at once and asks nothing more`, async () => {
        const abort = new AbortController();
        const { pace, options, actions } = begin(replies, { signal: abort.signal });
        const events = all(generate(request, options));
        await pace.untilTrue(() => actions().length === calls);
        await pace.rest();
        const now = pace.clock.now();
        abort.abort();
        assert.deepEqual(failureIn(await events), { kind: 'cancelled' });
        assert.deepEqual([actions().length, pace.clock.now()], [calls, now]);
        assert.equal(pace.clock.sleeping, 0);
      });
    }

    it('before it begins asks nothing', async () => {
      const { events, actions } = await run([accepted], { signal: AbortSignal.abort() });
      assert.deepEqual(events, [{ type: 'failed', failure: { kind: 'cancelled' } }]);
      assert.deepEqual(actions, []);
    });

    it('for a reason of the caller’s own ends with it', async () => {
      const reason = new Error('the window closes');
      await assert.rejects(run([accepted], { signal: AbortSignal.abort(reason) }), reason);
    });
  });
});

describe('The pauses', () => {
  it('after a refusal double up to half a minute, give or take a quarter', () => {
    const middle = [1, 2, 3, 4, 5, 6, 60].map((n) => backoff(n, () => 0.5));
    assert.deepEqual(middle, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    assert.equal(
      backoff(3, () => 0),
      3000,
    );
    assert.ok(backoff(3, () => 1 - Number.EPSILON) <= 5000);
  });

  it('are as long as the service asks for, but never shorter than they would be', () => {
    const random = () => 0.5;
    assert.equal(backoff(1, random, 20), 20_000);
    assert.equal(backoff(1, random, 3600), 3_600_000);
    assert.equal(backoff(4, random, 7), 8000);
    assert.equal(backoff(4, random, 0), 8000);
  });
});
