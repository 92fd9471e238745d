import assert from 'node:assert/strict';
import sharp, { type Sharp } from 'sharp';
import { decodePicture, readFacts } from '../../../src/jimeng/picture.ts';
import { all } from '../support/pace.ts';
import { pick, seeded } from '../support/random.ts';

const width = 37;
const height = 23;

function drawing(): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#4682b4' } });
}

const files = {
  'image/png': await drawing().png().toBuffer(),
  'image/jpeg': await drawing().jpeg().withMetadata({ orientation: 1 }).toBuffer(),
  'image/webp': await drawing().webp().toBuffer(),
  'image/gif': await drawing().gif().toBuffer(),
  'image/avif': await drawing().avif().toBuffer(),
};
const losslessWebp = await drawing().webp({ lossless: true }).toBuffer();

/** A picture that is read at all can be kept in a record. */
function assertSound(bytes: Uint8Array, what: string): void {
  const picture = readFacts(bytes);
  if (!picture) return;
  for (const side of [picture.width, picture.height]) {
    assert.ok(Number.isSafeInteger(side) && side > 0, `${what}: a side of ${side}`);
  }
}

describe('A picture', () => {
  for (const [mimeType, bytes] of Object.entries(files)) {
    it(`is known for ${mimeType} by its bytes`, () => {
      assert.deepEqual(readFacts(bytes), { mimeType, width, height });
    });

    it(`of ${mimeType} is decoded from base64`, async () => {
      const base64 = bytes.toString('base64');
      for (const sent of [base64, `data:${mimeType};base64,${base64}`]) {
        const picture = await decodePicture(sent);
        assert.deepEqual([picture?.mimeType, picture?.width], [mimeType, width]);
        assert.deepEqual(Buffer.concat(await all(picture?.bytes ?? assert.fail())), bytes);
      }
    });
  }

  it('without loss in WebP is known too', () => {
    assert.deepEqual(readFacts(losslessWebp)?.mimeType, 'image/webp');
  });

  it('is none where the bytes are something else', async () => {
    for (const text of ['', 'x', 'GIF', '<!doctype html>', '{"code":"AccessDenied"}', '<svg/>']) {
      assert.equal(readFacts(Buffer.from(text)), undefined);
      assert.equal(await decodePicture(text), undefined);
    }
  });

  it('is none without a width or a height', () => {
    for (const [at, side] of Object.entries({ 16: 'width', 20: 'height' })) {
      const bytes = Buffer.from(files['image/png']);
      bytes.writeUInt32BE(0, Number(at));
      assert.equal(readFacts(bytes), undefined, side);
    }
  });

  describe('that is damaged is read without harm', () => {
    for (const [mimeType, bytes] of Object.entries({ ...files, 'lossless WebP': losslessWebp })) {
      it(`when a ${mimeType} ends anywhere`, () => {
        for (let length = 0; length < bytes.length; length++) {
          assertSound(bytes.subarray(0, length), `${length} bytes`);
        }
      });

      it(`when bits of a ${mimeType} are wrong`, () => {
        const random = seeded(bytes.length);
        for (let round = 0; round < 3000; round++) {
          const damaged = Buffer.from(bytes);
          for (let flips = 1 + pick(random, 8); flips > 0; flips--) {
            const at = pick(random, Math.min(damaged.length, 700));
            damaged[at] = (damaged[at] ?? 0) ^ (1 << pick(random, 8));
          }
          const length = round % 3 === 0 ? pick(random, damaged.length) : damaged.length;
          assertSound(damaged.subarray(0, length), `round ${round}`);
        }
      });
    }
  });
});
