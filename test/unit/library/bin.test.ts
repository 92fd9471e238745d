import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Library } from '../../../src/library/library.ts';
import { png } from '../support/generation.ts';
import { nextChange, pictureOf, record, useShelf } from '../support/library.ts';

describe('What is deleted', () => {
  const shelf = useShelf();

  /** All files of the library but the leases, without the folders they are in. */
  async function files(): Promise<string[]> {
    const entries = await readdir(shelf.folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && basename(entry.parentPath) !== 'leases')
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
  }

  async function withPicture(library: Library): Promise<string> {
    const { id } = await record(library);
    await library.addPicture(id, 0, pictureOf(png));
    shelf.pace.clock.advance(1);
    return id;
  }

  /** What the next morning finds when a window has died, and its leases with it. */
  async function afterDeath(): Promise<Library> {
    shelf.disk.faults = (call) => (call === 'utimes' ? 'EIO' : undefined);
    shelf.pace.clock.advance(60_000);
    await shelf.pace.rest();
    shelf.disk.faults = () => undefined;
    const library = shelf.open();
    await library.tidy();
    return library;
  }

  it('is gone from the library and comes back whole, in every window', async () => {
    const [library, other] = [shelf.open(), shelf.open()];
    await other.list();
    const ids = [
      await withPicture(library),
      await withPicture(library),
      await withPicture(library),
    ];
    const before = await files();
    const records = await library.list();

    const gone = nextChange(other, ({ type }) => type === 'removed');
    const deletion = await library.putAway(ids.slice(0, 2));
    await gone;
    assert.deepEqual(
      (await library.list()).map(({ id }) => id),
      ids.slice(2),
    );
    assert.deepEqual((await readdir(join(shelf.folder, 'images'))).sort(), ids.slice(2));

    const back = nextChange(other, (change) => change.type === 'saved');
    assert.equal(await deletion.restore(), 2);
    await back;
    assert.deepEqual(await library.list(), records);
    assert.deepEqual(await files(), before);
  });

  it('is gone from the disk once it is purged, and so are its leases', async () => {
    const library = shelf.open();
    const [kept, ...ids] = [await withPicture(library), await withPicture(library)];
    const deletion = await library.putAway(ids);
    await deletion.purge();
    assert.equal((await files()).filter((file) => !file.includes(kept)).length, 0);
    assert.deepEqual(await readdir(join(shelf.folder, 'deleted')), []);
    assert.deepEqual(await readdir(join(shelf.folder, 'leases')), []);
    assert.equal(await deletion.restore(), 0);
  });

  it('stays as long as its window lives, whatever others start meanwhile', async () => {
    const library = shelf.open();
    const deletion = await library.putAway([await withPicture(library)]);
    await shelf.open().tidy();
    assert.equal(await deletion.restore(), 1);
  });

  it('is purged at the next start after its window has died, and nothing else', async () => {
    const library = shelf.open();
    const [kept, deleted] = [await withPicture(library), await withPicture(library)];
    await library.putAway([deleted]);
    library.dispose();
    const next = await afterDeath();
    assert.deepEqual(
      (await next.list()).map(({ id }) => id),
      [kept],
    );
    assert.ok((await files()).every((file) => file.includes(kept)));
  });

  it('stays in the library, all of it, where one part cannot be moved', async () => {
    const library = shelf.open();
    const ids = [await withPicture(library), await withPicture(library)];
    const [before, records] = [await files(), await library.list()];
    shelf.disk.faults = (call, path) =>
      call === 'rename' && path.endsWith(join('records', `${ids[1] ?? ''}.json`))
        ? 'EPERM'
        : undefined;
    await assert.rejects(library.putAway(ids), { code: 'EPERM' });
    assert.deepEqual(await files(), before);
    assert.deepEqual(await library.list(), records);
  });

  for (const [steps, isKept] of [
    [0, true],
    [1, false],
    [2, false],
  ] as const) {
    it(`is whole or gone after a crash at move ${steps + 1} of its deletion`, async () => {
      const library = shelf.open();
      const id = await withPicture(library);
      const before = await files();
      dieAfter(steps);
      await library.putAway([id]).catch(() => undefined);
      library.dispose();
      await afterDeath();
      assert.deepEqual(await files(), isKept ? before : []);
    });
  }

  for (const [steps, isBack] of [
    [0, false],
    [1, true],
    [2, true],
    [3, true],
  ] as const) {
    it(`is whole or gone after a crash at move ${steps + 1} of its way back`, async () => {
      const library = shelf.open();
      const id = await withPicture(library);
      const before = await files();
      const deletion = await library.putAway([id]);
      dieAfter(steps);
      await deletion.restore().catch(() => undefined);
      library.dispose();
      await afterDeath();
      assert.deepEqual(await files(), isBack ? before : []);
    });
  }

  it('is purged to the end by the next start where a purge was cut short', async () => {
    const library = shelf.open();
    const deletion = await library.putAway([
      await withPicture(library),
      await withPicture(library),
    ]);
    shelf.disk.faults = (call, path) =>
      call === 'rm' && path.endsWith('.json') ? 'EIO' : undefined;
    await assert.rejects(deletion.purge(), { code: 'EIO' });
    library.dispose();
    await afterDeath();
    assert.deepEqual(await files(), []);
  });

  /** Nothing of this window is moved or removed any more after so many moves. */
  function dieAfter(steps: number): void {
    let moves = 0;
    shelf.disk.faults = (call) => {
      if (call === 'rename') moves++;
      return moves > steps && (call === 'rename' || call === 'rm') ? 'EIO' : undefined;
    };
  }
});
