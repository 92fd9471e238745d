import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import sharp, { type Sharp } from 'sharp';
import { readImageInfo } from '../../../../src/jimeng/run/imageInfo.ts';
import { decodeImage, readImage } from '../../../../src/jimeng/run/readImage.ts';
import { all } from '../../support/clockDriver.ts';
import { imageFiles } from '../../support/imageFiles.ts';
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
  }

  it('recognizes lossless WebP', () => {
    assert.deepEqual(readImageInfo(losslessWebp)?.mimeType, 'image/webp');
  });

  it('returns undefined for anything else', () => {
    for (const text of ['', 'x', 'GIF', '<!doctype html>', '{"code":"AccessDenied"}', '<svg/>']) {
      assert.equal(readImageInfo(Buffer.from(text)), undefined);
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

const host = 'images.example.com';
const downloadFailure = (problem: string) => ({ failure: { kind: 'download', problem, host } });

describe('readImage', () => {
  for (const { description, mimeType, bytes, length } of imageFiles) {
    it(`reads ${description} and passes it on, in chunks of any size`, async () => {
      for (const size of [1, 1000, 65_536, bytes.length]) {
        if (size === 1 && bytes.length > 1_000_000) continue;
        const image = await readImage(Readable.from(splitBytes(bytes, size)), host);
        assert.deepEqual([image.mimeType, image.width, image.height], [mimeType, 37, 23]);
        assert.deepEqual(Buffer.concat(await all(image.bytes)), bytes);
      }
    });

    it(`throws at the end if ${description} is cut`, async () => {
      const cut = bytes.subarray(0, length - 1);
      const image = await readImage(Readable.from(splitBytes(cut, 1000)), host);
      await assert.rejects(all(image.bytes), downloadFailure('incomplete'));
    });
  }

  it('stops reading what is damaged', async () => {
    const damaged = Buffer.from(files['image/png']);
    damaged[damaged.length - 20] = (damaged[damaged.length - 20] ?? 0) ^ 1;
    let chunksRead = 0;
    const endless = (function* () {
      for (yield damaged; chunksRead < 1000; chunksRead++) yield Buffer.alloc(1000);
    })();
    await assert.rejects(readImage(Readable.from(endless), host), downloadFailure('incomplete'));
    assert.ok(chunksRead < 50, `${chunksRead} chunks`);
  });
});

describe('decodeImage', () => {
  const base64 = losslessWebp.toString('base64');
  const encodings = {
    base64,
    'base64 without padding': base64.replaceAll('=', ''),
    'base64 with the alphabet for URLs': losslessWebp.toString('base64url'),
    'base64 in lines': `\n${base64.replaceAll(/.{76}/g, '$&\r\n')}\n `,
    'a data: URL': `data:image/webp;base64,${base64}`,
    'a data: URL of another type': `data:application/octet-stream;base64,${base64}`,
    'a data: URL in uppercase after whitespace': ` \nDATA:IMAGE/WEBP;BASE64,${base64}`,
    'a data: URL with encoded characters': `data:image/webp;base64,${encodeURIComponent(base64)}`,
  };
  for (const [description, encoded] of Object.entries(encodings)) {
    it(`decodes ${description}`, async () => {
      const { bytes, ...info } = await decodeImage(encoded, host);
      assert.deepEqual(info, { mimeType: 'image/webp', width, height });
      assert.deepEqual(Buffer.concat(await all(bytes)), losslessWebp);
    });
  }

  it('decodes a long text at any offset of its parts', async () => {
    const file = Buffer.concat([files['image/png'], randomBytes(1_000_000)]);
    const encoded = encodeURIComponent(file.toString('base64').replaceAll(/.{76}/g, '$&\r\n'));
    for (let offset = 0; offset < 8; offset++) {
      const { bytes } = await decodeImage(
        `data:image/png;base64,${' '.repeat(offset)}${encoded}`,
        host,
      );
      assert.ok(file.equals(Buffer.concat(await all(bytes))), `${offset}`);
    }
  });

  it('reports truncated base64 as incomplete', async () => {
    for (let length = 8; length < base64.length - 4; length += 4) {
      const decoding = decodeImage(base64.slice(0, length), host).then(({ bytes }) => all(bytes));
      await assert.rejects(decoding, downloadFailure('incomplete'), `${length} characters`);
    }
  });

  it('rejects what is not an image', async () => {
    for (const text of ['', 'x', 'GIF', '<!doctype html>', 'data:text/html,<p>'])
      await assert.rejects(decodeImage(text, host), downloadFailure('notImage'), text);
  });
});

function* splitBytes(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
