import { ImageDataError, type ByteReader, type HeaderListener, type Scan } from './byteReader.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;

/**
 * Reads a JPEG up to its EOI marker. Those of thumbnails are inside segments, which are skipped by
 * their lengths.
 */
export function* scanJpeg(input: ByteReader, onHeader: HeaderListener): Scan {
  yield* input.skip(2);
  let hasFrame = false;
  let hasPixels = false;
  for (;;) {
    const marker = yield* readMarker(input);
    if (marker === endOfImage) break;
    const lengthBytes = yield* input.read(2);
    const length = lengthBytes.readUInt16BE() - lengthBytes.length;
    if (length < 0) throw new ImageDataError('incomplete', 'A segment has no length');
    hasPixels ||= marker === startOfScan;
    if (hasFrame || !isFrame(marker)) {
      yield* input.skip(length);
      continue;
    }
    const start = Buffer.from([0xff, startOfImage, 0xff, marker]);
    onHeader(Buffer.concat([start, lengthBytes, yield* input.read(length)]));
    hasFrame = true;
  }
  if (!hasFrame || !hasPixels) throw new ImageDataError('incomplete', 'It has no pixels');
}

/**
 * Reads the next marker that ends the image or begins a segment. Pixel data is before such a marker
 * too: a 0xFF in it is followed by a zero or a restart marker.
 */
function* readMarker(input: ByteReader): Scan<number> {
  for (;;) {
    yield* input.skipPast(0xff);
    let marker = 0xff;
    // Any number of 0xFF may precede a marker.
    while (marker === 0xff) marker = yield* input.readByte();
    if (!isStandalone(marker)) return marker;
  }
}

/** A zero of pixel data, TEM, RST0 to RST7, or SOI: no segment follows. */
function isStandalone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= startOfImage);
}

/** SOF0 to SOF15, without DHT, JPG, and DAC, which are among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
