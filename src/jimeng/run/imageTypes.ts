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
