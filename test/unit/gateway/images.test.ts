import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { sampleKeys } from '../../gateway/services/bearerKeys.ts';
import { createImageUrls, useGateway } from './useGateway.ts';

const dayMs = 24 * 60 * 60 * 1000;

describe('Simulated gateway images', () => {
  const test = useGateway();

  describe('are served', () => {
    async function fetchImage(url: string, headers: Record<string, string> = {}) {
      const response = await fetch(url, { headers });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    }

    it('as PNG by OctopusX and as JPEG by DeepWL, with the reported size and digest', async () => {
      for (const [provider, format] of [
        ['octopusx', 'png'],
        ['deepwl', 'jpeg'],
      ] as const) {
        const [url = ''] = await createImageUrls(test, { width: 1200, height: 900 }, { provider });
        const { response, bytes } = await fetchImage(url);
        assert.equal(response.headers.get('content-type'), `image/${format}`);
        assert.equal(response.headers.get('content-length'), String(bytes.length));
        const metadata = await sharp(bytes).metadata();
        assert.deepEqual([metadata.format, metadata.width, metadata.height], [format, 1200, 900]);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        assert.deepEqual(test.gateway.requests().at(-1)?.image, { sha256, length: bytes.length });
      }
    });

    it('as an attacker would, for prompts that ask for it', async () => {
      const many = await createImageUrls(test, { prompt: 'One of many-images' });
      assert.equal(new Set(many).size, 1500);
      assert.equal((await fetchImage(many.at(-1) ?? '')).response.status, 200);
      const [url = ''] = await createImageUrls(test, { prompt: 'A huge-image' });
      const { bytes } = await fetchImage(url);
      assert.ok(bytes.length < 61_000);
      const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
      assert.deepEqual([width, height], [20_000, 20_000]);
    });

    it('with different content for different prompts', async () => {
      const [first = ''] = await createImageUrls(test, { prompt: 'one' });
      const [second = ''] = await createImageUrls(test, { prompt: 'two' });
      assert.notDeepEqual((await fetchImage(first)).bytes, (await fetchImage(second)).bytes);
    });

    it('in the size that the prompt and the resolution request', async () => {
      const sizeFor = async (changes: object) => {
        const [url = ''] = await createImageUrls(test, {
          width: undefined,
          height: undefined,
          ...changes,
        });
        const { width, height } = await sharp((await fetchImage(url)).bytes).metadata();
        return `${width}x${height}`;
      };
      test.gateway.configure({ format: 'jpeg' });
      assert.equal(await sizeFor({ resolution: '1k' }), '1024x1024');
      assert.equal(await sizeFor({}), '2048x2048');
      assert.equal(await sizeFor({ prompt: 'A lake, 16:9' }), '2560x1440');
      assert.equal(await sizeFor({ prompt: '湖，比例 9：16', resolution: '2k' }), '1440x2560');
      assert.equal(await sizeFor({ size: 1_200 * 1_200 }), '1200x1200');
    });

    it('as a set if the prompt requests one and force_single allows it', async () => {
      const setFields = { prompt: '3张 icons', force_single: false };
      assert.equal((await createImageUrls(test, setFields)).length, 3);
      assert.equal((await createImageUrls(test, { ...setFields, force_single: true })).length, 1);
      const image_urls = Array<string>(10).fill('https://example.com/a.png');
      const limitedSet = await createImageUrls(test, {
        prompt: 'a set of 9',
        force_single: false,
        image_urls,
      });
      assert.equal(limitedSet.length, 5);
    });

    it('except for a request with a key, a forged URL, or after 24 hours', async () => {
      const [url = ''] = await createImageUrls(test);
      const status = async (imageUrl: string, headers: Record<string, string> = {}) =>
        (await fetchImage(imageUrl, headers)).response.status;
      assert.equal(await status(url, { authorization: `Bearer ${sampleKeys.valid}` }), 400);
      assert.equal(await status(url.replace('-1.image', '-2.image')), 403);
      assert.equal(await status(url.replace('x-signature=', 'x-signature=A')), 403);
      assert.equal((await fetch(url, { method: 'POST' })).status, 405);
      test.now += dayMs;
      assert.equal(await status(url), 200);
      test.now += 1;
      assert.equal(await status(url), 403);
    });
  });
});
