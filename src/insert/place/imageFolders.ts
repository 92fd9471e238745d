import type { UriComponents } from '../relativePath.ts';
import type { CachedReader } from './cachedReader.ts';
import { resolve } from './uris.ts';

/** Names of folders that contain only images, the most common first. */
const imageFolderNames = [
  'images',
  'img',
  'image',
  'imgs',
  'figures',
  'figs',
  'fig',
  'pictures',
  'pics',
  'photos',
  'screenshots',
  'graphics',
  'illustrations',
];

/** Names of folders that have other files as well. */
const mediaFolderNames = ['assets', 'media', 'attachments', 'resources', 'uploads', '_assets'];

const imageFile = /\.(?:png|apng|jpe?g|jfif|webp|gif|avif|svg|bmp|tiff?|ico|heic)$/i;

/** Whether a file has the extension of an image. */
export function isImageFile(name: string): boolean {
  return imageFile.test(name);
}

/** The folders for images that exist in a folder, best first: `images`, `assets/img`, or `assets`. */
export async function listImageFolders(
  reader: CachedReader,
  folder: UriComponents,
): Promise<UriComponents[]> {
  const names = await reader.list(folder);
  const pick = (folderNames: readonly string[], existing: readonly string[]) =>
    folderNames.flatMap((name) => existing.filter((each) => each.toLowerCase() === name));
  const direct = pick(imageFolderNames, names).map((name) => resolve(folder, name));
  const nested = await Promise.all(
    pick(mediaFolderNames, names).map(async (name) => {
      const media = resolve(folder, name);
      const inMedia = pick(imageFolderNames, await reader.list(media));
      return [...inMedia.map((each) => resolve(media, each)), media];
    }),
  );
  return [...direct, ...nested.flat()];
}

/** The same, without those that contain no image file. */
export async function listUsedImageFolders(
  reader: CachedReader,
  folder: UriComponents,
): Promise<UriComponents[]> {
  const folders = await listImageFolders(reader, folder);
  const used = await Promise.all(
    folders.map(async (each) => ((await reader.list(each)).some(isImageFile) ? [each] : [])),
  );
  return used.flat();
}

/** The image folders in a folder whose files are served or bundled: those that exist, otherwise `fallback`. */
export async function chooseImageFolders(
  reader: CachedReader,
  folder: UriComponents,
  fallback: string,
): Promise<UriComponents[]> {
  const existing = await listImageFolders(reader, folder);
  return existing.length > 0 ? existing : [resolve(folder, fallback)];
}
