import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile as YauzlFile } from 'yauzl';
import { maxArchiveEntries } from '../../untrusted/limits.ts';
import { getFileErrorCode } from '../disk/files.ts';

/** The file is not a ZIP archive, or an entry is damaged. */
export class ZipError extends Error {}

/**
 * Entries are only looked up by name, never extracted to their path, so any name is safe. Sizes are
 * verified when an entry is read, so that a wrong one does not end the list of entries.
 */
const options = {
  autoClose: false,
  lazyEntries: true,
  decodeStrings: false,
  validateEntrySizes: false,
} as const;

/**
 * A ZIP archive whose entries can be read in any order. Its content is not trusted: sizes and
 * checksums are verified.
 */
export class ZipFile {
  readonly #file: YauzlFile;
  /** The entries by name. Their sizes are those of the central directory. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Size of the archive in bytes. */
  readonly size: number;
  /** The number of entries that have the name of another one or cannot be listed. */
  readonly unlisted: number;

  private constructor(file: YauzlFile, entries: ReadonlyMap<string, Entry>, unlisted: number) {
    this.#file = file;
    this.entries = entries;
    this.size = file.fileSize;
    this.unlisted = unlisted;
  }

  /**
   * Opens an archive.
   * @param source its path, or its bytes
   * @throws ZipError when it is not a ZIP archive; Error of the file system.
   */
  static async open(source: string | Buffer): Promise<ZipFile> {
    let file: YauzlFile | undefined;
    try {
      file = await (typeof source === 'string'
        ? openPromise(source, options)
        : fromBufferPromise(source, options));
      const entries = new Map<string, Entry>();
      const unlisted = await listEntries(file, entries);
      return new ZipFile(file, entries, unlisted);
    } catch (error) {
      file?.close();
      throw toZipError(error);
    }
  }

  /**
   * Reads an entry, at most as many bytes as the central directory states.
   * @throws ZipError when it is damaged, encrypted, or compressed with an unknown method; Error of
   * the file system.
   */
  async *read(entry: Entry): AsyncGenerator<Uint8Array, void> {
    let size = 0;
    let checksum = 0;
    try {
      for await (const chunk of await this.#file.openReadStreamPromise(entry)) {
        const bytes = chunk as Buffer;
        size += bytes.length;
        if (size > entry.uncompressedSize) break;
        checksum = crc32(bytes, checksum);
        yield bytes;
      }
    } catch (error) {
      throw toZipError(error);
    }
    if (size !== entry.uncompressedSize || checksum !== entry.crc32)
      throw new ZipError('The entry is damaged');
  }

  /** Closes the file. */
  close(): void {
    this.#file.close();
  }
}

/**
 * Adds the entries of an archive to `entries`, up to the first one that is so damaged that the next
 * one cannot be found. Resolves to the number of others.
 * @throws when there is none at all.
 */
async function listEntries(file: YauzlFile, entries: Map<string, Entry>): Promise<number> {
  let listed = 0;
  try {
    for await (const entry of file.eachEntry()) {
      listed++;
      const name = entry.fileNameRaw.toString('utf8');
      if (!entries.has(name)) entries.set(name, entry);
      if (listed >= maxArchiveEntries) break;
    }
  } catch (error) {
    if (entries.size === 0 || isFileSystemError(error)) throw error;
  }
  return Math.max(file.entryCount, listed) - entries.size;
}

/** Converts every error but those of the file system to a ZipError. */
function toZipError(error: unknown): unknown {
  return isFileSystemError(error)
    ? error
    : new ZipError('The archive is damaged', { cause: error });
}

function isFileSystemError(error: unknown): boolean {
  return /^E[A-Z]+$/.test(getFileErrorCode(error));
}
