import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile as YauzlFile } from 'yauzl';
import { getFileErrorCode } from './files.ts';

/** A file that is no zip archive, or a part of one that is damaged. */
export class ZipError extends Error {}

/** A zip archive whose files are read one at a time and in any order; nothing in it is believed before it is checked. */
export class ZipFile {
  readonly #file: YauzlFile;
  /** By their names. Their sizes are what the archive's directory says. */
  readonly entries: ReadonlyMap<string, Entry>;

  private constructor(file: YauzlFile, entries: ReadonlyMap<string, Entry>) {
    this.#file = file;
    this.entries = entries;
  }

  /** @throws ZipError when it is no zip archive. */
  static async open(path: string): Promise<ZipFile> {
    let file: YauzlFile | undefined;
    try {
      // Names are only ever looked up, so that a strange one does no harm.
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
   * The content of an entry, not one byte more than the directory says.
   * @throws ZipError when it is damaged, encrypted, or packed in a way that is not known.
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
    if (crc32(content) !== entry.crc32) throw new ZipError('Damaged');
    return content;
  }

  close(): void {
    this.#file.close();
  }
}

/** The disk's own errors stay what they are. */
function toZipError(error: unknown): unknown {
  return isDiskError(error) ? error : new ZipError('Damaged', { cause: error });
}

function isDiskError(error: unknown): boolean {
  return /^E[A-Z]+$/.test(getFileErrorCode(error));
}
