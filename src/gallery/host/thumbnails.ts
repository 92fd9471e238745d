import { readImageInfo } from '../../jimeng/index.ts';
import type { Library } from '../../library/library.ts';
import type { RecordImage } from '../../library/record.ts';
import type { FirstThumbnail, Params, Results } from '../protocol/requests.ts';
import type { GenerationView } from '../protocol/views.ts';
import type { ThumbnailSide } from '../protocol/vocabulary.ts';

type ThumbnailLibrary = Pick<Library, 'getMany' | 'thumbnails'>;

/**
 * Reads the thumbnails that the page requests. Many in one response are faster than letting VS Code load
 * each of them as a file of the page. Reads no other records, because the first screen waits for it.
 * @param onError called when an existing thumbnail cannot be read
 */
export async function readThumbnails(
  library: ThumbnailLibrary,
  { side, images }: Params<'getThumbnails'>,
  onError: (error: unknown) => void,
): Promise<Results['getThumbnails']> {
  const ids = [...new Set(images.map(({ id }) => id))];
  const records = new Map((await library.getMany(ids)).map((record) => [record.id, record]));
  const thumbnails = images.map(async ({ id, image }) => {
    try {
      const recordImage = records.get(id)?.images[image];
      const webp = recordImage && (await library.thumbnails.read(id, recordImage, side));
      // VS Code does not send a Buffer to a page as bytes.
      return webp && isThumbnail(webp, side) ? new Uint8Array(webp) : null;
    } catch (error) {
      onError(error);
      return null;
    }
  });
  return Promise.all(thumbnails);
}

/** Reads the thumbnails of the first items that have images. */
export async function readFirstThumbnails(
  library: ThumbnailLibrary,
  items: readonly (Pick<GenerationView, 'id' | 'images'> | null)[],
  { side, count }: NonNullable<Params<'getItems'>['thumbnails']>,
  onError: (error: unknown) => void,
): Promise<FirstThumbnail[]> {
  const images = items
    .flatMap((item) => (item && item.images.length > 0 ? [{ id: item.id, image: 0 }] : []))
    .slice(0, count);
  const files = await readThumbnails(library, { side, images }, onError);
  return images.flatMap((image, index) => {
    const webp = files[index];
    return webp ? [{ ...image, side, webp }] : [];
  });
}

/** Whether a file is what the page has made: other programs can write into the library, too. */
function isThumbnail(bytes: Uint8Array, side: ThumbnailSide): boolean {
  const info = readImageInfo(bytes);
  return info?.mimeType === 'image/webp' && Math.max(info.width, info.height) <= side;
}

/** Saves a thumbnail that the page has made, unless the image has been deleted in the meantime. */
export async function saveThumbnail(
  library: ThumbnailLibrary,
  { id, image, side, webp }: Params<'saveThumbnail'>,
): Promise<void> {
  const [record] = await library.getMany([id]);
  const recordImage = record?.images[image];
  if (recordImage) await library.thumbnails.add(id, recordImage, side, webp);
}

/** Differs if the file of an image is replaced by another one. */
export function getImageVersion({ hash, bytes }: Pick<RecordImage, 'hash' | 'bytes'>): string {
  return hash ?? String(bytes);
}
