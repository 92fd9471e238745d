import { extname } from 'node:path';
import type { ImageMimeType } from '../../jimeng/index.ts';

/** The extensions of each type; the first one is added to a name that has none of them. */
const extensionsByType: Readonly<Record<ImageMimeType, readonly [string, ...string[]]>> = {
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg', '.jpe', '.jfif'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'image/avif': ['.avif', '.avifs'],
};

/** Extensions of images, which are replaced if they are those of another type. */
const imageExtensionPattern =
  /^\.(?:png|apng|jpe?g|jpe|jfif|webp|gif|avifs?|bmp|ico|tiff?|svg|heic|heif)$/i;

/**
 * Gives a file name the extension of an image's type: a file must not have the extension of another
 * one. Returns the same name if it has it already.
 */
export function fitExtension(name: string, type: ImageMimeType): string {
  const [defaultExtension] = extensionsByType[type];
  const extension = extname(name);
  if (extensionsByType[type].includes(extension.toLowerCase())) return name;
  const stem = imageExtensionPattern.test(extension) ? name.slice(0, -extension.length) : name;
  return `${stem.replace(/\.$/, '')}${defaultExtension}`;
}
