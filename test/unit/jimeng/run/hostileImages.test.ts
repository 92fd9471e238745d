import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { isTooLargeToShow, JimengError } from '../../../../src/jimeng/index.ts';
import { decodeImage, readImage } from '../../../../src/jimeng/run/readImage.ts';
import { maxImageBytes, maxImageHeadBytes } from '../../../../src/untrusted/limits.ts';
import { all } from '../../support/clockDriver.ts';
import { imageFiles } from '../../support/imageFiles.ts';

const host = 'images.example.com';

function findFile(description: string): Buffer {
  const file = imageFiles.find((each) => each.description === description);
  assert.ok(file, description);
  return file.bytes;
}
const png = findFile('a PNG');
const jpeg = findFile('a JPEG');
const avif = findFile('an AVIF');
const gif = findFile('a GIF');

/** What becomes of a file: its dimensions and whether it is whole, or why it is not read. */
async function read(bytes: Buffer, chunkLength = 65_536): Promise<[number, number] | string> {
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkLength) }, (_, index) =>
    bytes.subarray(index * chunkLength, (index + 1) * chunkLength),
  );
  try {
    const image = await readImage(Readable.from(chunks), host);
    assert.deepEqual(Buffer.concat(await all(image.bytes)), bytes);
    return [image.width, image.height];
  } catch (error) {
    assert.ok(error instanceof JimengError, String(error));
    return 'problem' in error.failure ? error.failure.problem : error.failure.kind;
  }
}

/** A PNG that claims to have this size. */
function pngOf(width: number, height: number): Buffer {
  const file = Buffer.from(png);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  file.writeUInt32BE(crc32(file.subarray(12, 29)), 29);
  return file;
}

/** A box of an AVIF. */
function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const start = Buffer.from(`\0\0\0\0${type}`, 'latin1');
  const whole = Buffer.concat([start, ...parts]);
  whole.writeUInt32BE(whole.length);
  return whole;
}

/** An AVIF whose `meta` box consists of these boxes. */
function avifOf(...boxes: readonly Buffer[]): Buffer {
  const fileType = avif.subarray(0, avif.readUInt32BE());
  return Buffer.concat([fileType, box('meta', Buffer.alloc(4), ...boxes)]);
}

function repeat(part: Buffer, count: number): Buffer {
  return Buffer.alloc(part.length * count, part);
}

describe('An image with many pixels', () => {
  const sizes: [width: number, height: number, isTooLarge: boolean][] = [
    // What the service makes.
    [4096, 4096, false],
    [6198, 2656, false],
    [8192, 8192, false],
    [16_384, 1, false],
    [16_385, 1, true],
    [1, 16_385, true],
    [8193, 8192, true],
    [2 ** 31 - 1, 2 ** 31 - 1, true],
    [2 ** 32 - 1, 1, true],
  ];
  for (const [width, height, isTooLarge] of sizes) {
    it(`of ${width} × ${height} is stored${isTooLarge ? ', but not decoded' : ''}`, async () => {
      assert.deepEqual(await read(pngOf(width, height)), [width, height]);
      assert.equal(isTooLargeToShow({ width, height }), isTooLarge);
    });
  }

  it('in the first frame of a GIF has the size of that frame', async () => {
    const file = Buffer.from(gif);
    const [width, height] = [file.readUInt16LE(6), file.readUInt16LE(8)];
    file.writeUInt32LE(0x0001_0001, 6);
    assert.deepEqual(await read(file), [width, height]);
    file.writeUInt16LE(width + 1, 6);
    assert.deepEqual(await read(file), [width + 1, height]);
  });

  it('in a second header has the size of the first', async () => {
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const segment = Buffer.from(jpeg.subarray(frame, frame + 2 + jpeg.readUInt16BE(frame + 2)));
    segment.writeUInt32BE(0xffff_ffff, 5);
    const file = Buffer.concat([jpeg.subarray(0, -2), segment, jpeg.subarray(-2)]);
    assert.deepEqual(await read(file), await read(jpeg));
  });
});

describe('A hostile image', () => {
  const [noFields, noItems] = [
    Buffer.from([1, 0, 0, 0, 0, 0]),
    Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]),
  ];
  /** 65,535 items, each of 65,535 extents without fields. */
  const emptyExtents = Buffer.concat([
    noFields,
    Buffer.from([0xff, 0xff]),
    repeat(Buffer.from([0, 1, 0, 0, 0, 0, 0xff, 0xff]), 65_535),
  ]);
  const manyAssociations = Buffer.concat([
    Buffer.from([0, 0, 0, 0, 0, 5, 0, 0]),
    repeat(Buffer.from([0, 1, 0]), 330_000),
  ]);
  const files: [description: string, bytes: Buffer, outcome: string][] = [
    ['an AVIF with 4 billion empty extents', avifOf(box('iloc', emptyExtents)), 'incomplete'],
    [
      'an AVIF with many associations',
      avifOf(box('iprp', box('ipma', manyAssociations))),
      'incomplete',
    ],
    ['an AVIF with 9 MB of properties', avifOf(box('iprp', Buffer.alloc(9_000_000))), 'incomplete'],
    ['an AVIF with many boxes', avifOf(repeat(box('iloc', noItems), 300_000)), 'incomplete'],
    [
      'a PNG of one-byte chunks',
      Buffer.concat([png.subarray(0, 33), repeat(Buffer.alloc(12), 9)]),
      'incomplete',
    ],
    [
      'a JPEG of fill bytes',
      Buffer.concat([jpeg.subarray(0, 2), Buffer.alloc(1_000_000, 0xff)]),
      'incomplete',
    ],
    [
      'a JPEG of empty segments',
      Buffer.concat([jpeg.subarray(0, 2), repeat(Buffer.from([0xff, 0xe1, 0, 2]), 250_000)]),
      'incomplete',
    ],
    [
      'a GIF of empty extensions',
      Buffer.concat([gif.subarray(0, 13), repeat(Buffer.from([0x21, 0xf9, 0]), 300_000)]),
      'incomplete',
    ],
  ];
  for (const [description, bytes, outcome] of files) {
    it(`such as ${description} is refused, and fast`, async () => {
      const start = performance.now();
      assert.equal(await read(bytes), outcome);
      assert.ok(performance.now() - start < 6000, `${performance.now() - start} ms`);
    });
  }

  it('has no more in memory before its dimensions than a whole image of the service', async () => {
    let count = 0;
    const chunk = Buffer.alloc(1024 * 1024);
    function* endless() {
      yield avif.subarray(0, avif.readUInt32BE());
      yield Buffer.from('\x7f\xff\xff\xfffree', 'latin1');
      for (; ; count++) yield chunk;
    }
    await assert.rejects(readImage(Readable.from(endless()), host), JimengError);
    assert.ok(count <= maxImageHeadBytes / chunk.length + 20, `${count}`);
  });

  it('arrives in tiny chunks without taking more memory', async () => {
    const file = Buffer.concat([
      jpeg.subarray(0, 2),
      repeat(Buffer.from([0xff, 0xe1, 0, 2]), 20_000),
    ]);
    assert.equal(await read(file, 1), 'incomplete');
  });

  const slowTexts: [description: string, text: () => string, problem: string][] = [
    ['encoded characters', () => '%2bA'.repeat(60_000_000), 'tooLarge'],
    ['encoded characters, few enough', () => '%2bA'.repeat(35_000_000), 'notImage'],
    ['white space', () => ' '.repeat(145_000_000), 'notImage'],
    ['percent signs', () => '%'.repeat(145_000_000), 'notImage'],
  ];
  for (const [description, createText, problem] of slowTexts) {
    it(`as base64 of ${description} does not stop other work`, async () => {
      const text = createText();
      let longestMs = 0;
      let previous = performance.now();
      const timer = setInterval(() => {
        longestMs = Math.max(longestMs, performance.now() - previous);
        previous = performance.now();
      }, 0);
      const error = await decodeImage(text, host).catch((error: unknown) => error);
      clearInterval(timer);
      longestMs = Math.max(longestMs, performance.now() - previous);
      assert.ok(error instanceof JimengError && 'problem' in error.failure);
      assert.equal(error.failure.problem, problem);
      assert.ok(longestMs < 1500, `${longestMs} ms`);
    });
  }

  it('as base64 is not larger than another', async () => {
    const base64 = Buffer.alloc(maxImageBytes + 1).toString('base64');
    await assert.rejects(decodeImage(base64, host), JimengError);
    const image = Buffer.concat([png.subarray(0, -12), Buffer.alloc(maxImageBytes)]);
    await assert.rejects(
      decodeImage(image.toString('base64'), host).then(({ bytes }) => all(bytes)),
      JimengError,
    );
  });
});
