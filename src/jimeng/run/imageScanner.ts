import { scanAvif } from './imageFormats/avif.ts';
import {
  ByteReader,
  ImageDataError,
  type HeaderListener,
  type Scan,
} from './imageFormats/byteReader.ts';
import { scanGif } from './imageFormats/gif.ts';
import { scanJpeg } from './imageFormats/jpeg.ts';
import { scanPng } from './imageFormats/png.ts';
import { scanWebp } from './imageFormats/webp.ts';
import { readImageInfo, type ImageInfo } from './imageInfo.ts';

interface Format {
  /** The first bytes of its files as Latin-1. A question mark is any byte. */
  readonly signature: string;
  /** Reads to the end of the image. Bytes after that are not part of it. */
  readonly scan: (input: ByteReader, onHeader: HeaderListener) => Scan;
}

const formats: readonly Format[] = [
  { signature: '\x89PNG\r\n\x1a\n', scan: scanPng },
  { signature: '\xff\xd8\xff', scan: scanJpeg },
  { signature: 'RIFF????WEBP', scan: scanWebp },
  { signature: '\0\0??ftyp', scan: scanAvif },
  { signature: 'GIF8?a', scan: scanGif },
];
/** The number of bytes that decide which format it is. */
const startLength = Math.max(...formats.map(({ signature }) => signature.length));
/** Fewer bytes are not taken for a truncated image. */
const minStartLength = 4;

/**
 * Reads an image while it is being received: its type and dimensions, wherever they are, and
 * whether it is whole. Keeps none of it in memory.
 */
export class ImageScanner {
  readonly #input = new ByteReader();
  /** The first bytes, until they decide which format it is. */
  #start: Uint8Array = new Uint8Array();
  #scan: Scan | undefined;
  #isWhole = false;
  #info: ImageInfo | undefined;

  /** The type and dimensions, as soon as they are known. */
  get info(): ImageInfo | undefined {
    return this.#info;
  }

  /** @throws ImageDataError if it is not an image or damaged. */
  push(chunk: Uint8Array): void {
    if (this.#scan) {
      this.#advance(chunk);
      return;
    }
    this.#start = Buffer.concat([this.#start, chunk]);
    if (this.#start.length < startLength) return;
    this.#scan = findFormat(this.#start)?.scan(this.#input, this.#setHeader);
    if (!this.#scan) throw new ImageDataError('notImage', 'Its format is unknown');
    this.#advance(this.#start);
  }

  /**
   * All bytes have been received.
   * @throws ImageDataError if it is not an image, damaged, or not whole.
   */
  end(): void {
    if (!this.#scan) {
      const isImage = this.#start.length >= minStartLength && findFormat(this.#start) !== undefined;
      throw new ImageDataError(isImage ? 'incomplete' : 'notImage', 'It is too short');
    }
    this.#input.end();
    this.#advance(new Uint8Array());
    if (!this.#info) throw new ImageDataError('incomplete', 'Its dimensions are unknown');
  }

  #advance(chunk: Uint8Array): void {
    if (!this.#scan || this.#isWhole) return;
    this.#input.push(chunk);
    this.#isWhole = this.#scan.next().done === true;
  }

  readonly #setHeader = (header: Uint8Array): void => {
    this.#info = readImageInfo(header);
    if (!this.#info) throw new ImageDataError('incomplete', 'Its dimensions are invalid');
  };
}

/** The format of a file that begins with these bytes. */
function findFormat(start: Uint8Array): Format | undefined {
  return formats.find(({ signature }) =>
    start
      .subarray(0, signature.length)
      .every((byte, index) => signature[index] === '?' || signature.charCodeAt(index) === byte),
  );
}
