import assert from 'node:assert/strict';
import { findImages } from '../../../../src/jimeng/api/offeredImages.ts';
import type { Client } from '../../../../src/jimeng/api/client.ts';
import type { Clock } from '../../../../src/jimeng/clock.ts';
import { JimengError, providers } from '../../../../src/jimeng/index.ts';
import { measureCpuMs } from '../../support/cpuTime.ts';
import { downloadImages } from '../../../../src/jimeng/run/downloadImages.ts';
import {
  maxDownloadSeconds,
  maxImages,
  maxUrlsPerImage,
} from '../../../../src/untrusted/limits.ts';
import { all } from '../../support/clockDriver.ts';
import { task } from '../../support/fakeFetch.ts';

const { octopusx: provider } = providers;

describe('Images with many sources', () => {
  const lengths = { 'images as base64': 90_000, URLs: 8_000 };
  for (const [description, length] of Object.entries(lengths)) {
    it(`of one response have a limited number of ${description}, and are read fast`, () => {
      let count = 0;
      const create = (): string => {
        const id = String(count++).padStart(length, 'A');
        return description === 'URLs' ? `https://a.example.com/${id}` : `iVBORw0KGgo${id}`;
      };
      const list = Array.from({ length: 14 }, () =>
        Array.from({ length: 14 }, () => Array.from({ length: 14 }, create)),
      );
      const data = { images: list, image_urls: list.toReversed(), url: list.flat() };
      assert.equal(findImages({ data }, provider.origin).length, maxImages);
      // With a hash of each image, it takes seconds.
      const ms = measureCpuMs(() => findImages({ data }, provider.origin), 200);
      assert.ok(ms < 1500, `${ms} ms`);
    });
  }

  it('have a limited number of URLs for each', () => {
    const names = [
      'image_urls',
      'images',
      'image_url',
      'img_urls',
      'img_url',
      'urls',
      'url',
      'image',
    ];
    const data = Object.fromEntries(
      names.map((name) => [name, `https://${name[0]}.example.com/${name}`]),
    );
    const [image, ...others] = findImages({ data }, provider.origin);
    assert.equal(others.length, 0);
    assert.equal(image?.urls.length, maxUrlsPerImage);
    assert.equal(image.urls[0], 'https://i.example.com/image_urls');
  });

  it('are downloaded for a limited time, and can be resumed', async () => {
    let now = 0;
    let attempts = 0;
    const clock: Clock = {
      now: () => now,
      // Timeouts never end; pauses end at once.
      sleep: (_ms, signal) => (signal ? new Promise(() => undefined) : Promise.resolve()),
    };
    const urls = Array.from({ length: 5 }, (_, index) => `https://a.example.com/${index}`);
    const downloading = downloadImages(task, Array(20).fill({ urls }), {
      client: { provider, isPrivate: () => false } as Client,
      outputOptions: {},
      onImage: () => Promise.resolve(),
      downloadedIndexes: new Set(),
      fetch: () => {
        attempts++;
        now += 3_600_000;
        return Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
      },
      clock,
      random: () => 0,
    });
    await assert.rejects(all(downloading), (error) => {
      return error instanceof JimengError && error.failure.kind === 'download';
    });
    assert.ok(attempts <= maxDownloadSeconds / 3600 + 1, `${attempts} attempts`);
  });
});
