import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile as YauzlFile } from 'yauzl';
import { getFileErrorCode } from '../disk/files.ts';

/** The file is not a ZIP archive, or an entry is damaged. */
export class ZipError extends Error {}

/**
 * A ZIP archive whose entries can be read in any order. Its content is not trusted: sizes and
 * checksums are verified.
 */
export class ZipFile {
  readonly #file: YauzlFile;
  /** The entries by name. Their sizes are those of the central directory. */
  readonly entries: ReadonlyMap<string, Entry>;

  private constructor(file: YauzlFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.entries = entries;
  }

  /**
   * Opens an archive.
   * @throws ZipError when it is not a ZIP archive; Error of the file system.
   */
  static async open(path: string): Promise<ZipFile> {
    let file: YauzlFile | undefined;
    try {
      // Entries are only looked up by name, never extracted to their path, so any name is safe.
      file = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
      const entries = new Map<string, Entry>();
      for await (const entry of file.eachEntry()) {
        entries.set(entry.fileNameRaw.toString('utf8'), entry);
      }
      return new ZipFile(file, entries);
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
  async read(entry: Entry): Promise<Buffer> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of await this.#file.openReadStreamPromise(entry)) {
        chunks.push(chunk as Buffer);
      }
    } catch (error) {
      throw toZipError(error);
    }
    const content = Buffer.concat(chunks);
    if (crc32(content) !== entry.crc32) throw new ZipError('The entry is damaged');
    return content;
  }

  /** Closes the file. */
  close(): void {
    this.#file.close();
  }
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
