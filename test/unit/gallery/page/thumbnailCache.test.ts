import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { HostConnection } from '../../../../src/gallery/page/ui/hostConnection.ts';
import {
  ThumbnailCache,
  type Thumbnail,
  type ThumbnailJob,
} from '../../../../src/gallery/page/thumbnails/thumbnailCache.ts';
import type { Call } from '../../../../src/gallery/protocol/requests.ts';
import type { ImageView } from '../../../../src/gallery/protocol/views.ts';

const webp = new Uint8Array([1, 2, 3]);
const damaged = { kind: 'damaged', canDownloadAgain: true };

describe('ThumbnailCache', () => {
  function createCache() {
    const sent: Call[] = [];
    const jobs: ThumbnailJob[] = [];
    const postMessage = (message: unknown) => sent.push(message as Call);
    const connection = new HostConnection({ postMessage }, () => undefined);
    let onThumbnail: (thumbnail: Thumbnail) => void = () => undefined;
    const cache = new ThumbnailCache({
      connection,
      onChange: () => undefined,
      createMaker: (listener) => {
        onThumbnail = listener;
        return {
          enqueue: (job) => {
            jobs.push(job);
          },
        };
      },
    });
    const make = ({ id, image, src, sides }: ThumbnailJob) => {
      for (const side of sides)
        onThumbnail({ id, image, src, side, webp: new Uint8Array([side / 256]) });
    };
    const respond = async (result: unknown) => {
      connection.receive({ type: 'response', id: sent.at(-1)?.id ?? assert.fail(), result });
      await turn();
    };
    const fail = async () => {
      const error = 'Unable to read the library.';
      connection.receive({ type: 'response', id: sent.at(-1)?.id ?? assert.fail(), error });
      await turn();
    };
    /** Draws the image, by default in a small cell. Returns its URL. */
    const draw = async (view: ImageView, width = 180) => {
      const url = cache.getUrl({ id: 'a', images: [view] }, 0, width);
      await turn();
      return url;
    };
    const methods = () => sent.map(({ method }) => method);
    return { cache, sent, jobs, make, respond, fail, draw, methods };
  }
  const view: ImageView = { src: 'https://example.com/1.png', width: 1024, height: 1024 };

  it('requests a thumbnail once and shows it', async () => {
    const { sent, draw, respond } = createCache();
    assert.equal(await draw(view), '');
    assert.equal(await draw(view), '');
    assert.deepEqual(
      sent.map(({ method, params }) => [method, params]),
      [['getThumbnails', { side: 256, images: [{ id: 'a', image: 0 }] }]],
    );
    await respond([webp]);
    assert.match(await draw(view), /^data:/);
    assert.equal(sent.length, 1);
  });

  it('shows thumbnails that have come with the generations without requesting them', async () => {
    const { cache, sent, draw } = createCache();
    const thumbnails = [
      { id: 'a', image: 0, side: 256, webp },
      { id: 'a', image: 7, side: 256, webp },
      { id: 'gone', image: 0, side: 256, webp },
    ] as const;
    cache.add(thumbnails, [null, { id: 'a', images: [view] }]);
    assert.match(await draw(view), /^data:/);
    assert.deepEqual(sent, []);
    assert.match(await draw(view, 512), /^data:/, 'in place of the larger one');
    assert.equal(sent.length, 1);
  });

  it('is loading until what is drawn has been received', async () => {
    const { cache, draw, respond } = createCache();
    assert.equal(cache.isLoading, false);
    const drawing = draw(view);
    assert.equal(cache.isLoading, true);
    await drawing;
    assert.equal(cache.isLoading, true);
    await respond([webp]);
    assert.equal(cache.isLoading, false);
    // Also while it is drawn again: the facets are loaded at the end of a drawing.
    const drawingAgain = draw(view);
    assert.equal(cache.isLoading, false);
    await drawingAgain;
    assert.equal(cache.isLoading, false);
  });

  it('makes a thumbnail that the host does not have, and saves it', async () => {
    const { sent, jobs, draw, make, respond, methods } = createCache();
    await draw(view);
    await respond([null]);
    assert.equal(await draw(view), '');
    assert.deepEqual(
      jobs.map(({ id, image, src }) => ({ id, image, src })),
      [{ id: 'a', image: 0, src: view.src }],
    );
    jobs.forEach(make);
    assert.match(await draw(view), /^data:/);
    assert.deepEqual(methods(), ['getThumbnails', 'saveThumbnail', 'saveThumbnail']);
    const made = { side: 512, webp: new Uint8Array([2]) };
    assert.deepEqual(sent.at(-1)?.params, { id: 'a', image: 0, ...made });
  });

  it('makes the thumbnail of a new image without asking for it', async () => {
    const { jobs, draw, make, methods } = createCache();
    // The first crossing is the view, which says so.
    const newView = { ...view, hasThumbnail: false } as const;
    assert.equal(await draw(newView), '');
    assert.deepEqual(methods(), []);
    assert.equal(jobs.length, 1);
    jobs.forEach(make);
    // The second one is the thumbnail, in both sizes.
    assert.deepEqual(methods(), ['saveThumbnail', 'saveThumbnail']);
    assert.match(await draw(newView), /^data:/);
    assert.equal(jobs.length, 1);
  });

  it('makes the largest thumbnail only where an image is shown large', async () => {
    const { sent, jobs, draw, make, respond } = createCache();
    await draw(view);
    await respond([webp]);
    const small = await draw(view);
    // The small one is shown in the meantime.
    assert.equal(await draw(view, 700), small);
    assert.deepEqual(sent.at(-1)?.params, { side: 1024, images: [{ id: 'a', image: 0 }] });
    await respond([null]);
    assert.equal(await draw(view, 700), small);
    assert.deepEqual(
      jobs.map(({ sides }) => sides),
      [[1024]],
    );
    jobs.forEach(make);
    assert.notEqual(await draw(view, 700), small);
    assert.equal(await draw(view), small);
    assert.equal(jobs.length, 1);
  });

  it('requests no thumbnail that is larger than the image needs', async () => {
    const { sent, draw } = createCache();
    await draw({ ...view, width: 500, height: 300 }, 2000);
    assert.deepEqual(sent.at(-1)?.params, { side: 512, images: [{ id: 'a', image: 0 }] });
  });

  it('makes a thumbnail if the request for it fails', async () => {
    const { jobs, draw, fail } = createCache();
    await draw(view);
    await fail();
    await draw(view);
    assert.equal(jobs.length, 1);
  });

  it('regenerates a thumbnail that cannot be shown once, then reports the image as damaged', async () => {
    const { cache, jobs, draw, make, respond } = createCache();
    const source = { id: 'a', images: [view] };
    await draw(view);
    await respond([webp]);
    cache.regenerate(source, 0);
    await draw(view);
    assert.equal(cache.problems.find(source, 0), undefined);
    jobs.forEach(make);
    cache.regenerate(source, 0);
    assert.equal(cache.problems.find(source, 0), 'pending');
    await respond(damaged);
    assert.deepEqual(cache.problems.find(source, 0), damaged);
    await draw(view);
    assert.equal(jobs.length, 1);
  });

  it('asks once why an image cannot be loaded, and tries it again when the host sends it again', async () => {
    const { cache, sent, jobs, draw, respond, methods } = createCache();
    await draw({ ...view, hasThumbnail: false });
    const newView = { ...view };
    const source = { id: 'a', images: [newView] };
    await draw(newView);
    await respond([null]);
    await draw(newView);
    jobs.at(-1)?.onBroken();
    cache.problems.report(source, 0);
    assert.deepEqual(methods(), ['getThumbnails', 'getImageProblem']);
    assert.deepEqual(sent.at(-1)?.params, { id: 'a', image: 0, isBroken: true });
    await respond(damaged);
    const jobCount = jobs.length;
    await draw(newView);
    assert.equal(jobs.length, jobCount);
    await draw({ ...newView });
    assert.equal(jobs.length, jobCount + 1);
    // The browser would use what it has loaded before.
    assert.deepEqual([jobs.at(-1)?.src, jobs.at(-1)?.url], [view.src, `${view.src}&1`]);
    assert.equal(cache.problems.find({ images: [{ ...newView }] }, 0), undefined);
  });

  it('loads an image only after the host has checked its file', async () => {
    const { cache, sent, jobs, draw, respond } = createCache();
    const newView = { ...view, hasThumbnail: false } as const;
    const source = { id: 'a', images: [newView] };
    await draw(newView);
    const isChecked = jobs[0]?.canLoad();
    assert.deepEqual(sent.at(-1)?.params, { id: 'a', image: 0, isBroken: false });
    await respond(null);
    assert.equal(await isChecked, true);
    assert.equal(cache.problems.find(source, 0), undefined);

    const isCheckedAgain = jobs[0]?.canLoad();
    await respond({ kind: 'tooLarge', canDownloadAgain: false });
    assert.equal(await isCheckedAgain, false);
    const tooLarge = { kind: 'tooLarge', canDownloadAgain: false };
    assert.deepEqual(cache.problems.find(source, 0), tooLarge);
    const jobCount = jobs.length;
    await draw(newView);
    assert.equal(jobs.length, jobCount);
  });

  it('loads nothing that the host cannot check', async () => {
    const { cache, jobs, draw, fail } = createCache();
    const newView = { ...view, hasThumbnail: false } as const;
    await draw(newView);
    const isChecked = jobs[0]?.canLoad();
    await fail();
    assert.equal(await isChecked, false);
    assert.deepEqual(cache.problems.find({ images: [newView] }, 0), {
      kind: 'damaged',
      canDownloadAgain: false,
    });
  });

  it('offers nothing if the host does not know why an image is not shown', async () => {
    const { cache, fail } = createCache();
    const source = { id: 'a', images: [view] };
    cache.problems.report(source, 0);
    await fail();
    assert.deepEqual(cache.problems.find(source, 0), { ...damaged, canDownloadAgain: false });
  });

  it('shows another thumbnail for another content', async () => {
    const { draw, respond, sent } = createCache();
    await draw(view);
    await respond([webp]);
    const url = await draw(view);
    const replaced = { ...view, src: `${view.src}?1` };
    assert.equal(await draw(replaced), '');
    assert.equal(sent.at(-1)?.method, 'getThumbnails');
    await respond([new Uint8Array([4])]);
    assert.notEqual(await draw(replaced), url);
  });
});
