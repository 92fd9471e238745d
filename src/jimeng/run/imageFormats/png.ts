import { crc32 } from 'node:zlib';
import { ImageDataError, type ByteReader, type HeaderListener, type Scan } from './byteReader.ts';

const signatureLength = 8;
/** Bytes of the data of an `IHDR` chunk. */
const headerDataLength = 13;

/** Chunks that decoders ignore if their CRC is wrong, such as after a label was added. */
const metadataTypes: ReadonlySet<string> = new Set([
  'tEXt',
  'zTXt',
  'iTXt',
  'eXIf',
  'tIME',
  'pHYs',
]);

/** Reads a PNG up to the end of its `IEND` chunk, and checks the CRC of every chunk that decoders need. */
export function* scanPng(input: ByteReader, onHeader: HeaderListener): Scan {
  const signature = yield* input.read(signatureLength);
  for (let hasPixels = false; ;) {
    const start = yield* input.read(8);
    const length = start.readUInt32BE();
    const type = start.toString('latin1', 4);
    let crc = crc32(start.subarray(4));
    const header: Uint8Array[] = [signature, start];
    yield* input.skip(length, (bytes) => {
      crc = crc32(bytes, crc);
      if (type === 'IHDR' && length === headerDataLength) header.push(bytes);
    });
    const storedCrc = (yield* input.read(4)).readUInt32BE();
    if (crc !== storedCrc && !metadataTypes.has(type))
      throw new ImageDataError('incomplete', `The CRC of ${type} is wrong`);
    if (type === 'IHDR') onHeader(Buffer.concat(header));
    hasPixels ||= type === 'IDAT';
    if (type !== 'IEND') continue;
    if (!hasPixels) throw new ImageDataError('incomplete', 'It has no pixels');
    return;
  }
}
