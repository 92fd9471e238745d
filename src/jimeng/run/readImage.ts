import { Readable } from 'node:stream';
import { imageDimensionsFromData } from 'image-dimensions';
import type { ImageMimeType } from './imageTypes.ts';

/** The type and size of an image, read from its first bytes. */
export interface ImageInfo {
  readonly mimeType: ImageMimeType;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/** An image that is being received. */
export interface ImageStream extends ImageInfo {
  /** Can be read only once. Throws if the download fails. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Maximum size of an image in bytes; the largest that the service generates is about 50 MB
 * (docs/service.md §7.1).
 */
export const maxImageBytes = 100 * 1024 * 1024;

/**
 * Reads the type and size of an image from its first bytes, because neither its URL nor the
 * Content-Type is reliable (docs/service.md §7.2). `undefined` if they are not the start of a PNG,
 * JPEG, WebP, GIF or AVIF image, or if there are too few of them.
 */
export function readImageInfo(bytes: Uint8Array): ImageInfo | undefined {
  const dimensions = imageDimensionsFromData(bytes);
  if (!dimensions || dimensions.type === 'heic') return undefined;
  const { type, width, height } = dimensions;
  // A damaged header may contain zeros.
  if (width === 0 || height === 0) return undefined;
  return { mimeType: `image/${type}`, width, height };
}

/**
 * Maximum number of bytes before the size: a JPEG may have a thumbnail and a color profile before
 * it.
 */
const maxHeaderBytes = 1024 * 1024;

/**
 * Reads the type and size of an image from a stream; `undefined` if it is not an image.
 * @throws what reading `bytes` throws.
 */
export async function readImage(
  bytes: AsyncIterable<Uint8Array>,
): Promise<ImageStream | undefined> {
  const chunks = bytes[Symbol.asyncIterator]();
  let head: Uint8Array = Buffer.alloc(0);
  let info: ImageInfo | undefined;
  while (!info && head.length < maxHeaderBytes) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
    info = readImageInfo(head);
  }
  if (info) return { ...info, bytes: prependChunk(head, chunks) };
  await chunks.return?.();
  return undefined;
}

async function* prependChunk(head: Uint8Array, rest: AsyncIterator<Uint8Array>) {
  yield head;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Decodes an inline image of a response; `undefined` if it is not an image. */
export function decodeImage(base64: string): Promise<ImageStream | undefined> {
  const bytes = Buffer.from(base64.replace(/^data:[^,]*,/, ''), 'base64');
  return readImage(Readable.from([bytes]));
}
