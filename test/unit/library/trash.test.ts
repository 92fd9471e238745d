import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Library } from '../../../src/library/library.ts';
import type { Deletion } from '../../../src/library/trash.ts';
import { listFiles } from '../../support/listFiles.ts';
import { png } from '../support/generation.ts';
import {
  nextChange,
  imageFrom,
  createRecord,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

describe('Trash', () => {
  const fixture = useLibraryFixture();

  /** All files of the library except leases. */
  function listLibraryFiles(): string[] {
    return listFiles(fixture.folder)
      .filter((file) => basename(dirname(file)) !== 'leases')
      .sort();
  }

  async function createWithImage(library: Library): Promise<string> {
    const { id } = await createRecord(library);
    await library.addImage(id, 0, imageFrom(png));
    fixture.driver.clock.advance(1);
    return id;
  }

  /** Opens the library after a crash of all windows, when their leases have expired. */
  async function openAfterCrash(): Promise<Library> {
    fixture.disk.faultFor = () => 'EIO';
    fixture.driver.clock.advance(60_000);
    await fixture.driver.waitUntilIdle();
    fixture.disk.faultFor = () => undefined;
    const library = fixture.openLibrary();
    await library.removeStaleFiles();
    return library;
  }

  it('removes generations from the library and restores them completely in every window', async () => {
    const [library, other] = [fixture.openLibrary(), fixture.openLibrary()];
    await other.list();
    const ids = [
      await createWithImage(library),
      await createWithImage(library),
      await createWithImage(library),
    ];
    const before = listLibraryFiles();
    const records = await library.list();

    const removedChange = nextChange(other, ({ type }) => type === 'removed');
    const deletion = await library.moveToTrash(ids.slice(0, 2));
    await removedChange;
    assert.deepEqual(
      (await library.list()).map(({ id }) => id),
      ids.slice(2),
    );
    assert.deepEqual((await readdir(join(fixture.folder, 'images'))).sort(), ids.slice(2));

    const restoredChange = nextChange(other, (change) => change.type === 'saved');
    assert.equal(await deletion.restore(), 2);
    await restoredChange;
    assert.deepEqual(await library.list(), records);
    assert.deepEqual(listLibraryFiles(), before);
  });

  it('deletes the files and leases when it is purged', async () => {
    const library = fixture.openLibrary();
    const [kept, ...ids] = [await createWithImage(library), await createWithImage(library)];
    const deletion = await library.moveToTrash(ids);
    await deletion.purge();
    assert.equal(listLibraryFiles().filter((file) => !file.includes(kept)).length, 0);
    assert.deepEqual(await readdir(join(fixture.folder, 'trash')), []);
    assert.deepEqual(await readdir(join(fixture.folder, 'leases')), []);
    assert.equal(await deletion.restore(), 0);
  });

  it('is kept as long as its window lives', async () => {
    const library = fixture.openLibrary();
    const deletion = await library.moveToTrash([await createWithImage(library)]);
    await fixture.openLibrary().removeStaleFiles();
    assert.equal(await deletion.restore(), 1);
  });

  it('is purged at the next start after its window died', async () => {
    const library = fixture.openLibrary();
    const [kept, deleted] = [await createWithImage(library), await createWithImage(library)];
    await library.moveToTrash([deleted]);
    library.dispose();
    const next = await openAfterCrash();
    assert.deepEqual(
      (await next.list()).map(({ id }) => id),
      [kept],
    );
    assert.ok(listLibraryFiles().every((file) => file.includes(kept)));
  });

  it('keeps an image that could not be moved, while another one of its set arrives', async () => {
    const [library, other] = [fixture.openLibrary(), fixture.openLibrary()];
    const id = await createWithImage(library);
    const record = await library.get(id);
    fixture.disk.faultFor = (call, path) =>
      call === 'rename' && path === join(library.folders.images, id) ? 'EBUSY' : undefined;
    const deletion = other.moveToTrash([id]);
    async function* bytes() {
      await deletion;
      yield png;
    }
    assert.equal(await library.addImage(id, 1, { ...imageFrom(png), bytes: bytes() }), undefined);
    assert.deepEqual(await readdir(join(library.folders.images, id)), ['1.png']);
    await (await deletion).restore();
    assert.deepEqual(await other.list(), [record]);
    assert.deepEqual(await readFile(join(library.folders.images, id, '1.png')), png);
  });

  for (const end of ['restore', 'purge'] as const)
    it(`leaves the images to a record that another window writes meanwhile, with ${end}`, async () => {
      const [library, other] = [fixture.openLibrary(), fixture.openLibrary()];
      const id = await createWithImage(library);
      const images = join(library.folders.images, id);
      let deletion: Deletion | undefined;
      // The window that runs it has read the record, and replaces it right after the deletion.
      fixture.disk.beforeCall = async (call, path) => {
        if (call !== 'rename' || deletion || !path.endsWith('.tmp')) return;
        deletion = await other.moveToTrash([id]);
      };
      const record = await library.update(id, (before) => ({ ...before, state: 'failed' }));
      await deletion?.[end]();
      assert.deepEqual(await library.list(), [record]);
      assert.deepEqual(await readFile(join(images, '1.png')), png);
    });

  it('moves nothing if one file cannot be moved', async () => {
    const library = fixture.openLibrary();
    const ids = [await createWithImage(library), await createWithImage(library)];
    const [before, records] = [listLibraryFiles(), await library.list()];
    fixture.disk.faultFor = (call, path) =>
      call === 'rename' && path.endsWith(join('records', `${ids[1] ?? ''}.json`))
        ? 'EPERM'
        : undefined;
    await assert.rejects(fixture.driver.waitFor(library.moveToTrash(ids)), { code: 'EPERM' });
    assert.deepEqual(listLibraryFiles(), before);
    assert.deepEqual(await library.list(), records);
  });

  for (const [steps, isKept] of [
    [0, true],
    [1, false],
    [2, false],
  ] as const) {
    it(`restores or deletes completely after a crash at move ${steps + 1} of a deletion`, async () => {
      const library = fixture.openLibrary();
      const id = await createWithImage(library);
      const before = listLibraryFiles();
      failAfterMoves(steps);
      await fixture.driver.waitFor(library.moveToTrash([id])).catch(() => undefined);
      library.dispose();
      await openAfterCrash();
      assert.deepEqual(listLibraryFiles(), isKept ? before : []);
    });
  }

  for (const [steps, isBack] of [
    [0, false],
    [1, true],
    [2, true],
    [3, true],
  ] as const) {
    it(`restores or deletes completely after a crash at move ${steps + 1} of a restore`, async () => {
      const library = fixture.openLibrary();
      const id = await createWithImage(library);
      const before = listLibraryFiles();
      const deletion = await library.moveToTrash([id]);
      failAfterMoves(steps);
      await fixture.driver.waitFor(deletion.restore()).catch(() => undefined);
      library.dispose();
      await openAfterCrash();
      assert.deepEqual(listLibraryFiles(), isBack ? before : []);
    });
  }

  it('completes an interrupted purge at the next start', async () => {
    const library = fixture.openLibrary();
    const deletion = await library.moveToTrash([
      await createWithImage(library),
      await createWithImage(library),
    ]);
    fixture.disk.faultFor = (call, path) =>
      call === 'rm' && path.endsWith('.json') ? 'EIO' : undefined;
    await assert.rejects(fixture.driver.waitFor(deletion.purge()), { code: 'EIO' });
    library.dispose();
    await openAfterCrash();
    assert.deepEqual(listLibraryFiles(), []);
  });

  /** Makes all moves and deletions fail after this number of moves. */
  function failAfterMoves(moves: number): void {
    let moveCount = 0;
    fixture.disk.faultFor = (call) => {
      if (call === 'rename') moveCount++;
      return moveCount > moves && (call === 'rename' || call === 'rm') ? 'EIO' : undefined;
    };
  }
});
