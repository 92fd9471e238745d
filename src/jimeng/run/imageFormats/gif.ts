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
  onHeader(header);
  yield* skipColorTable(input, header.readUInt8(10));
  for (let hasPixels = false; ;) {
    const block = yield* input.readByte();
    switch (block) {
      case extensionBlock:
        yield* input.skip(1);
        yield* skipSubBlocks(input);
        break;
      case imageBlock:
        yield* skipColorTable(input, (yield* input.read(9)).readUInt8(8));
        yield* input.skip(1);
        yield* skipSubBlocks(input);
        hasPixels = true;
        break;
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

/** @param flags say whether there is a table, and how large it is */
function* skipColorTable(input: ByteReader, flags: number): Scan {
  if ((flags & 0x80) !== 0) yield* input.skip(3 * 2 ** ((flags & 0x07) + 1));
}

/** Skips blocks that begin with their length, up to an empty one. */
function* skipSubBlocks(input: ByteReader): Scan {
  for (let length = yield* input.readByte(); length > 0; length = yield* input.readByte())
    yield* input.skip(length);
}
