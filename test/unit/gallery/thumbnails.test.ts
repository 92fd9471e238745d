import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keepThumbnail, thumbnailsFor } from '../../../src/gallery/thumbnails.ts';
import { done, pictureAt, useShelf } from '../support/library.ts';

const webp = new Uint8Array([1, 2, 3]);

describe('The thumbnails that the page asks for', () => {
  const shelf = useShelf();
  const fail = (error: unknown) => assert.fail(String(error));

  it('are those that it had kept, and null for the others', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 2);
    await keepThumbnail(library, { type: 'keepThumbnail', id, image: 1, side: 256, webp });
    const pictures = [0, 1, 2].map((image) => ({ id, image }));
    const answer = await thumbnailsFor(library, { type: 'thumbnails', side: 256, pictures }, fail);
    assert.equal(answer.side, 256);
    assert.deepEqual(
      answer.thumbnails,
      // Not in a Buffer, which does not reach a page as bytes.
      [null, webp, null].map((bytes, image) => ({ id, image, webp: bytes })),
    );
  });

  it('are told even where one of them cannot be read', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 2);
    await library.thumbnails.add(id, pictureAt(1), 512, webp);
    await mkdir(join(shelf.folder, 'images', id, '1.thumbnail-512.webp'));
    const errors: unknown[] = [];
    const pictures = [0, 1].map((image) => ({ id, image }));
    const { thumbnails } = await thumbnailsFor(
      library,
      { type: 'thumbnails', side: 512, pictures },
      (error) => errors.push(error),
    );
    assert.deepEqual(
      thumbnails.map(({ webp }) => webp?.length),
      [undefined, 3],
    );
    assert.match(String(errors), /EISDIR/);
  });

  it('are not kept of what has gone meanwhile', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 1);
    await library.remove(id);
    await keepThumbnail(library, { type: 'keepThumbnail', id, image: 0, side: 256, webp });
    assert.equal(await library.thumbnails.read(id, pictureAt(0), 256), undefined);
  });
});
