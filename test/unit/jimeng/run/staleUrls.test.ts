import assert from 'node:assert/strict';
import { resume } from '../../../../src/jimeng/service.ts';
import {
  acceptedReply,
  statusReply,
  task,
  textReply,
  type Reply,
} from '../../support/fakeFetch.ts';
import {
  prepareGeneration,
  failureIn,
  eventTypes,
  imageReply,
  runGeneration,
} from '../../support/generation.ts';

const hourMs = 3_600_000;
const knownUrls = [1, 2, 3].map((n) => `https://images.example.com/${n}.image`);
const newUrls = [1, 2, 3].map((n) => `https://images.example.com/${n}.image?fresh`);
const readyReply = (imageUrls: readonly string[]) =>
  statusReply('success', { image_urls: imageUrls });
const staleReply = (status: number): Reply => textReply('', status);
const newUrlsEvent = { type: 'downloading', total: 3, imageUrls: newUrls };

/** Resumes a task whose URLs were received this long ago. */
async function resumeWithUrls(
  replies: readonly Reply[],
  ageMs: number,
  downloadedIndexes: number[] = [],
) {
  const { driver, options, actions, downloadedUrls, received } = prepareGeneration(replies);
  const now = driver.clock.now();
  const resultUrls = { imageUrls: knownUrls, receivedAt: now - ageMs };
  const submittedAt = now - ageMs - 60_000;
  const events = await driver.collect(
    resume(
      { ...task, submittedAt, resultUrls },
      { ...options, downloadedIndexes: new Set(downloadedIndexes) },
    ),
  );
  return { events, actions: actions(), downloadedUrls: downloadedUrls(), received };
}

describe('resume with known image URLs', () => {
  for (const [age, ageMs] of [
    ['just now', 0],
    ['13 h ago', 13 * hourMs],
    ['almost 24 h ago', 24 * hourMs - 1],
  ] as const) {
    it(`downloads from URLs received ${age} without a query`, async () => {
      const { events, downloadedUrls, received } = await resumeWithUrls([imageReply], ageMs);
      assert.deepEqual(events[0], { type: 'downloading', total: 3, imageUrls: knownUrls });
      assert.deepEqual(eventTypes(events).slice(1), ['image', 'image', 'image', 'done']);
      assert.deepEqual(downloadedUrls, knownUrls);
      assert.equal(received.size, 3);
    });
  }

  it('downloads only the images that are still missing', async () => {
    const { events, downloadedUrls } = await resumeWithUrls([imageReply], hourMs, [0, 2]);
    assert.deepEqual(downloadedUrls, [knownUrls[1]]);
    assert.deepEqual(events.at(-1), { type: 'done', total: 3, withheldCount: 0 });
  });

  it('does not use URLs received 24 h ago', async () => {
    const { actions, downloadedUrls } = await resumeWithUrls(
      [readyReply(newUrls), imageReply],
      24 * hourMs,
    );
    assert.deepEqual(actions, ['query', 'image', 'image', 'image']);
    assert.deepEqual(downloadedUrls, newUrls);
  });

  for (const status of [401, 403, 404, 410]) {
    it(`requests new URLs once if they are stale (${status})`, async () => {
      const replies = [...knownUrls.map(() => staleReply(status)), readyReply(newUrls), imageReply];
      const { events, actions, downloadedUrls } = await resumeWithUrls(replies, hourMs);
      const images = knownUrls.map(() => 'image');
      assert.deepEqual(actions, [...images, 'query', ...images]);
      assert.deepEqual(downloadedUrls, [...knownUrls, ...newUrls]);
      assert.deepEqual(events[1], newUrlsEvent);
      assert.equal(events.at(-1)?.type, 'done');
    });
  }

  it('requests new URLs if they become stale midway and keeps downloaded images', async () => {
    const stale = staleReply(403);
    const replies = [imageReply, stale, stale, readyReply(newUrls), imageReply];
    const { events, downloadedUrls } = await resumeWithUrls(replies, hourMs);
    assert.deepEqual(downloadedUrls, [...knownUrls, newUrls[1], newUrls[2]]);
    assert.deepEqual(eventTypes(events), [
      'downloading',
      'image',
      'downloading',
      'image',
      'image',
      'done',
    ]);
  });

  const unknownTaskReply = textReply('{"error":{"code":"task_not_exist","message":"m"}}', 400);
  for (const [description, reply] of [
    ['not found', statusReply('not_found')],
    ['expired', statusReply('expired')],
    ['unknown', unknownTaskReply],
  ] as const) {
    it(`reports stale URLs as expired if the task is ${description} and downloads the others`, async () => {
      const { events, downloadedUrls } = await resumeWithUrls(
        [staleReply(403), imageReply, imageReply, reply],
        13 * hourMs,
      );
      assert.deepEqual(downloadedUrls, knownUrls);
      assert.deepEqual(failureIn(events), { kind: 'expired' });
    });
  }

  const failedQueries: [string, Reply][] = [
    ['returns other images', readyReply(newUrls.slice(1))],
    ['cannot be queried', textReply('', 500)],
    ['is rejected', textReply('{"error":{"message":"m"}}', 401)],
  ];
  for (const [description, reply] of failedQueries) {
    it(`reports stale URLs if the task ${description} and downloads the others`, async () => {
      const replies = [staleReply(403), imageReply, imageReply, reply];
      const { events, actions, downloadedUrls } = await resumeWithUrls(replies, 13 * hourMs);
      assert.deepEqual(actions.slice(0, 4), ['image', 'image', 'image', 'query']);
      assert.deepEqual(downloadedUrls, knownUrls);
      const failure = failureIn(events);
      assert.ok(failure.kind === 'download' && failure.httpStatus === 403);
    });
  }
});

describe('generate with new image URLs', () => {
  it('requests new URLs once if they are stale', async () => {
    const { events, actions } = await runGeneration([
      acceptedReply,
      readyReply(knownUrls),
      ...knownUrls.map(() => staleReply(404)),
      readyReply(newUrls),
      staleReply(404),
    ]);
    assert.deepEqual(actions, [
      'submit',
      'query',
      ...Array<string>(3).fill('image'),
      'query',
      ...Array<string>(3).fill('image'),
    ]);
    const failure = failureIn(events);
    assert.ok(failure.kind === 'download' && failure.httpStatus === 404);
  });

  for (const status of [402, 400]) {
    it(`requests new URLs once for all images after ${status}`, async () => {
      const { actions } = await runGeneration([
        acceptedReply,
        readyReply(knownUrls.slice(1)),
        staleReply(status),
      ]);
      assert.deepEqual(actions.slice(0, 5), ['submit', 'query', 'image', 'image', 'query']);
    });
  }
});
