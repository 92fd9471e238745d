import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  readFirstThumbnails,
  readThumbnails,
  saveThumbnail,
} from '../../../../src/gallery/host/thumbnails.ts';
import { maxThumbnailBytes } from '../../../../src/untrusted/limits.ts';
import { createBlackPng } from '../../../gateway/images/hugePng.ts';
import { png } from '../../support/generation.ts';
import {
  createFinished,
  hashOf,
  otherPng,
  recordImageAt,
  useLibraryFixture,
} from '../../support/libraryFixture.ts';

const webpOf = async (width: number, height: number) =>
  new Uint8Array(
    await sharp({ create: { width, height, channels: 3, background: 'red' } })
      .webp()
      .toBuffer(),
  );
const webp = await webpOf(256, 100);

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

  it('return the thumbnails of the first items that have images', async () => {
    const library = fixture.openLibrary();
    const ids = [
      await createFinished(fixture, library, 1),
      await createFinished(fixture, library, 2),
      await createFinished(fixture, library, 3),
    ] as const;
    for (const id of ids) await saveThumbnail(library, { id, image: 0, side: 256, webp });
    const toItem = (id: string) => ({ id, images: [{ src: id, width: 1, height: 1 }] });
    const items = [null, { id: 'running', images: [] }, ...ids.map(toItem)];
    const request = { side: 256, count: 2 } as const;
    assert.deepEqual(
      await readFirstThumbnails(library, items, request, failOnError),
      ids.slice(0, 2).map((id) => ({ id, image: 0, side: 256, webp })),
    );
    const other = await createFinished(fixture, library, 1, [otherPng]);
    assert.deepEqual(await readFirstThumbnails(library, [toItem(other)], request, failOnError), []);
  });

  it('return the others if one of them cannot be read', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 2, [png, otherPng]);
    await library.thumbnails.add(id, recordImageAt(1, otherPng), 512, webp);
    const unreadable = `${hashOf(png)}.thumbnail-512.webp`;
    await writeFile(join(fixture.folder, 'images', id, unreadable), webp);
    fixture.disk.faultFor = (call, path) =>
      call === 'readFile' && path.endsWith(unreadable) ? 'EISDIR' : undefined;
    const errors: unknown[] = [];
    const images = [0, 1].map((image) => ({ id, image }));
    const thumbnails = await readThumbnails(library, { side: 512, images }, (error) =>
      errors.push(error),
    );
    assert.deepEqual(
      thumbnails.map((webp) => webp?.length),
      [undefined, webp.length],
    );
    assert.match(String(errors), /EISDIR/);
  });

  it('return null for what the page has not made', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    const read = async (bytes: Uint8Array) => {
      await library.thumbnails.add(id, recordImageAt(0), 256, bytes);
      return readThumbnails(library, { side: 256, images: [{ id, image: 0 }] }, failOnError);
    };
    assert.deepEqual(await read(webp), [webp]);
    for (const [description, bytes] of [
      ['another image', createBlackPng(256, 256)],
      ['an image with more pixels', await webpOf(257, 100)],
      ['a huge image', await webpOf(16_000, 1)],
      ['not an image', new Uint8Array([1, 2, 3])],
      ['too many bytes', Buffer.concat([webp, Buffer.alloc(maxThumbnailBytes)])],
    ] as const)
      assert.deepEqual(await read(bytes), [null], description);
  });

  it('store nothing for a deleted generation', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    await library.remove(id);
    await saveThumbnail(library, { id, image: 0, side: 256, webp });
    assert.equal(await library.thumbnails.read(id, recordImageAt(0), 256), undefined);
  });
});
