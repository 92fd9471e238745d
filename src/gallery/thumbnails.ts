import type { Library } from '../library/library.ts';
import type { RecordImage } from '../library/record.ts';
import type { FromPage, ToPage } from './protocol.ts';

type Shelf = Pick<Library, 'get' | 'thumbnails'>;

/**
 * The thumbnails that the page asks for, in one message: VS Code's way to load a file into a page
 * takes longer for each of them than for all of these together. Null where there is none.
 * @param onError told why one that there is could not be read
 */
export async function thumbnailsFor(
  library: Shelf,
  { side, pictures }: Extract<FromPage, { type: 'thumbnails' }>,
  onError: (error: unknown) => void,
): Promise<Extract<ToPage, { type: 'thumbnails' }>> {
  const thumbnails = pictures.map(async ({ id, image }) => {
    try {
      const picture = await pictureOf(library, id, image);
      const webp = picture && (await library.thumbnails.read(id, picture, side));
      // VS Code takes a Buffer on its way to a page for an object, not for bytes.
      return { id, image, webp: webp ? new Uint8Array(webp) : null };
    } catch (error) {
      onError(error);
      return { id, image, webp: null };
    }
  });
  return { type: 'thumbnails', side, thumbnails: await Promise.all(thumbnails) };
}

/** Keeps what the page has made; nothing where the picture has gone meanwhile. */
export async function keepThumbnail(
  library: Shelf,
  { id, image, side, webp }: Extract<FromPage, { type: 'keepThumbnail' }>,
): Promise<void> {
  const picture = await pictureOf(library, id, image);
  if (picture) await library.thumbnails.add(id, picture, side, webp);
}

async function pictureOf(
  library: Shelf,
  id: string,
  image: number,
): Promise<RecordImage | undefined> {
  return (await library.get(id))?.images[image];
}
