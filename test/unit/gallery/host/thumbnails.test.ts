import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { saveThumbnail, readThumbnails } from '../../../../src/gallery/host/thumbnails.ts';
import { png } from '../../support/generation.ts';
import {
  createFinished,
  hashOf,
  otherPng,
  recordImageAt,
  useLibraryFixture,
} from '../../support/libraryFixture.ts';

const webp = new Uint8Array([1, 2, 3]);

describe('readThumbnails and saveThumbnail', () => {
  const fixture = useLibraryFixture();
  const failOnError = (error: unknown) => assert.fail(String(error));

  it('return stored thumbnails and null for the others', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 2, [png, otherPng]);
    await saveThumbnail(library, { id, image: 1, side: 256, webp });
    const images = [0, 1, 2].map((image) => ({ id, image }));
    assert.deepEqual(
      await readThumbnails(library, { side: 256, images }, failOnError),
      // Not in a Buffer, which a page would not receive as bytes.
      [null, webp, null],
    );
  });

  it('return the others if one of them cannot be read', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 2, [png, otherPng]);
    await library.thumbnails.add(id, recordImageAt(1, otherPng), 512, webp);
    await mkdir(join(fixture.folder, 'images', id, `${hashOf(png)}.thumbnail-512.webp`));
    const errors: unknown[] = [];
    const images = [0, 1].map((image) => ({ id, image }));
    const thumbnails = await readThumbnails(library, { side: 512, images }, (error) =>
      errors.push(error),
    );
    assert.deepEqual(
      thumbnails.map((webp) => webp?.length),
      [undefined, 3],
    );
    assert.match(String(errors), /EISDIR/);
  });

  it('store nothing for a deleted generation', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    await library.remove(id);
    await saveThumbnail(library, { id, image: 0, side: 256, webp });
    assert.equal(await library.thumbnails.read(id, recordImageAt(0), 256), undefined);
  });
});
