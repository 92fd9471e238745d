import { ImageDataError, type ByteReader, type HeaderListener, type Scan } from './byteReader.ts';

/** Bytes of the signature and the logical screen descriptor. */
const headerLength = 13;
const extensionBlock = 0x21;
const imageBlock = 0x2c;
const trailer = 0x3b;
/** Not a block of the standard; decoders ignore it between blocks. */
const padding = 0;

/** Reads a GIF up to its trailer. */
export function* scanGif(input: ByteReader, onHeader: HeaderListener): Scan {
  const header = yield* input.read(headerLength);
  yield* skipColorTable(input, header.readUInt8(10));
  for (let hasPixels = false; ;) {
    const block = yield* input.readByte();
    switch (block) {
      case extensionBlock:
        yield* input.skip(1);
        yield* skipSubBlocks(input);
        break;
      case imageBlock: {
        const descriptor = yield* input.read(9);
        if (!hasPixels) onHeader(withFrameSize(header, descriptor));
        hasPixels = true;
        yield* skipColorTable(input, descriptor.readUInt8(8));
        yield* input.skip(1);
        yield* skipSubBlocks(input);
        break;
      }
      case padding:
        break;
      case trailer:
        if (hasPixels) return;
        throw new ImageDataError('incomplete', 'It has no pixels');
      default:
        throw new ImageDataError('incomplete', `It has an unknown block ${block}`);
    }
  }
}

/** The header with the size that browsers use: the first frame may be larger than the screen. */
function withFrameSize(header: Buffer, descriptor: Buffer): Buffer {
  const sized = Buffer.from(header);
  for (const offset of [0, 2]) {
    const side = Math.max(header.readUInt16LE(6 + offset), descriptor.readUInt16LE(4 + offset));
    sized.writeUInt16LE(side, 6 + offset);
  }
  return sized;
}

/** @param flags specify whether there is a table, and how large it is */
function* skipColorTable(input: ByteReader, flags: number): Scan {
  if ((flags & 0x80) !== 0) yield* input.skip(3 * 2 ** ((flags & 0x07) + 1));
}

/** Skips blocks that begin with their length, up to an empty one. */
function* skipSubBlocks(input: ByteReader): Scan {
  for (let length = yield* input.readByte(); length > 0; length = yield* input.readByte())
    yield* input.skip(length);
}
