import assert from 'node:assert/strict';
import { estimateFinish } from '../../../../src/jimeng/polling/estimate.ts';
import { computeBackoffMs } from '../../../../src/jimeng/run/retryPolicy.ts';
import { generate } from '../../../../src/jimeng/service.ts';
import {
  acceptedReply,
  networkErrorReply,
  neverReply,
  statusReply,
  task,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import {
  defaultEstimate,
  prepareGeneration,
  queryTimesMs,
  failureIn,
  finishedReply,
  eventTypes,
  imageReply,
  png,
  readyAfterIn,
  errorReply,
  request,
  runGeneration,
  url,
} from '../../support/generation.ts';
import { all } from '../../support/clockDriver.ts';

describe('generate', () => {
  it('yields an event for each step', async () => {
    const { events, actions } = await runGeneration([
      acceptedReply,
      statusReply('in_queue'),
      statusReply('generating'),
      statusReply('success', { image_urls: [url, `${url}?2`] }),
      imageReply,
    ]);
    const facts = { mimeType: 'image/png', width: 3, height: 2 };
    const [, pending = 0, ready = 0] = queryTimesMs(3);
    const readyAfterSeconds = readyAfterIn(events);
    const expected = estimateFinish(defaultEstimate, pending / 1000, ready / 1000);
    assert.ok(Math.abs((readyAfterSeconds ?? 0) - expected) < 0.001, `${readyAfterSeconds}`);
    assert.deepEqual(events, [
      { type: 'submitting' },
      { type: 'submitted', task },
      { type: 'generating', rawStatus: 'in_queue' },
      { type: 'generating', rawStatus: 'generating' },
      { type: 'downloading', total: 2, imageUrls: [url, `${url}?2`], readyAfterSeconds },
      { type: 'image', index: 0, info: facts },
      { type: 'image', index: 1, info: facts },
      { type: 'done', total: 2, withheldCount: 0 },
    ]);
    assert.deepEqual(actions, ['submit', 'query', 'query', 'query', 'image', 'image']);
  });

  it('reads inline images from the response', async () => {
    const base64 = png.toString('base64');
    const otherBase64 = Buffer.concat([png, Buffer.alloc(1)]).toString('base64');
    const { events, actions } = await runGeneration([
      acceptedReply,
      statusReply('done', {
        image_urls: null,
        binary_data_base64: [base64, otherBase64],
      }),
    ]);
    assert.deepEqual(eventTypes(events).slice(1), ['downloading', 'image', 'image', 'done']);
    assert.deepEqual(actions, ['submit', 'query']);
  });

  it('prefers the image in the response to its URL', async () => {
    const both = { image_urls: [url], binary_data_base64: [png.toString('base64')] };
    const { events, actions } = await runGeneration([acceptedReply, statusReply('done', both)]);
    assert.deepEqual(events.at(-1), { type: 'done', total: 1, withheldCount: 0 });
    assert.deepEqual(actions, ['submit', 'query']);
  });

  it('downloads the URL if the image in the response is damaged', async () => {
    const both = { image_urls: [url], binary_data_base64: ['AAAA'] };
    const { events, actions } = await runGeneration([
      acceptedReply,
      statusReply('done', both),
      imageReply,
    ]);
    assert.equal(events.at(-1)?.type, 'done');
    assert.deepEqual(actions, ['submit', 'query', 'image']);
  });

  it('fails if the inline image is invalid', async () => {
    const { events } = await runGeneration([
      acceptedReply,
      statusReply('done', { binary_data_base64: ['AAAA'] }),
    ]);
    assert.deepEqual(failureIn(events), {
      kind: 'download',
      problem: 'notImage',
      host: 'octopusx.ai',
    });
  });

  it('downloads the other images of a set if one fails', async () => {
    const setReply = statusReply('success', { image_urls: [url, `${url}?2`, `${url}?3`] });
    const { events } = await runGeneration([
      acceptedReply,
      setReply,
      imageReply,
      textReply('', 404),
      imageReply,
    ]);
    const indices = events.flatMap((event) => (event.type === 'image' ? [event.index] : []));
    assert.deepEqual(indices, [0, 2]);
    assert.equal(failureIn(events).kind, 'download');
  });

  describe('when aborted', () => {
    const stages: [string, Reply[], number][] = [
      ['before it is submitted again', [errorReply(50430, 429)], 1],
      ['before the first query', [acceptedReply, statusReply('generating')], 1],
      ['during a query', [acceptedReply, neverReply], 2],
      ['before the next query', [acceptedReply, statusReply('generating')], 2],
      ['after a query that broke', [acceptedReply, networkErrorReply('ECONNRESET')], 2],
      ['during a download', [acceptedReply, finishedReply, neverReply], 3],
      ['before the next download', [acceptedReply, finishedReply, textReply('', 500)], 3],
    ];
    for (const [description, replies, calls] of stages) {
      it(`${description} ends at once without further requests`, async () => {
        const abort = new AbortController();
        const { driver, options, actions } = prepareGeneration(replies, { signal: abort.signal });
        const events = all(generate(request, options));
        await driver.waitUntil(() => actions().length === calls);
        await driver.waitUntilIdle();
        const now = driver.clock.now();
        abort.abort();
        assert.deepEqual(failureIn(await events), { kind: 'canceled' });
        assert.deepEqual([actions().length, driver.clock.now()], [calls, now]);
        assert.equal(driver.clock.sleeperCount, 0);
      });
    }

    it('before it starts sends nothing', async () => {
      const { events, actions } = await runGeneration([acceptedReply], {
        signal: AbortSignal.abort(),
      });
      assert.deepEqual(events, [{ type: 'failed', failure: { kind: 'canceled' } }]);
      assert.deepEqual(actions, []);
    });

    it('with a custom reason rejects with that reason', async () => {
      const reason = new Error('the window closes');
      await assert.rejects(
        runGeneration([acceptedReply], { signal: AbortSignal.abort(reason) }),
        reason,
      );
    });
  });
});

describe('computeBackoffMs', () => {
  it('doubles up to 30 seconds with a jitter of a quarter', () => {
    const medianDelays = [1, 2, 3, 4, 5, 6, 60].map((n) => computeBackoffMs(n, () => 0.5));
    assert.deepEqual(medianDelays, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    assert.equal(
      computeBackoffMs(3, () => 0),
      3000,
    );
    assert.ok(computeBackoffMs(3, () => 1 - Number.EPSILON) <= 5000);
  });

  it('honors Retry-After but never shortens the delay', () => {
    const random = () => 0.5;
    assert.equal(computeBackoffMs(1, random, 20), 20_000);
    assert.equal(computeBackoffMs(1, random, 3600), 120_000);
    assert.equal(computeBackoffMs(4, random, 7), 8000);
    assert.equal(computeBackoffMs(4, random, 0), 8000);
  });
});
