import { imageDimensionsFromData } from 'image-dimensions';
import type { PictureType } from './pictureTypes.ts';

/** A picture and what its own bytes say of it. */
export interface Picture {
  readonly bytes: Uint8Array;
  readonly mimeType: PictureType;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads type and dimensions from the bytes: an address ends in `.image` and a header may lie
 * (contract 4). `undefined` when they are not a PNG, JPEG, WebP, GIF or AVIF picture.
 */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  const found = imageDimensionsFromData(bytes);
  if (!found || found.type === 'heic') return undefined;
  const { type, width, height } = found;
  // A damaged header may say so.
  if (width === 0 || height === 0) return undefined;
  return { bytes, mimeType: `image/${type}`, width, height };
}

/** Decodes a picture sent inside an answer; `undefined` when it is none. */
export function decodePicture(base64: string): Picture | undefined {
  return readPicture(Buffer.from(base64.replace(/^data:[^,]*,/, ''), 'base64'));
}
