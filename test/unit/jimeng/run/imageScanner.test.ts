import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { ImageDataError } from '../../../../src/jimeng/run/imageFormats/byteReader.ts';
import { ImageScanner } from '../../../../src/jimeng/run/imageScanner.ts';
import { height, imageFiles, width } from '../../support/imageFiles.ts';
import { randomInt, seededRandom } from '../../support/seededRandom.ts';

type Problem = ImageDataError['problem'];

/** Scans a file in chunks of the sizes that `nextSize` returns. Returns why it is not whole. */
function scan(
  bytes: Uint8Array,
  nextSize: () => number = () => bytes.length,
): { scanner: ImageScanner; problem: Problem | undefined } {
  const scanner = new ImageScanner();
  try {
    for (let from = 0, size = nextSize(); from < bytes.length; from += size, size = nextSize())
      scanner.push(bytes.subarray(from, from + size));
    scanner.end();
    return { scanner, problem: undefined };
  } catch (error) {
    assert.ok(error instanceof ImageDataError, String(error));
    return { scanner, problem: error.problem };
  }
}

/** Every offset of a small file; random ones of a large file, with its first and last ones. */
function chooseOffsets(length: number): number[] {
  if (length < 20_000) return Array.from({ length }, (_, offset) => offset);
  const random = seededRandom(length);
  const edges = Array.from({ length: 40 }, (_, offset) => [offset, length - 1 - offset]).flat();
  return [...edges, ...Array.from({ length: 20 }, () => randomInt(random, length))];
}

/** Where the data and the CRCs of the metadata chunks of a PNG are. */
function listMetadataChunks(png: Buffer, length: number): { from: number; to: number }[] {
  const places = [];
  for (let at = 8; at < length;) {
    const size = png.readUInt32BE(at);
    const [from, to] = [at + 8, at + 12 + size];
    const type = png.toString('latin1', at + 4, at + 8);
    if (/^(tEXt|zTXt|iTXt|eXIf|tIME|pHYs)$/.test(type)) places.push({ from, to });
    at = to;
  }
  return places;
}

describe('ImageScanner', () => {
  for (const { description, mimeType, bytes, length } of imageFiles) {
    describe(description, () => {
      const info = { mimeType, width, height };

      it('is an image that decodes', async () => {
        const { info } = await sharp(bytes, { failOn: 'truncated' }).raw().toBuffer({
          resolveWithObject: true,
        });
        assert.deepEqual([info.width, info.height], [width, height]);
      });

      it('is whole, whatever its chunks', () => {
        const random = seededRandom(bytes.length);
        const sizes = [() => bytes.length, () => 1, () => 4096, () => 1 + randomInt(random, 99)];
        for (const nextSize of sizes) {
          const { scanner, problem } = scan(bytes, nextSize);
          assert.deepEqual([problem, scanner.info], [undefined, info]);
        }
      });

      it('is not whole if it is cut anywhere', () => {
        for (const offset of chooseOffsets(length)) {
          const { problem } = scan(bytes.subarray(0, offset));
          assert.equal(problem, offset < 4 ? 'notImage' : 'incomplete', `${offset} bytes`);
        }
      });

      // The other formats say how long they are, so that damage inside them is not noticed.
      if (!/png|jpeg|gif/.test(mimeType)) return;
      it('is not whole if the missing part is zeros', () => {
        for (const offset of chooseOffsets(length)) {
          const padded = Buffer.alloc(length);
          bytes.copy(padded, 0, 0, offset);
          if (!padded.equals(bytes.subarray(0, length)))
            assert.notEqual(scan(padded).problem, undefined, `${offset} bytes`);
        }
      });
    });
  }

  it('finds every flipped bit of a PNG that matters', () => {
    for (const { mimeType, bytes, length } of imageFiles) {
      if (mimeType !== 'image/png' || length > 1_000_000) continue;
      const ignored = listMetadataChunks(bytes, length);
      for (const offset of chooseOffsets(length)) {
        // Decoders ignore a metadata chunk with a wrong CRC, such as a label that was added later.
        if (ignored.some(({ from, to }) => offset >= from && offset < to)) continue;
        const damaged = Buffer.from(bytes);
        damaged[offset] = (damaged[offset] ?? 0) ^ (1 << (offset % 8));
        assert.notEqual(scan(damaged).problem, undefined, `offset ${offset}`);
      }
    }
  });

  it('never throws anything else, whatever is damaged', () => {
    const random = seededRandom(11);
    for (const { bytes } of imageFiles) {
      for (let round = 0; round < 200; round++) {
        const damaged = Buffer.from(bytes.subarray(0, 20_000));
        for (let flips = 1 + randomInt(random, 8); flips > 0; flips--) {
          const offset = randomInt(random, Math.min(damaged.length, 700));
          damaged[offset] = (damaged[offset] ?? 0) ^ (1 << randomInt(random, 8));
        }
        const { problem, scanner } = scan(damaged, () => 1 + randomInt(random, 500));
        if (problem === undefined) assert.ok(scanner.info && scanner.info.width > 0);
      }
    }
  });

  for (const [description, text] of [
    ['an HTML page', '<!doctype html><html></html>'],
    ['an error', '{"code":"AccessDenied"}'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a WAV', 'RIFF\x24\0\0\0WAVEfmt '],
    ['an MP4', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ['a HEIC', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['a short text', 'x'],
    ['nothing', ''],
  ] as const) {
    it(`does not take ${description} for an image`, () => {
      assert.equal(scan(Buffer.from(text, 'latin1')).problem, 'notImage');
    });
  }

  describe('takes time in proportion to the size', () => {
    /** The least of three durations, in milliseconds. */
    const measure = (bytes: Buffer, chunkSize: number): number => {
      const durations = [1, 2, 3].map(() => {
        const startMs = performance.now();
        scan(bytes, () => chunkSize);
        return performance.now() - startMs;
      });
      return Math.min(...durations);
    };

    for (const { description, bytes } of imageFiles.filter(({ length }) => length > 1_000_000)) {
      it(`${description}, in small chunks`, () => {
        const quarterMs = measure(bytes.subarray(0, bytes.length / 4), 16);
        const wholeMs = measure(bytes, 16);
        // In proportion to the square of the size, it would be 16 times.
        assert.ok(wholeMs < 10 * quarterMs + 50, `${quarterMs} ms, and ${wholeMs} ms for 4 times`);
      });
    }
  });
});
