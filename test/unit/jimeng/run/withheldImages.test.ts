import assert from 'node:assert/strict';
import { acceptedReply } from '../../support/fakeFetch.ts';
import { imageReply, png, prepareGeneration, request, url } from '../../support/generation.ts';
import { generate } from '../../../../src/jimeng/service.ts';
import type { Client, OfferedImage } from '../../../../src/jimeng/api/client.ts';

const withheld: OfferedImage = { urls: [] };
const offered: OfferedImage = { urls: [url] };
const inline: OfferedImage = { urls: [], base64: png.toString('base64') };

/** Runs a generation whose queries return these images, in order. */
async function runWithImages(...results: (readonly OfferedImage[])[]) {
  const { driver, options, received, downloadedUrls } = prepareGeneration([
    acceptedReply,
    imageReply,
  ]);
  let queries = 0;
  const queriedOptions: unknown[] = [];
  const client: Client = {
    ...options.client,
    query: (_task, outputOptions) => {
      queriedOptions.push(outputOptions);
      return Promise.resolve({
        status: 'success',
        rawStatus: 'done',
        images: results[Math.min(queries++, results.length - 1)] ?? [],
      });
    },
  };
  const events = await driver.collect(
    generate({ ...request, returnUrl: false }, { ...options, client }),
  );
  return {
    last: events.at(-1),
    indexes: [...received.keys()],
    queries,
    queriedOptions,
    downloadedUrls,
  };
}

describe('A withheld image of a set', () => {
  it('is counted, and does not fail the others', async () => {
    const { last, indexes, queries } = await runWithImages([offered, withheld, inline]);
    assert.deepEqual(last, { type: 'done', total: 3, withheldCount: 1 });
    assert.deepEqual(indexes, [0, 2]);
    assert.equal(queries, 2);
  });

  it('is downloaded if another query returns it', async () => {
    const set = [offered, withheld, offered];
    const { last, indexes } = await runWithImages(set, [offered, inline, offered]);
    assert.deepEqual(last, { type: 'done', total: 3, withheldCount: 0 });
    assert.deepEqual(indexes.sort(), [0, 1, 2]);
  });

  // A response with all images as base64 may be too large, and is cut.
  it('is asked for as a URL', async () => {
    const set = [inline, withheld];
    const { last, indexes, queriedOptions } = await runWithImages(set, [offered, offered, offered]);
    assert.deepEqual(last, { type: 'done', total: 3, withheldCount: 0 });
    assert.deepEqual(indexes, [0, 1, 2]);
    assert.deepEqual(
      queriedOptions.map((each) => (each as { returnUrl?: boolean }).returnUrl),
      [false, true],
    );
  });

  it('is not replaced by an image at another position', async () => {
    const { last, indexes } = await runWithImages([offered, withheld, offered], [offered, offered]);
    assert.deepEqual(last, { type: 'done', total: 3, withheldCount: 1 });
    assert.deepEqual(indexes, [0, 2]);
  });

  it('may be followed by more images in a later response', async () => {
    const { last } = await runWithImages([offered, withheld], [offered, offered, offered]);
    assert.deepEqual(last, { type: 'done', total: 3, withheldCount: 0 });
  });
});
