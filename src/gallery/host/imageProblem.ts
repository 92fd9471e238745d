import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { isTooLargeToShow, loadService, type ImageInfo } from '../../jimeng/index.ts';
import { getFileErrorCode } from '../../library/disk/files.ts';
import type { Library } from '../../library/library.ts';
import { isUnfinished } from '../../library/record.ts';
import { canDownload } from '../../tasks/transitions.ts';
import { maxImageBytes } from '../../untrusted/limits.ts';
import type { Params } from '../protocol/requests.ts';
import type { ImageProblem } from '../protocol/views.ts';

/**
 * Why the page must not load an image, or why it cannot, and whether it can be downloaded again;
 * `null` if the page may load it, or if there is no such image.
 * @param now milliseconds since the epoch
 */
export async function findImageProblem(
  library: Pick<Library, 'get' | 'getImagePath' | 'findImageFileProblem'>,
  { id, image, isBroken }: Params<'getImageProblem'>,
  now: number,
): Promise<ImageProblem | null> {
  const record = await library.get(id);
  const recordImage = record?.images[image];
  if (!recordImage) return null;
  const place = await library.findImageFileProblem(id, recordImage).catch(() => 'foreign' as const);
  const found =
    place === 'foreign' ? 'damaged' : await findFileProblem(library.getImagePath(id, recordImage));
  const kind = found ?? (isBroken ? 'damaged' : undefined);
  if (kind === undefined) return null;
  const canDownloadAgain = !isUnfinished(record) && canDownload(record, now);
  return { kind, canDownloadAgain: kind !== 'tooLarge' && canDownloadAgain };
}

/**
 * What is wrong with an image file by its size and its header. Another program may have replaced
 * the file since it was stored: a small file can contain an image that takes gigabytes of memory.
 */
export async function findFileProblem(path: string): Promise<ImageProblem['kind'] | undefined> {
  try {
    // Reading a pipe would never end, and a link may lead to any file.
    const stats = await lstat(path);
    if (!stats.isFile()) return 'damaged';
    if (stats.size > maxImageBytes) return 'tooLarge';
    return isTooLargeToShow(await readHeader(path)) ? 'tooLarge' : undefined;
  } catch (error) {
    return getFileErrorCode(error) === 'ENOENT' ? 'missing' : 'damaged';
  }
}

/** @throws JimengError if it is not an image, and Error of the file system. */
async function readHeader(path: string): Promise<ImageInfo> {
  const { readImage } = await loadService();
  const stream = createReadStream(path);
  try {
    return await readImage(stream, '');
  } finally {
    stream.destroy();
  }
}
