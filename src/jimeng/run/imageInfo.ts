import { imageDimensionsFromData } from 'image-dimensions';
import type { ImageMimeType } from './imageTypes.ts';

/** The type and size of an image, read from its bytes. */
export interface ImageInfo {
  readonly mimeType: ImageMimeType;
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
}

/**
 * Reads the type and size of an image from its bytes, because neither its URL nor the Content-Type
 * is reliable (docs/service.md §7.2). `undefined` if they are not the start of a PNG, JPEG, WebP,
 * GIF or AVIF image, or if there are too few of them.
 */
export function readImageInfo(bytes: Uint8Array): ImageInfo | undefined {
  const dimensions = parseHeader(bytes);
  if (!dimensions || dimensions.type === 'heic') return undefined;
  const { type, width, height } = dimensions;
  // A damaged header may contain zeros.
  if (width === 0 || height === 0) return undefined;
  return { mimeType: `image/${type}`, width, height };
}

function parseHeader(bytes: Uint8Array) {
  try {
    return imageDimensionsFromData(bytes);
  } catch {
    // The parser passes lists as arguments, too many for the stack if the header is damaged.
    return undefined;
  }
}
