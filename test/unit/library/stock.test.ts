import assert from 'node:assert/strict';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { newId } from '../../../src/library/record.ts';
import { bytesIn, removeLeftOver, takeStock } from '../../../src/library/stock.ts';
import { png } from '../support/generation.ts';
import { done, pictureAt, record, pictureOf, useShelf } from '../support/library.ts';

describe('What the library takes', () => {
  const shelf = useShelf();
  /** A time at which what a test has written is old. */
  const later = () => Date.now() + 2 * 60 * 60_000;

  async function write(path: string, bytes: number): Promise<string> {
    const file = join(shelf.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.alloc(bytes));
    return file;
  }

  it('is nothing where there is none', async () => {
    assert.deepEqual(await takeStock(shelf.open(), { now: later() }), {
      generations: [],
      leftOver: [],
      images: 0,
      bytes: 0,
    });
  });

  it('is its pictures and their small versions, by generation', async () => {
    const library = shelf.open();
    const [first, second] = [await done(shelf, library, 2), await done(shelf, library, 1)];
    await library.thumbnails.add(first, pictureAt(1), 256, Buffer.alloc(70));
    await library.thumbnails.add(first, pictureAt(1), 512, Buffer.alloc(200));
    const stock = await takeStock(library, { now: later() });
    assert.deepEqual(
      stock.generations.map(({ record, bytes }) => [record.id, bytes]),
      [
        [second, png.length],
        [first, 2 * png.length + 270],
      ],
    );
    assert.deepEqual(stock.leftOver, []);
    assert.equal(stock.images, 3);
    assert.equal(stock.bytes, 3 * png.length + 270);
    assert.equal(bytesIn(await library.list()), 3 * png.length);
  });

  it('has left over what belongs to nothing, and only that', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 1);
    const { id: running } = await record(library);
    const deleted = await done(shelf, library, 1);
    // Its pictures are in use just now, so they stay where they are.
    shelf.disk.faults = (call, path) =>
      call === 'rename' && path === join(shelf.folder, 'images', deleted) ? 'EPERM' : undefined;
    const deletion = await library.putAway([deleted]);
    shelf.disk.faults = () => undefined;
    const unreadable = newId(1, () => 0.1);
    const nobodys = newId(2, () => 0.2);
    await write(`records/${unreadable}.json`, 0);
    await writeFile(
      join(shelf.folder, 'records', `${unreadable}.json`),
      JSON.stringify({ version: 2, id: unreadable }),
    );
    await write(`images/${unreadable}/1.png`, 1);
    await write(`images/${running}/1.png`, 1);
    await write(`images/${id}/my notes.txt`, 1);
    await write(`images/my folder/1.png`, 1);
    const left = [
      await write(`images/${id}/2.png`, 10),
      await write(`images/${id}/2.thumbnail-256.webp`, 20),
      await write(`images/${id}/1.png.123-4.tmp`, 30),
      await write(`images/${nobodys}/1.png`, 40),
      await write('set-aside/shopping-list.json', 50),
    ];
    const stock = await takeStock(library, { now: later() });
    const byPath = (a: { path: string }, b: { path: string }) => a.path.localeCompare(b.path);
    assert.deepEqual(
      [...stock.leftOver].sort(byPath),
      left.map((path, n) => ({ path, bytes: 10 * (n + 1) })).sort(byPath),
    );
    assert.equal(stock.bytes, 2 * png.length + 150 + 3);

    await removeLeftOver(stock.leftOver, library, { now: later() });
    assert.deepEqual((await takeStock(library, { now: later() })).leftOver, []);
    assert.deepEqual((await readdir(join(shelf.folder, 'images', id))).sort(), [
      '1.png',
      'my notes.txt',
    ]);
    assert.equal(await deletion.restore(), 1);
  });

  it('has nothing left over that is new: it may be on its way', async () => {
    const library = shelf.open();
    const path = await write(`images/${newId(1, () => 0)}/1.png`, 10);
    const { mtimeMs } = await stat(path);
    const leftAt = async (now: number) =>
      (await takeStock(library, { now })).leftOver.map(({ path }) => basename(path));
    assert.deepEqual(await leftAt(mtimeMs + 59 * 60_000), []);
    assert.deepEqual(await leftAt(mtimeMs + 61 * 60_000), ['1.png']);
  });

  it('loses nothing that has come to belong to something since it was looked at', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 1);
    const path = await write(`images/${id}/2.png`, 10);
    const { leftOver } = await takeStock(library, { now: later() });
    assert.equal(leftOver.length, 1);
    await library.addPicture(id, 1, pictureOf(png));
    await removeLeftOver(leftOver, library, { now: later() });
    assert.equal((await stat(path)).size, png.length);
  });
});
