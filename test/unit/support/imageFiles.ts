import assert from 'node:assert/strict';
import sharp, { type Sharp } from 'sharp';
import type { ImageMimeType } from '../../../src/jimeng/index.ts';
import { createPngChunk } from '../../gateway/images/hugePng.ts';

/** Pixels of all image files. */
export const width = 37;
/** Pixels of all image files. */
export const height = 23;

/** A whole image file. */
export interface ImageFile {
  readonly description: string;
  readonly mimeType: ImageMimeType;
  readonly bytes: Buffer;
  /** The number of bytes without what follows the image. */
  readonly length: number;
}

function noise(channels: 3 | 4 = 3): Sharp {
  let seed = 1;
  const pixels = Buffer.alloc(width * height * channels).map(() => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed & 0xff;
  });
  return sharp(pixels, { raw: { width, height, channels } });
}

function flat(): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#4682b4' } });
}

function withMetadata(image: Sharp): Sharp {
  return image
    .withIccProfile('p3')
    .withExif({ IFD0: { Copyright: 'a cat' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>');
}

/** Two frames, one below the other. */
function animation(): Sharp {
  const frames = Buffer.concat([
    Buffer.alloc(width * height * 4, 90),
    Buffer.alloc(width * height * 4, 200),
  ]);
  return sharp(frames, {
    raw: { width, height: height * 2, channels: 4, pageHeight: height },
  });
}

/** A segment of a JPEG. */
function jpegSegment(marker: number, data: Uint8Array): Buffer {
  const segment = Buffer.alloc(4 + data.length);
  segment.writeUInt16BE(0xff00 + marker);
  segment.writeUInt16BE(2 + data.length, 2);
  segment.set(data, 4);
  return segment;
}

function insert(file: Buffer, offset: number, ...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([file.subarray(0, offset), ...parts, file.subarray(offset)]);
}

/** The offset of a box of an AVIF. */
function findBox(file: Buffer, type: string): number {
  const offset = file.indexOf(type, 0, 'latin1');
  assert.ok(offset > 0, type);
  return offset - 4;
}

/** Moves the only item of an AVIF whose `mdat` box is preceded by this many more bytes. */
function moveItem(file: Buffer, oldMdat: number, added: number): Buffer {
  const iloc = findBox(file, 'iloc');
  const position = Buffer.alloc(4);
  position.writeUInt32BE(oldMdat + 8);
  const offset = file.indexOf(position, iloc);
  assert.ok(offset > iloc && offset < iloc + file.readUInt32BE(iloc), 'the item is in mdat');
  file.writeUInt32BE(oldMdat + 8 + added, offset);
  return file;
}

function avifBox(type: string, data: Uint8Array): Buffer {
  const box = Buffer.alloc(8 + data.length);
  box.writeUInt32BE(box.length);
  box.write(type, 4, 'latin1');
  box.set(data, 8);
  return box;
}

const png = await noise().png().toBuffer();
const jpeg = await noise().jpeg().toBuffer();
const webp = await noise().webp().toBuffer();
const avif = await noise().avif().toBuffer();
const gif = await noise().gif().toBuffer();
const mdat = findBox(avif, 'mdat');
const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));

function endlessMdat(): Buffer {
  const file = Buffer.from(avif);
  file.writeUInt32BE(0, mdat);
  return file;
}

function largeMdat(): Buffer {
  const header = Buffer.from('\0\0\0\x01mdat\0\0\0\0\0\0\0\0', 'latin1');
  header.writeUInt32BE(avif.readUInt32BE(mdat) + 8, 12);
  const file = Buffer.concat([avif.subarray(0, mdat), header, avif.subarray(mdat + 8)]);
  return moveItem(file, mdat, 8);
}

function avifWithLargeBoxBeforeMeta(): Buffer {
  const free = avifBox('free', Buffer.alloc(3_000_000));
  return moveItem(insert(avif, avif.readUInt32BE(), free), mdat, free.length);
}

/** Metadata of 3 MB, which the size of a JPEG follows. */
const longMetadata = Array.from({ length: 50 }, (_, index) =>
  jpegSegment(index % 2 === 0 ? 0xe2 : 0xeb, Buffer.alloc(60_000, index)),
);

/** Restart markers are where the encoder is at the start of a byte; a reader need not know that. */
const restartMarkers = [0, 1, 2, 7].map((index) => Buffer.from([0xff, 0xd0 + index]));

const files: [description: string, bytes: Buffer, trailingBytes?: Uint8Array][] = [
  ['a PNG', png],
  ['a PNG of one color', await flat().png().toBuffer()],
  ['an interlaced PNG', await noise().png({ progressive: true }).toBuffer()],
  ['a PNG with alpha', await noise(4).png().toBuffer()],
  ['a PNG with a palette', await flat().png({ palette: true }).toBuffer()],
  ['a PNG of 16 bits', await noise().toColourspace('rgb16').png().toBuffer()],
  ['a PNG with metadata', await withMetadata(noise()).png().toBuffer()],
  [
    'a PNG with a chunk of 3 MB',
    insert(png, 33, createPngChunk('tEXt', Buffer.alloc(3_000_000, 'x'))),
  ],
  ['a PNG with trailing bytes', png, Buffer.from('trailing bytes')],
  ['a JPEG', jpeg],
  ['a JPEG of one color', await flat().jpeg().toBuffer()],
  ['a progressive JPEG', await noise().jpeg({ progressive: true }).toBuffer()],
  ['a gray JPEG', await noise().grayscale().jpeg().toBuffer()],
  ['a CMYK JPEG', await noise().toColourspace('cmyk').jpeg().toBuffer()],
  ['a JPEG with metadata', await withMetadata(noise()).jpeg().toBuffer()],
  ['a JPEG with a thumbnail', insert(jpeg, 2, jpegSegment(0xe1, jpeg))],
  ['a JPEG with restart markers', insert(jpeg, jpeg.length - 2, ...restartMarkers)],
  ['a JPEG with padding before a marker', insert(jpeg, scan, Buffer.alloc(5, 0xff))],
  ['a JPEG with 3 MB of metadata', insert(jpeg, 2, ...longMetadata)],
  ['a JPEG with another one behind it', jpeg, jpeg],
  ['a lossy WebP', webp],
  ['a WebP of one color', await flat().webp().toBuffer()],
  ['a lossless WebP', await noise().webp({ lossless: true }).toBuffer()],
  ['a small lossless WebP', await flat().webp({ lossless: true }).toBuffer()],
  ['a WebP with alpha', await noise(4).webp().toBuffer()],
  ['an animated WebP', await animation().webp().toBuffer()],
  ['a WebP with metadata', await withMetadata(noise()).webp().toBuffer()],
  ['a WebP with trailing bytes', webp, Buffer.from('trailing bytes')],
  ['an AVIF', avif],
  ['a lossless AVIF', await noise().avif({ lossless: true }).toBuffer()],
  ['an AVIF with alpha', await noise(4).avif().toBuffer()],
  ['an AVIF with metadata', await withMetadata(noise()).avif().toBuffer()],
  ['an AVIF whose last box extends to the end', endlessMdat()],
  ['an AVIF with a box of large size', largeMdat()],
  ['an AVIF with 3 MB before its size', avifWithLargeBoxBeforeMeta()],
  ['an AVIF with trailing bytes', avif, Buffer.from('trailing bytes')],
  ['a GIF', gif],
  ['a GIF of one color', await flat().gif().toBuffer()],
  ['a GIF with alpha', await noise(4).gif().toBuffer()],
  ['an animated GIF', await animation().gif().toBuffer()],
  ['a GIF with trailing bytes', gif, Buffer.from('trailing bytes')],
];

const mimeTypes = { PNG: 'png', JPEG: 'jpeg', WebP: 'webp', AVIF: 'avif', GIF: 'gif' } as const;

/** Whole image files of all formats and many variants. */
export const imageFiles: readonly ImageFile[] = files.map(([description, bytes, trailing]) => {
  const [format = ''] = /PNG|JPEG|WebP|AVIF|GIF/.exec(description) ?? [];
  return {
    description,
    mimeType: `image/${mimeTypes[format as keyof typeof mimeTypes]}`,
    bytes: trailing ? Buffer.concat([bytes, trailing]) : bytes,
    length: bytes.length,
  };
});
