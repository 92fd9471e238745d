import { maxImageHeaderBytes } from '../../../untrusted/limits.ts';
import { ImageDataError, type ByteReader, type HeaderListener, type Scan } from './byteReader.ts';
import { findItemsEnd } from './itemLocations.ts';

interface BoxHeader {
  readonly bytes: Buffer;
  readonly type: string;
  /** Bytes after the header; `undefined` for a box that extends to the end of the file. */
  readonly length: number | undefined;
}

/** A `meta` box. */
interface Meta {
  /** A `meta` box with only what describes the dimensions. */
  readonly header: Buffer;
  /** Position in the file after the last byte of all items. */
  readonly itemsEnd: number;
}

/** Bytes that a `ftyp` box does not exceed: it lists a few brands of 4 bytes. */
const maxFileTypeLength = 1024;
/** The boxes that can follow those of the items. Anything else there is not part of the image. */
const laterBoxTypes = new Set(['mdat', 'moov', 'moof', 'meta', 'free', 'skip', 'uuid']);

/**
 * Reads an AVIF to the end of the file, as nothing marks its end: all items must have arrived, and
 * all boxes must be whole.
 */
export function* scanAvif(input: ByteReader, onHeader: HeaderListener): Scan {
  const fileType = yield* readFileType(input);
  let itemsEnd = Infinity;
  while (!(yield* input.isAtEnd())) {
    const box = yield* readBoxHeader(input, input.position >= itemsEnd);
    if (!box) {
      yield* input.skipAll();
    } else if (box.type === 'meta' && itemsEnd === Infinity) {
      const meta = yield* readMeta(input, box.length);
      onHeader(Buffer.concat([fileType, meta.header]));
      ({ itemsEnd } = meta);
    } else if (box.length === undefined) {
      yield* input.skipAll();
    } else {
      yield* input.skip(box.length);
    }
  }
  if (input.position < itemsEnd) throw new ImageDataError('incomplete', 'Its data is missing');
}

/** @throws ImageDataError if it is another type of file, such as a video. */
function* readFileType(input: ByteReader): Scan<Buffer> {
  const { bytes, length = Infinity } = yield* requireBoxHeader(input);
  if (length > maxFileTypeLength) throw new ImageDataError('notImage', 'It has no file type');
  const fileType = Buffer.concat([bytes, yield* input.read(length)]);
  // The version between the first brand and the others is never one.
  const isAvif = /^(.{4})*?avi[fso]/s.test(fileType.toString('latin1', bytes.length));
  if (!isAvif) throw new ImageDataError('notImage', 'It has the file type of another format');
  return fileType;
}

/** @param isOptional whether the image may have ended: `undefined` if no box follows then */
function* readBoxHeader(input: ByteReader, isOptional: boolean): Scan<BoxHeader | undefined> {
  const start: number[] = [];
  while (start.length < 8 && !(isOptional && (yield* input.isAtEnd())))
    start.push(yield* input.readByte());
  let bytes: Buffer = Buffer.from(start);
  const type = bytes.toString('latin1', 4);
  if (isOptional && !laterBoxTypes.has(type)) return undefined;
  let size = bytes.readUInt32BE();
  if (size === 0) return { bytes, type, length: undefined };
  if (size === 1) {
    bytes = Buffer.concat([bytes, yield* input.read(8)]);
    size = Number(bytes.readBigUInt64BE(8));
  }
  if (size < bytes.length) throw new ImageDataError('incomplete', `The size of ${type} is wrong`);
  return { bytes, type, length: size - bytes.length };
}

function* requireBoxHeader(input: ByteReader): Scan<BoxHeader> {
  const box = yield* readBoxHeader(input, false);
  if (!box) throw new ImageDataError('incomplete', 'A box is missing');
  return box;
}

/** Reads the boxes in a `meta` box, and skips those with metadata. */
function* readMeta(input: ByteReader, length = Infinity): Scan<Meta> {
  const end = input.position + length;
  const parts = [yield* input.read(4)];
  let itemsEnd = 0;
  let readLength = 0;
  function* readPart(length: number): Scan<Buffer> {
    readLength += length;
    if (readLength > maxImageHeaderBytes)
      throw new ImageDataError('incomplete', 'Its header is too large');
    return yield* input.read(length);
  }
  while (input.position < end && !(end === Infinity && (yield* input.isAtEnd()))) {
    const { bytes, type, length = Infinity } = yield* requireBoxHeader(input);
    if (input.position + length > end || length === Infinity)
      throw new ImageDataError('incomplete', `The size of ${type} is wrong`);
    if (type === 'pitm' || type === 'iprp') parts.push(bytes, yield* readPart(length));
    else if (type === 'iloc') itemsEnd = findItemsEnd(yield* readPart(length));
    else yield* input.skip(length);
  }
  const content = Buffer.concat(parts);
  const boxHeader = Buffer.from('\0\0\0\0meta', 'latin1');
  boxHeader.writeUInt32BE(boxHeader.length + content.length);
  return { header: Buffer.concat([boxHeader, content]), itemsEnd };
}
