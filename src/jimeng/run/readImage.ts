import { setImmediate } from 'node:timers/promises';
import { maxImageBytes, maxImageHeadBytes } from '../../untrusted/limits.ts';
import { createDownloadError } from '../errors.ts';
import { ImageDataError } from './imageFormats/byteReader.ts';
import type { ImageInfo } from './imageInfo.ts';
import { ImageScanner } from './imageScanner.ts';

/** An image that is being received. */
export interface ImageStream extends ImageInfo {
  /** Can be read only once. Throws if the download fails, and at the end if it is not whole. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Reads the type and size of an image from a stream. What precedes them is kept in memory.
 * @param host where it comes from
 * @throws JimengError of kind `download` (`notImage`, or `incomplete` if it is not whole or
 * damaged), and what reading `bytes` throws.
 */
export async function readImage(
  bytes: AsyncIterable<Uint8Array>,
  host: string,
): Promise<ImageStream> {
  const scanner = new ImageScanner();
  const checkedBytes = checkBytes(bytes, scanner, host);
  const head: Uint8Array[] = [];
  let chunks: Uint8Array[] = [];
  let headLength = 0;
  while (!scanner.info) {
    // At the end, it throws if there is no size.
    const { value } = await checkedBytes.next();
    if (!value) continue;
    headLength += value.length;
    if (headLength > maxImageHeadBytes) throw createDownloadError('notImage', host);
    // Small chunks take far more memory than their bytes.
    if (chunks.push(value) === maxHeadChunks) {
      head.push(Buffer.concat(chunks));
      chunks = [];
    }
  }
  return { ...scanner.info, bytes: prependChunks([...head, ...chunks], checkedBytes) };
}

/** Chunks of the head that are joined to one. */
const maxHeadChunks = 1000;

/**
 * Passes the bytes of an image on, and throws if they are not a whole one. Bytes after its end are
 * passed on too: they may be a depth map or a content label, and decoders ignore them.
 */
async function* checkBytes(
  bytes: AsyncIterable<Uint8Array>,
  scanner: ImageScanner,
  host: string,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    for await (const chunk of bytes) {
      scanner.push(chunk);
      yield chunk;
    }
    scanner.end();
  } catch (error) {
    if (!(error instanceof ImageDataError)) throw error;
    throw createDownloadError(error.problem, host, error);
  }
}

async function* prependChunks(head: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>) {
  yield* head;
  yield* rest;
}

/**
 * Decodes an inline image of a response: base64 with either alphabet, with or without padding,
 * whitespace, and a `data:` prefix.
 * @param host where the response comes from
 * @throws as `readImage`, also JimengError of kind `download` if it is larger than `maxImageBytes`.
 */
export async function decodeImage(base64: string, host: string): Promise<ImageStream> {
  const prefix = /^\s{0,100}data:[^,]{0,200},/i.exec(base64.slice(0, 400))?.[0] ?? '';
  if (base64.length - prefix.length > maxBase64Characters)
    throw createDownloadError('tooLarge', host);
  return readImage(decodeBase64(base64, prefix.length, host), host);
}

/** Characters of an inline image: 4 for 3 bytes, and a tenth for line breaks and encoding. */
const maxBase64Characters = Math.ceil(maxImageBytes * (4 / 3) * 1.1);

/** Characters of an inline image that are decoded at once. */
const sliceLength = 256 * 1024;

/** Decodes base64 from an index on, and lets other work proceed in between. */
async function* decodeBase64(
  text: string,
  start: number,
  host: string,
): AsyncGenerator<Uint8Array> {
  let rest = '';
  let length = 0;
  for (let index = start; index < text.length; index += sliceLength) {
    if (index > start) await setImmediate();
    const isLast = index + sliceLength >= text.length;
    const digits = toBase64Digits(rest + text.slice(index, index + sliceLength), isLast);
    // Only whole groups of 4 digits are whole bytes.
    const end = isLast ? digits.length : digits.search(/%|$/) & ~3;
    rest = digits.slice(end);
    const bytes = Buffer.from(digits.slice(0, end), 'base64');
    length += bytes.length;
    if (length > maxImageBytes) throw createDownloadError('tooLarge', host);
    if (bytes.length > 0) yield bytes;
  }
}

/**
 * Leaves out what is not part of the alphabet, such as line breaks and padding. In a URL, `+`, `/`
 * and `=` may be encoded.
 * @param isLast whether `%` at the end does not begin an encoded character
 */
function toBase64Digits(text: string, isLast: boolean): string {
  const decoded = text
    .replaceAll(/%2b/gi, '+')
    .replaceAll(/%2f/gi, '/')
    .replaceAll(/%[0-9a-f]{2}/gi, '');
  return decoded.replaceAll(isLast ? /[^\w+/-]+/g : /[^\w+/%-]+|%(?!.?$)/g, '');
}
