import { maxShownPixels, maxShownSidePixels } from '../../untrusted/limits.ts';

/**
 * The supported image types with their file extensions. In a file of its own because activation
 * needs it, but not the image parser of `readImage.ts`.
 */
export const imageExtensions = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
} as const;

/** The MIME type of a supported image. */
export type ImageMimeType = keyof typeof imageExtensions;

/**
 * Whether an image has more pixels than may be decoded: a file of 60 KB can have gigabytes of them.
 * Such an image is stored like any other, because it was paid for, but never decoded.
 * @param image the dimensions in pixels
 */
export function isTooLargeToShow(image: {
  readonly width: number;
  readonly height: number;
}): boolean {
  const { width, height } = image;
  return Math.max(width, height) > maxShownSidePixels || width * height > maxShownPixels;
}
