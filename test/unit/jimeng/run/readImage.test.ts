import assert from 'node:assert/strict';
import sharp, { type Sharp } from 'sharp';
import { decodeImage, readImageInfo } from '../../../../src/jimeng/run/readImage.ts';
import { all } from '../../support/clockDriver.ts';
import { randomInt, seededRandom } from '../../support/seededRandom.ts';

const width = 37;
const height = 23;

function createImage(): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#4682b4' } });
}

const files = {
  'image/png': await createImage().png().toBuffer(),
  'image/jpeg': await createImage().jpeg().withMetadata({ orientation: 1 }).toBuffer(),
  'image/webp': await createImage().webp().toBuffer(),
  'image/gif': await createImage().gif().toBuffer(),
  'image/avif': await createImage().avif().toBuffer(),
};
const losslessWebp = await createImage().webp({ lossless: true }).toBuffer();

/** If an image can be read, its dimensions must be valid in a record. */
function assertValidFacts(bytes: Uint8Array, description: string): void {
  const facts = readImageInfo(bytes);
  if (!facts) return;
  for (const side of [facts.width, facts.height]) {
    assert.ok(Number.isSafeInteger(side) && side > 0, `${description}: a side of ${side}`);
  }
}

describe('readImageInfo', () => {
  for (const [mimeType, bytes] of Object.entries(files)) {
    it(`recognizes ${mimeType} by its bytes`, () => {
      assert.deepEqual(readImageInfo(bytes), { mimeType, width, height });
    });

    it(`decodes ${mimeType} from base64`, async () => {
      const base64 = bytes.toString('base64');
      for (const encoded of [base64, `data:${mimeType};base64,${base64}`]) {
        const decoded = await decodeImage(encoded);
        assert.deepEqual([decoded?.mimeType, decoded?.width], [mimeType, width]);
        assert.deepEqual(Buffer.concat(await all(decoded?.bytes ?? assert.fail())), bytes);
      }
    });
  }

  it('recognizes lossless WebP', () => {
    assert.deepEqual(readImageInfo(losslessWebp)?.mimeType, 'image/webp');
  });

  it('returns undefined for anything else', async () => {
    for (const text of ['', 'x', 'GIF', '<!doctype html>', '{"code":"AccessDenied"}', '<svg/>']) {
      assert.equal(readImageInfo(Buffer.from(text)), undefined);
      assert.equal(await decodeImage(text), undefined);
    }
  });

  it('returns undefined without a width or a height', () => {
    for (const [offset, side] of Object.entries({ 16: 'width', 20: 'height' })) {
      const bytes = Buffer.from(files['image/png']);
      bytes.writeUInt32BE(0, Number(offset));
      assert.equal(readImageInfo(bytes), undefined, side);
    }
  });

  describe('returns valid dimensions or nothing', () => {
    for (const [mimeType, bytes] of Object.entries({ ...files, 'lossless WebP': losslessWebp })) {
      it(`if ${mimeType} is truncated anywhere`, () => {
        for (let length = 0; length < bytes.length; length++) {
          assertValidFacts(bytes.subarray(0, length), `${length} bytes`);
        }
      });

      it(`if bits of ${mimeType} are flipped`, () => {
        const random = seededRandom(bytes.length);
        for (let round = 0; round < 3000; round++) {
          const damaged = Buffer.from(bytes);
          for (let flips = 1 + randomInt(random, 8); flips > 0; flips--) {
            const offset = randomInt(random, Math.min(damaged.length, 700));
            damaged[offset] = (damaged[offset] ?? 0) ^ (1 << randomInt(random, 8));
          }
          const length = round % 3 === 0 ? randomInt(random, damaged.length) : damaged.length;
          assertValidFacts(damaged.subarray(0, length), `round ${round}`);
        }
      });
    }
  });
});
