import { ImageDataError } from './byteReader.ts';

/**
 * The position in the file after the last byte of all items of an `iloc` box
 * (ISO/IEC 14496-12, 8.11.3); 0 if they are inside the `meta` box.
 * @param iloc the box without its header
 * @throws ImageDataError if it is damaged.
 */
export function findItemsEnd(iloc: Buffer): number {
  let offset = 0;
  const readNumber = (size: number): number => {
    const start = offset;
    offset += size;
    if (offset > iloc.length) throw new ImageDataError('incomplete', 'The box iloc is damaged');
    let value = 0;
    for (let index = start; index < offset; index++) value = value * 256 + (iloc[index] ?? 0);
    return value;
  };
  const version = readNumber(1);
  readNumber(3);
  const [sizes, moreSizes] = [readNumber(1), readNumber(1)];
  const [offsetSize, lengthSize] = [sizes >> 4, sizes & 0x0f];
  const [baseOffsetSize, indexSize] = [moreSizes >> 4, version > 0 ? moreSizes & 0x0f : 0];
  const idSize = version < 2 ? 2 : 4;
  let end = 0;
  for (let items = readNumber(idSize); items > 0; items--) {
    readNumber(idSize);
    const isInFile = version === 0 || (readNumber(2) & 0x0f) === 0;
    readNumber(2);
    const baseOffset = readNumber(baseOffsetSize);
    const extentCount = readNumber(2);
    // Extents without fields are all the same, and any number of them needs no bytes.
    const isEmpty = indexSize + offsetSize + lengthSize === 0;
    for (let extents = isEmpty ? 1 : extentCount; extents > 0; extents--) {
      readNumber(indexSize);
      const start = baseOffset + readNumber(offsetSize);
      const length = readNumber(lengthSize);
      if (isInFile) end = Math.max(end, start + length);
    }
  }
  return end;
}
