import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { accepted, query, type Circumstances } from '../gateway/caller.ts';
import { startGateway, type Gateway } from '../gateway/index.ts';
import { sampleKeys } from '../gateway/keys.ts';

const day = 24 * 60 * 60 * 1000;

describe('The simulated gateway', () => {
  let clock = 0;
  let gateway: Gateway;

  before(async () => {
    gateway = await startGateway({ latencyMs: 1000, now: () => clock });
  });
  after(() => gateway.close());
  beforeEach(() => {
    clock = Date.UTC(2026, 0, 1);
    gateway.reset();
  });

  async function addresses(changes: object = {}, circumstances: Circumstances = {}) {
    const taskId = await accepted(gateway, changes, circumstances);
    clock += 1000;
    const { data } = await query(gateway, taskId, {}, circumstances);
    assert.ok(data?.image_urls, 'the task has no addresses');
    return data.image_urls;
  }

  describe('hands out pictures', () => {
    async function fetched(url: string, headers: Record<string, string> = {}) {
      const response = await fetch(url, { headers });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    }

    it('as PNG from OctopusX and JPEG from DeepWL, of the size and with the digest it says', async () => {
      for (const [provider, format] of [
        ['octopusx', 'png'],
        ['deepwl', 'jpeg'],
      ] as const) {
        const [url = ''] = await addresses({ width: 1200, height: 900 }, { provider });
        const { response, bytes } = await fetched(url);
        assert.equal(response.headers.get('content-type'), `image/${format}`);
        assert.equal(response.headers.get('content-length'), String(bytes.length));
        const metadata = await sharp(bytes).metadata();
        assert.deepEqual([metadata.format, metadata.width, metadata.height], [format, 1200, 900]);
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        assert.deepEqual(gateway.requests().at(-1)?.picture, { sha256, length: bytes.length });
      }
    });

    it('that differ for different prompts', async () => {
      const [first = ''] = await addresses({ prompt: 'one' });
      const [second = ''] = await addresses({ prompt: 'two' });
      assert.notDeepEqual((await fetched(first)).bytes, (await fetched(second)).bytes);
    });

    it('in the size that the prompt and the resolution ask for', async () => {
      const sized = async (changes: object) => {
        const [url = ''] = await addresses({ width: undefined, height: undefined, ...changes });
        const { width, height } = await sharp((await fetched(url)).bytes).metadata();
        return `${width}x${height}`;
      };
      gateway.configure({ format: 'jpeg' });
      assert.equal(await sized({ resolution: '1k' }), '1024x1024');
      assert.equal(await sized({}), '2048x2048');
      assert.equal(await sized({ prompt: 'A lake, 16:9' }), '2560x1440');
      assert.equal(await sized({ prompt: '湖，比例 9：16', resolution: '2k' }), '1440x2560');
      assert.equal(await sized({ size: 1_200 * 1_200 }), '1200x1200');
    });

    it('as a set when the prompt asks for one and force_single does not forbid it', async () => {
      const set = { prompt: '3张 icons', force_single: false };
      assert.equal((await addresses(set)).length, 3);
      assert.equal((await addresses({ ...set, force_single: true })).length, 1);
      const image_urls = Array<string>(10).fill('https://example.com/a.png');
      const many = await addresses({ prompt: 'a set of 9', force_single: false, image_urls });
      assert.equal(many.length, 5);
    });

    it('but not to a request with a key, a forged address, or after 24 hours', async () => {
      const [url = ''] = await addresses();
      const status = async (address: string, headers: Record<string, string> = {}) =>
        (await fetched(address, headers)).response.status;
      assert.equal(await status(url, { authorization: `Bearer ${sampleKeys.valid}` }), 400);
      assert.equal(await status(url.replace('-1.image', '-2.image')), 403);
      assert.equal(await status(url.replace('x-signature=', 'x-signature=A')), 403);
      assert.equal((await fetch(url, { method: 'POST' })).status, 405);
      clock += day;
      assert.equal(await status(url), 200);
      clock += 1;
      assert.equal(await status(url), 403);
    });
  });
});
