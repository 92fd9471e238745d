import assert from 'node:assert/strict';
import { estimateFinish } from '../../../../src/jimeng/polling/estimate.ts';
import { resume } from '../../../../src/jimeng/service.ts';
import { estimateDuration, type GenerationEvent } from '../../../../src/jimeng/index.ts';
import {
  acceptedReply,
  networkErrorReply,
  statusReply,
  task,
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
  readyAfterIn,
  runGeneration,
  url,
} from '../../support/generation.ts';

const pendingReply = statusReply('generating');
const size = { width: 2048, height: 2048 };
/** Compares seconds. */
const isNear = (a: number | undefined, b: number) => Math.abs((a ?? NaN) - b) < 0.001;

/** Resumes a task that was submitted this long ago. */
async function resumeTask(
  replies: readonly Reply[],
  ageMs: number,
  overrides: { downloadedIndexes?: ReadonlySet<number>; timeoutSeconds?: number } = {},
) {
  const { driver, options, actions, requestTimesMs } = prepareGeneration(replies);
  const events: GenerationEvent[] = await driver.collect(
    resume({ ...task, submittedAt: driver.clock.now() - ageMs }, { ...options, ...overrides }),
  );
  return { events, actions: actions(), requestTimesMs };
}

describe('pollTask', () => {
  describe('queries', () => {
    const estimates = {
      'without history': estimateDuration([], size),
      'with a fast history': estimateDuration([5, 6, 5, 5.5], size),
      'with a slow history': estimateDuration([90, 95, 92, 88], size),
    };
    for (const [history, estimate] of Object.entries(estimates)) {
      it(`at the times of the estimate for a task ${history}`, async () => {
        const replies = [
          acceptedReply,
          ...Array<Reply>(12).fill(pendingReply),
          finishedReply,
          imageReply,
        ];
        const { requestTimesMs } = await runGeneration(replies, { estimate });
        assert.deepEqual(requestTimesMs.slice(1, -1), queryTimesMs(13, estimate));
      });
    }

    it('on its schedule again after failed queries', async () => {
      const networkError = networkErrorReply('ECONNRESET');
      const { requestTimesMs } = await runGeneration([
        acceptedReply,
        networkError,
        networkError,
        pendingReply,
        finishedReply,
        imageReply,
      ]);
      const [first = 0] = queryTimesMs(1);
      const respondedAt = first + 3000;
      const [next = 0] = queryTimesMs(1, undefined, respondedAt);
      assert.deepEqual(requestTimesMs.slice(1, -1), [first, first + 1000, respondedAt, next]);
    });

    it('with a reset backoff after a successful query', async () => {
      const networkError = networkErrorReply('ECONNRESET');
      const { requestTimesMs } = await runGeneration([
        acceptedReply,
        networkError,
        pendingReply,
        networkError,
        finishedReply,
        imageReply,
      ]);
      const second = requestTimesMs[4] ?? 0;
      assert.equal(second - (requestTimesMs[3] ?? 0), 1000);
    });
  });

  describe('measures the duration', () => {
    const estimateBetween = (fromMs: number, toMs: number) =>
      estimateFinish(defaultEstimate, fromMs / 1000, toMs / 1000);

    it('as the likeliest time between the last pending query and the next one', async () => {
      const { events } = await runGeneration([
        acceptedReply,
        pendingReply,
        pendingReply,
        finishedReply,
        imageReply,
      ]);
      const [, before = 0, after = 0] = queryTimesMs(3);
      assert.ok(isNear(readyAfterIn(events), estimateBetween(before, after)));
    });

    it('as the likeliest time before the first query if that finds it ready', async () => {
      const { events } = await runGeneration([acceptedReply, finishedReply, imageReply]);
      const [first = 0] = queryTimesMs(1);
      assert.ok(isNear(readyAfterIn(events), estimateBetween(0, first)));
    });

    it('as unknown if the first query of a later window finds it ready', async () => {
      const { events } = await resumeTask([finishedReply, imageReply], 3_600_000);
      assert.deepEqual(events[0], { type: 'downloading', total: 1, imageUrls: [url] });
    });

    it('as unknown after a long gap between queries', async () => {
      const networkErrors = Array<Reply>(6).fill(networkErrorReply('ECONNRESET'));
      const { events, requestTimesMs } = await runGeneration([
        acceptedReply,
        pendingReply,
        ...networkErrors,
        finishedReply,
        imageReply,
      ]);
      assert.ok(
        (requestTimesMs.at(-2) ?? 0) - (requestTimesMs[1] ?? 0) > 15_000,
        requestTimesMs.join(),
      );
      assert.equal(readyAfterIn(events), undefined);
    });

    it('as the likeliest time in a short gap', async () => {
      const networkError = networkErrorReply('ECONNRESET');
      const { events, requestTimesMs } = await runGeneration([
        acceptedReply,
        pendingReply,
        networkError,
        finishedReply,
        imageReply,
      ]);
      const [, before = 0, , after = 0] = requestTimesMs;
      assert.ok(isNear(readyAfterIn(events), estimateBetween(before, after)));
    });

    it('from the submit if a later window finds it pending', async () => {
      const { events } = await resumeTask([pendingReply, finishedReply, imageReply], 7000);
      const [next = 0] = queryTimesMs(1, undefined, 7000);
      assert.ok(isNear(readyAfterIn(events), estimateBetween(7000, next)));
    });
  });

  describe('resumed by a later window', () => {
    it('queries at once, then on schedule, and never submits', async () => {
      const { events, actions, requestTimesMs } = await resumeTask(
        [pendingReply, pendingReply, finishedReply, imageReply],
        7000,
      );
      assert.deepEqual(eventTypes(events), [
        'generating',
        'generating',
        'downloading',
        'image',
        'done',
      ]);
      assert.deepEqual(actions, ['query', 'query', 'query', 'image']);
      const dueTimesMs = queryTimesMs(2, undefined, 7000).map((time) => time - 7000);
      assert.deepEqual(requestTimesMs.slice(0, 3), [0, ...dueTimesMs]);
    });

    it('has the full timeout from then on', async () => {
      const { events, requestTimesMs } = await resumeTask([pendingReply], 3_600_000, {
        timeoutSeconds: 60,
      });
      assert.deepEqual(failureIn(events), { kind: 'timeout', seconds: 60 });
      assert.equal(requestTimesMs.at(-1), 60_000);
    });

    it('downloads only the missing images', async () => {
      const setReply = statusReply('success', { image_urls: [url, url, url] });
      const { events, actions } = await resumeTask([setReply, imageReply], 7000, {
        downloadedIndexes: new Set([0, 2]),
      });
      assert.deepEqual(eventTypes(events), ['downloading', 'image', 'done']);
      assert.ok(events[1]?.type === 'image' && events[1].index === 1);
      assert.deepEqual(actions, ['query', 'image']);
    });
  });
});
