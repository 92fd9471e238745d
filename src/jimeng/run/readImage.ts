import { Readable } from 'node:stream';
import { imageDimensionsFromData } from 'image-dimensions';
import type { ImageMimeType } from './imageTypes.ts';

/** What the first bytes of a picture say of it. */
export interface ImageInfo {
  readonly mimeType: ImageMimeType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** A picture on its way: its bytes can be read once, as they come. */
export interface ImageStream extends ImageInfo {
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Most bytes of one picture; the largest the service makes is some 50 MB (docs/service.md §7.1). */
export const maxImageBytes = 100 * 1024 * 1024;

/**
 * Reads type and dimensions from the bytes: an address ends in `.image` and a header may lie
 * (docs/service.md §7.2). `undefined` when they are not, or not enough of, a PNG, JPEG, WebP, GIF or AVIF picture.
 */
export function readImageInfo(bytes: Uint8Array): ImageInfo | undefined {
  const dimensions = imageDimensionsFromData(bytes);
  if (!dimensions || dimensions.type === 'heic') return undefined;
  const { type, width, height } = dimensions;
  // A damaged header may say so.
  if (width === 0 || height === 0) return undefined;
  return { mimeType: `image/${type}`, width, height };
}

/** Most bytes before the dimensions: a JPEG's may stand behind a thumbnail and a colour profile. */
const maxHeaderBytes = 1024 * 1024;

/** The picture that a stream of bytes is; `undefined` when it is none. */
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

/** Decodes a picture sent inside an answer; `undefined` when it is none. */
export function decodeImage(base64: string): Promise<ImageStream | undefined> {
  const bytes = Buffer.from(base64.replace(/^data:[^,]*,/, ''), 'base64');
  return readImage(Readable.from([bytes]));
}
