import { ImageDataError, type ByteReader, type HeaderListener, type Scan } from './byteReader.ts';

/** Bytes of `RIFF`, its size, and `WEBP`. */
const fileHeaderLength = 12;
/** Bytes of the name and the size of a chunk. */
const chunkHeaderLength = 8;
/** Bytes at the start of the first chunk that contain the dimensions. */
const dimensionsLength = 10;

/** Reads a WebP up to the end of its RIFF container. */
export function* scanWebp(input: ByteReader, onHeader: HeaderListener): Scan {
  const fileHeader = yield* input.read(fileHeaderLength);
  const end = chunkHeaderLength + fileHeader.readUInt32LE(4);
  let hasPixels = false;
  while (input.position + chunkHeaderLength <= end) {
    const isFirst = input.position === fileHeaderLength;
    const chunkHeader = yield* input.read(chunkHeaderLength);
    const length = chunkHeader.readUInt32LE(4);
    if (input.position + length > end)
      throw new ImageDataError('incomplete', 'A chunk exceeds its container');
    // A chunk of odd length is padded, except by some encoders if it is the last one.
    const chunkEnd = Math.min(end, input.position + length + (length % 2));
    if (isFirst) {
      const data = yield* input.read(Math.min(length, dimensionsLength));
      onHeader(Buffer.concat([fileHeader, chunkHeader, data]));
    }
    yield* input.skip(chunkEnd - input.position);
    hasPixels ||= /^(VP8 |VP8L|ANMF)$/.test(chunkHeader.toString('latin1', 0, 4));
  }
  yield* input.skip(end - input.position);
  if (!hasPixels) throw new ImageDataError('incomplete', 'It has no pixels');
}
