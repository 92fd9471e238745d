import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import { exportArchive } from '../../../src/library/archive/exportArchive.ts';
import { measureDiskUsage, removeOrphanedFiles } from '../../../src/library/diskUsage.ts';
import type { Library } from '../../../src/library/library.ts';
import { png } from '../support/generation.ts';
import {
  createFinished,
  createRecord,
  imageFrom,
  recordImageAt,
  useLibraryFixture,
} from '../support/libraryFixture.ts';
import { useTempFolder } from '../support/tempFolder.ts';

const oldTime = new Date(2020, 0, 1);

describe('A link in the folder of a library', () => {
  const fixture = useLibraryFixture();
  // Registered first, so that it runs before the folder is deleted.
  afterEach(async () => {
    const left = await readdir(outside(), { recursive: true });
    assert.deepEqual(left.sort(), [
      '1.png',
      '20260101T000000000-00000000.json',
      'nested',
      'nested/2.png',
      'x.json',
    ]);
    for (const name of ['1.png', 'x.json', 'nested/2.png'])
      assert.equal(await readFile(join(outside(), name), 'utf8'), 'precious');
  });
  const outside = useTempFolder();
  let library: Library;

  beforeEach(async () => {
    library = fixture.openLibrary();
    await mkdir(join(outside(), 'nested'), { recursive: true });
    for (const name of ['1.png', 'x.json', '20260101T000000000-00000000.json', 'nested/2.png']) {
      await writeFile(join(outside(), name), 'precious');
      await utimes(join(outside(), name), oldTime, oldTime);
    }
  });
  const link = (...path: string[]) => symlink(outside(), join(fixture.folder, ...path));
  const wait = <T>(work: Promise<T>) => fixture.driver.waitFor(work);
  const now = () => Date.now() + 1e9;

  /** Makes a folder of the library a link to one outside, with the same content. */
  async function relink(name: string): Promise<void> {
    await mkdir(join(fixture.folder, name), { recursive: true });
    await rename(join(fixture.folder, name), join(fixture.folder, `${name}-before`));
    await link(name);
  }

  it('is deleted in place of the folder of a generation', async () => {
    const { id } = await createRecord(library);
    await mkdir(join(fixture.folder, 'images'), { recursive: true });
    await link('images', id);
    await library.remove(id);
    assert.deepEqual(await readdir(join(fixture.folder, 'images')), []);
  });

  it('is deleted with the trash', async () => {
    const { id } = await createRecord(library);
    await mkdir(join(fixture.folder, 'images'), { recursive: true });
    await link('images', id);
    const deletion = await library.moveToTrash([id]);
    await deletion.purge();
    assert.deepEqual(await readdir(join(fixture.folder, 'images')), []);
  });

  it('is deleted in place of an abandoned deletion', async () => {
    await mkdir(join(fixture.folder, 'trash'), { recursive: true });
    await link('trash', '20260101T000000000-00000000');
    await wait(library.removeStaleFiles());
    assert.deepEqual(await readdir(join(fixture.folder, 'trash')), []);
  });

  it('gets no image', async () => {
    const { id } = await createRecord(library);
    await mkdir(join(fixture.folder, 'images'), { recursive: true });
    await link('images', id);
    await assert.rejects(wait(library.addImage(id, 0, imageFrom(png))), { code: 'ELOOP' });
    await assert.rejects(wait(library.thumbnails.add(id, recordImageAt(0), 256, png)), {
      code: 'ELOOP',
    });
  });

  it('is not written through by a temporary file', async () => {
    const id = await createFinished(fixture, library, 1);
    const path = join(fixture.folder, 'records', `${id}.json.${process.pid}-1.tmp`);
    await symlink(join(outside(), 'x.json'), path);
    for (let n = 0; n < 20; n++)
      await library.update(id, (record) => ({ ...record, readyAfterSeconds: n }));
  });

  it('is not followed by the cleanup', async () => {
    await mkdir(join(fixture.folder, 'images'), { recursive: true });
    await link('images', '20260101T000000000-00000001');
    for (const name of ['quarantine', 'tmp', 'trash']) await link(name);
    const { orphanedFiles } = await measureDiskUsage(library, { now: now() });
    assert.deepEqual(orphanedFiles, []);
    const path = join(fixture.folder, 'images', '20260101T000000000-00000001', '1.png');
    await removeOrphanedFiles([{ path, bytes: 1 }], library, { now: now() });
    await wait(library.removeStaleFiles());
  });

  for (const name of ['images', 'records', 'leases', 'trash', 'quarantine', 'tmp']) {
    it(`is not used as the folder ${name}`, async () => {
      const id = await createFinished(fixture, library, 1);
      await relink(name);
      const attempts = [
        library.moveToTrash([id]).then((deletion) => deletion.purge()),
        createRecord(library),
        library.addImage(id, 1, imageFrom(png)),
        library.remove(id),
        library.removeStaleFiles(),
        library.cancelRequests.send(id),
      ];
      await wait(Promise.allSettled(attempts));
      const next = fixture.openLibrary();
      await wait(Promise.allSettled([next.list(), next.removeStaleFiles()]));
    });
  }

  const places: readonly [string, (id: string) => readonly string[]][] = [
    ['an image', (id) => ['images', id, '1.png']],
    ['the folder of a generation', (id) => ['images', id]],
    ['the folder of all images', () => ['images']],
  ];
  for (const [description, getPlace] of places) {
    it(`is not used in place of ${description}`, async () => {
      const id = await createFinished(fixture, library, 1);
      assert.equal(await library.findImageFileProblem(id, recordImageAt(0)), undefined);
      const place = join(fixture.folder, ...getPlace(id));
      const moved = join(fixture.folder, 'moved');
      await rename(place, moved);
      assert.equal(await library.findImageFileProblem(id, recordImageAt(0)), 'missing');
      await symlink(moved, place);
      assert.equal(await library.findImageFileProblem(id, recordImageAt(0)), 'foreign');
    });
  }

  it('is not exported in place of an image', async () => {
    const id = await createFinished(fixture, library, 2);
    await rename(join(fixture.folder, 'images', id, '1.png'), join(fixture.folder, 'moved.png'));
    await symlink(join(outside(), '1.png'), join(fixture.folder, 'images', id, '1.png'));
    const file = join(fixture.folder, 'library.zip');
    const { images, missing } = await exportArchive(library, file);
    assert.deepEqual({ images, missing }, { images: 1, missing: 1 });
    const names = Object.keys(unzipSync(await readFile(file))).map((name) => basename(name));
    assert.deepEqual(names.sort(), [`${id}.json`, '2.png'].sort());
  });
});

describe('A file in the trash whose name leads to other folders', () => {
  const fixture = useLibraryFixture();

  for (const name of ['...json', '..json', '..restoring', '.json', 'x.json']) {
    it(`deletes nothing else: ${name}`, async () => {
      const library = fixture.openLibrary();
      const id = await createFinished(fixture, library, 1);
      const folder = join(fixture.folder, 'trash', '20260101T000000000-00000000');
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, name), '{}');
      await fixture.driver.waitFor(library.removeStaleFiles());
      assert.deepEqual(await readdir(join(fixture.folder, 'images')), [id]);
      assert.deepEqual(await readdir(join(fixture.folder, 'images', id)), ['1.png']);
      assert.deepEqual(await readdir(join(fixture.folder, 'records')), [`${id}.json`]);
      assert.deepEqual(await readdir(join(fixture.folder, 'trash')), []);
    });
  }
});
