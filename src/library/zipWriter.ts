import { crc32 } from 'node:zlib';

/** A file on its way into a zip archive. */
export interface ZipContent {
  readonly name: string;
  readonly content: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** From here on, the numbers of the first format do not suffice and stand in an extension of it. */
const most = 0xffff_ffff;
const mostEntries = 0xffff;
/** Versions of the format: for plain files, and for archives over 4 GB or 65,535 entries (Zip64). */
const plain = 20;
const zip64 = 45;
/** Names are UTF-8. */
const flags = 0x0800;

/**
 * A zip archive, as its files come: one is held in memory at a time. Nothing is compressed, as
 * pictures are already. Each file's size and checksum stand before it, so that every program can
 * read it, and it may be of any size.
 */
export async function* zipOf(files: AsyncIterable<ZipContent>): AsyncGenerator<Uint8Array> {
  const entries: Buffer[] = [];
  let offset = 0;
  for await (const { name, content, time } of files) {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(plain, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt32LE(dosTime(time), 6);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(content.length, 14);
    head.writeUInt32LE(content.length, 18);
    const bytes = Buffer.from(name);
    head.writeUInt16LE(bytes.length, 22);
    const local = Buffer.concat([signature(0x0403_4b50), head, bytes]);
    yield local;
    yield content;
    entries.push(directoryEntry(head, bytes, offset));
    offset += local.length + content.length;
  }
  const directory = Buffer.concat(entries);
  yield directory;
  yield ending(entries.length, directory.length, offset);
}

function directoryEntry(head: Buffer, name: Buffer, offset: number): Buffer {
  const isFar = offset >= most;
  const extra = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(offset), 4);
  }
  const version = Buffer.alloc(2);
  version.writeUInt16LE(zip64);
  const needed = Buffer.from(head);
  needed.writeUInt16LE(isFar ? zip64 : plain, 0);
  needed.writeUInt16LE(extra.length, 24);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(Math.min(offset, most), 10);
  return Buffer.concat([signature(0x0201_4b50), version, needed, tail, name, extra]);
}

/** @param offset where the directory begins */
function ending(entries: number, size: number, offset: number): Buffer {
  const parts: Buffer[] = [];
  if (entries >= mostEntries || offset >= most || size >= most) {
    const wide = Buffer.alloc(52);
    wide.writeBigUInt64LE(44n, 0);
    wide.writeUInt16LE(zip64, 8);
    wide.writeUInt16LE(zip64, 10);
    wide.writeBigUInt64LE(BigInt(entries), 20);
    wide.writeBigUInt64LE(BigInt(entries), 28);
    wide.writeBigUInt64LE(BigInt(size), 36);
    wide.writeBigUInt64LE(BigInt(offset), 44);
    const locator = Buffer.alloc(16);
    locator.writeBigUInt64LE(BigInt(offset + size), 4);
    locator.writeUInt32LE(1, 12);
    parts.push(signature(0x0606_4b50), wide, signature(0x0706_4b50), locator);
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Math.min(entries, mostEntries), 4);
  end.writeUInt16LE(Math.min(entries, mostEntries), 6);
  end.writeUInt32LE(Math.min(size, most), 8);
  end.writeUInt32LE(Math.min(offset, most), 12);
  return Buffer.concat([...parts, signature(0x0605_4b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Date and time as the format has them: to two seconds, in the time of this machine. */
function dosTime(time: number): number {
  const at = new Date(time);
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  const clock = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  return ((date << 16) | clock) >>> 0;
}
