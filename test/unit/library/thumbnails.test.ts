import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Library } from '../../../src/library/library.ts';
import { done, pictureAt, useShelf } from '../support/library.ts';

const webp = Buffer.from('a small picture');
const picture = pictureAt(0);
const hour = 60 * 60 * 1000;

describe('A thumbnail', () => {
  const shelf = useShelf();
  const making = () => join(shelf.folder, 'making');

  it('is beside its picture, whole, and nothing is left of its making', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 1);
    await library.thumbnails.add(id, picture, 256, webp);
    const file = join(shelf.folder, 'images', id, '1.thumbnail-256.webp');
    assert.deepEqual(await readFile(file), webp);
    assert.deepEqual(await readdir(making()), []);
    assert.deepEqual(await library.thumbnails.read(id, picture, 256), webp);
  });

  it('is not there before it is made, nor of another side or picture', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 2);
    await library.thumbnails.add(id, picture, 256, webp);
    assert.equal(await library.thumbnails.read(id, picture, 512), undefined);
    assert.equal(await library.thumbnails.read(id, pictureAt(1), 256), undefined);
    assert.equal(await library.thumbnails.read('nobody', picture, 256), undefined);
  });

  it('is not disturbed by another window that takes its generation up meanwhile', async () => {
    const other = shelf.open();
    const id = await done(shelf, other, 1);
    const { disk } = shelf.disk;
    const rename: typeof disk.rename = async (...names) => {
      await (await other.acquire(id))?.release();
      await disk.rename(...names);
    };
    const library = new Library(shelf.folder, { disk: { ...disk, rename } });
    await library.thumbnails.add(id, picture, 256, webp);
    library.dispose();
    assert.deepEqual(await other.thumbnails.read(id, picture, 256), webp);
  });

  it('that was left half made goes at a start an hour later, and not before', async () => {
    const { disk } = shelf.disk;
    await mkdir(making(), { recursive: true });
    await (await disk.open(join(making(), 'old.tmp'), 'w')).close();
    shelf.pace.clock.advance(hour);
    await (await disk.open(join(making(), 'young.tmp'), 'w')).close();
    shelf.pace.clock.advance(1);
    await shelf.open().tidy();
    assert.deepEqual(await readdir(making()), ['young.tmp']);
  });
});
