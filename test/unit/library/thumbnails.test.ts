import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Library } from '../../../src/library/library.ts';
import { png } from '../support/generation.ts';
import {
  createFinished,
  hashOf,
  otherPng,
  recordImageAt,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

const webp = Buffer.from('a thumbnail');
const recordImage = recordImageAt(0);
const hourMs = 60 * 60 * 1000;

describe('Library thumbnails', () => {
  const fixture = useLibraryFixture();
  const temporaryFolder = () => join(fixture.folder, 'tmp');

  it('are written atomically next to their image', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    await library.thumbnails.add(id, recordImage, 256, webp);
    const file = join(fixture.folder, 'images', id, `${hashOf(png)}.thumbnail-256.webp`);
    assert.deepEqual(await readFile(file), webp);
    assert.deepEqual(await readdir(temporaryFolder()), []);
    assert.deepEqual(await library.thumbnails.read(id, recordImage, 256), webp);
  });

  it('are missing before they are added and for other sizes and images', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 2, [png, otherPng]);
    await library.thumbnails.add(id, recordImage, 256, webp);
    assert.equal(await library.thumbnails.read(id, recordImage, 512), undefined);
    assert.equal(await library.thumbnails.read(id, recordImageAt(1, otherPng), 256), undefined);
    assert.equal(await library.thumbnails.read('unknown', recordImage, 256), undefined);
  });

  it('are known to be missing for an image that this window has added', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 2, [png, otherPng]);
    const otherWindow = fixture.openLibrary();
    const isMissing = (image: number) =>
      library.thumbnails.isMissing(id, recordImageAt(image, [png, otherPng][image]));
    assert.deepEqual([isMissing(0), isMissing(1)], [true, true]);
    assert.equal(otherWindow.thumbnails.isMissing(id, recordImage), false);
    await library.thumbnails.add(id, recordImage, 256, webp);
    assert.deepEqual([isMissing(0), isMissing(1)], [false, true]);
  });

  it('are known to be missing when the image is announced', async () => {
    const library = fixture.openLibrary();
    const announced: boolean[] = [];
    library.onDidChange((change) => {
      if (change.type !== 'saved') return;
      for (const image of change.record.images) {
        announced.push(library.thumbnails.isMissing(change.record.id, image));
      }
    });
    await createFinished(fixture, library, 1);
    assert.ok(announced.length > 0);
    assert.ok(announced.every(Boolean));
  });

  for (const deletion of ['removed', 'in the trash'])
    it(`are not written for a generation that is ${deletion} meanwhile`, async () => {
      const library = fixture.openLibrary();
      const id = await createFinished(fixture, library, 1);
      let deleted: Promise<unknown> | undefined;
      fixture.disk.beforeCall = async (call, path) => {
        if (call !== 'rename' || !path.endsWith('.tmp')) return;
        await (deleted ??= deletion === 'removed' ? library.remove(id) : library.moveToTrash([id]));
      };
      await library.thumbnails.add(id, recordImage, 256, webp);
      assert.ok(deleted);
      await assert.rejects(stat(join(fixture.folder, 'images', id)), { code: 'ENOENT' });
      assert.deepEqual(await readdir(temporaryFolder()), []);
    });

  it('are not affected when another window resumes their generation', async () => {
    const other = fixture.openLibrary();
    const id = await createFinished(fixture, other, 1);
    const { disk } = fixture.disk;
    const rename: typeof disk.rename = async (...names) => {
      await (await other.acquireLease(id))?.release();
      await disk.rename(...names);
    };
    const library = new Library(fixture.folder, { disk: { ...disk, rename } });
    await library.thumbnails.add(id, recordImage, 256, webp);
    library.dispose();
    assert.deepEqual(await other.thumbnails.read(id, recordImage, 256), webp);
  });

  it('that are incomplete are deleted at a start an hour later', async () => {
    const { disk } = fixture.disk;
    await mkdir(temporaryFolder(), { recursive: true });
    await (await disk.open(join(temporaryFolder(), 'old.tmp'), 'w')).close();
    fixture.driver.clock.advance(hourMs);
    await (await disk.open(join(temporaryFolder(), 'young.tmp'), 'w')).close();
    fixture.driver.clock.advance(1);
    await fixture.openLibrary().removeStaleFiles();
    assert.deepEqual(await readdir(temporaryFolder()), ['young.tmp']);
  });
});
