import type { Library } from '../../library/library.ts';
import type { RecordImage } from '../../library/record.ts';
import type { FromPageMessage, ToPageMessage } from '../protocol/messages.ts';

type ThumbnailLibrary = Pick<Library, 'get' | 'thumbnails'>;

/**
 * The thumbnails that the page asks for, in one message: VS Code's way to load a file into a page
 * takes longer for each of them than for all of these together. Null where there is none.
 * @param onError told why one that there is could not be read
 */
export async function readThumbnails(
  library: ThumbnailLibrary,
  { side, images }: Extract<FromPageMessage, { type: 'getThumbnails' }>,
  onError: (error: unknown) => void,
): Promise<Extract<ToPageMessage, { type: 'getThumbnails' }>> {
  const thumbnails = images.map(async ({ id, image }) => {
    try {
      const recordImage = await findRecordImage(library, id, image);
      const webp = recordImage && (await library.thumbnails.read(id, recordImage, side));
      // VS Code takes a Buffer on its way to a page for an object, not for bytes.
      return { id, image, webp: webp ? new Uint8Array(webp) : null };
    } catch (error) {
      onError(error);
      return { id, image, webp: null };
    }
  });
  return { type: 'getThumbnails', side, thumbnails: await Promise.all(thumbnails) };
}

/** Keeps what the page has made; nothing where the picture has gone meanwhile. */
export async function saveThumbnail(
  library: ThumbnailLibrary,
  { id, image, side, webp }: Extract<FromPageMessage, { type: 'saveThumbnail' }>,
): Promise<void> {
  const recordImage = await findRecordImage(library, id, image);
  if (recordImage) await library.thumbnails.add(id, recordImage, side, webp);
}

async function findRecordImage(
  library: ThumbnailLibrary,
  id: string,
  image: number,
): Promise<RecordImage | undefined> {
  return (await library.get(id))?.images[image];
}
