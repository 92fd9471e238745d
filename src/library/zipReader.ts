import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';
import type { Disk } from './files.ts';

/** A file that is no zip archive, or a part of one that is damaged. */
export class ZipError extends Error {}

/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes, once unpacked. */
  readonly size: number;
  readonly packed: number;
  readonly isPacked: boolean;
  readonly checksum: number;
  /** Where it begins. */
  readonly offset: number;
}

const unpack = promisify(inflateRaw);

const endLength = 22;
const longestComment = 0xffff;
/** Most bytes of a directory: that of some half a million files. */
const longestDirectory = 64 * 1024 * 1024;

/**
 * A zip archive that is read by its directory, a file at a time and in any order; of any size (Zip64),
 * from any program. Nothing in it is believed before it is checked.
 */
export class ZipFile {
  readonly #handle: FileHandle;
  readonly #length: number;
  readonly entries: ReadonlyMap<string, ZipEntry>;

  private constructor(handle: FileHandle, length: number, entries: ReadonlyMap<string, ZipEntry>) {
    this.#handle = handle;
    this.#length = length;
    this.entries = entries;
  }

  /** @throws ZipError when it is no zip archive. */
  static async open(disk: Pick<Disk, 'open'>, file: string): Promise<ZipFile> {
    const handle = await disk.open(file, 'r');
    try {
      const { size } = await handle.stat();
      return new ZipFile(handle, size, await readDirectory(handle, size));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * The content of an entry.
   * @throws ZipError when it is damaged, or not packed in a way that is known.
   */
  async read({ size, packed, isPacked, checksum, offset }: ZipEntry): Promise<Buffer> {
    const head = await readAt(this.#handle, offset, 30, this.#length);
    if (head.readUInt32LE(0) !== 0x0403_4b50) throw new ZipError('No file where one should be');
    const start = offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    const bytes = await readAt(this.#handle, start, packed, this.#length);
    const content = isPacked ? await unpackTo(size, bytes) : bytes;
    if (content.length !== size || crc32(content) !== checksum) throw new ZipError('Damaged');
    return content;
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

async function unpackTo(size: number, bytes: Buffer): Promise<Buffer> {
  try {
    // Not one byte more than it says it has.
    return await unpack(bytes, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new ZipError('Damaged', { cause });
  }
}

async function readDirectory(
  handle: FileHandle,
  length: number,
): Promise<ReadonlyMap<string, ZipEntry>> {
  const { count, size, offset } = await findDirectory(handle, length);
  if (size > longestDirectory) throw new ZipError('Too many files');
  const bytes = await readAt(handle, offset, size, length);
  const entries = new Map<string, ZipEntry>();
  for (let at = 0, n = 0; n < count; n++) {
    if (at + 46 > size || bytes.readUInt32LE(at) !== 0x0201_4b50) throw new ZipError('Damaged');
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    if (extraEnd > size) throw new ZipError('Damaged');
    const entry = entryAt(bytes.subarray(at, nameEnd), bytes.subarray(nameEnd, extraEnd));
    if (entry) entries.set(entry.name, entry);
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** `undefined` for one that is encrypted, or packed in a way that is not known. */
function entryAt(head: Buffer, extra: Buffer): ZipEntry | undefined {
  const method = head.readUInt16LE(10);
  const isEncrypted = (head.readUInt16LE(8) & 1) === 1;
  if (isEncrypted || (method !== 0 && method !== 8)) return undefined;
  // What is too large for its field stands in the extension, in this order.
  const wide = wideNumbers(extra);
  const number = (at: number) => {
    const value = head.readUInt32LE(at);
    return value === 0xffff_ffff ? (wide.shift() ?? value) : value;
  };
  const size = number(24);
  const packed = number(20);
  const offset = number(42);
  return {
    name: head.subarray(46).toString('utf8'),
    size,
    packed,
    isPacked: method === 8,
    checksum: head.readUInt32LE(16),
    offset,
  };
}

function wideNumbers(extra: Buffer): number[] {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) {
      const field = extra.subarray(at + 4, end);
      const count = Math.floor(field.length / 8);
      return Array.from({ length: count }, (_, n) => Number(field.readBigUInt64LE(8 * n)));
    }
    at = end;
  }
  return [];
}

async function findDirectory(handle: FileHandle, length: number) {
  const from = Math.max(0, length - endLength - longestComment);
  const tail = await readAt(handle, from, length - from, length);
  const mark = Buffer.from('PK\x05\x06', 'latin1');
  const at = tail.lastIndexOf(mark);
  if (at < 0 || at + endLength > tail.length) throw new ZipError('Not a zip archive');
  const count = tail.readUInt16LE(at + 10);
  const size = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  const isWide = count === 0xffff || size === 0xffff_ffff || offset === 0xffff_ffff;
  if (!isWide || at < 20 || tail.readUInt32LE(at - 20) !== 0x0706_4b50) {
    return { count, size, offset };
  }
  const place = Number(tail.readBigUInt64LE(at - 20 + 8));
  const wide = await readAt(handle, place, 56, length);
  if (wide.readUInt32LE(0) !== 0x0606_4b50) throw new ZipError('Damaged');
  return {
    count: Number(wide.readBigUInt64LE(32)),
    size: Number(wide.readBigUInt64LE(40)),
    offset: Number(wide.readBigUInt64LE(48)),
  };
}

/** So many bytes, all of them. */
async function readAt(
  handle: FileHandle,
  position: number,
  count: number,
  length: number,
): Promise<Buffer> {
  if (position + count > length) throw new ZipError('Not all there');
  const bytes = Buffer.alloc(count);
  for (let done = 0; done < count;) {
    const { bytesRead } = await handle.read(bytes, done, count - done, position + done);
    if (bytesRead === 0) throw new ZipError('Not all there');
    done += bytesRead;
  }
  return bytes;
}
