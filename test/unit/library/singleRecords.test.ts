import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LibraryChange } from '../../../src/library/recordCache.ts';
import { createId } from '../../../src/library/record.ts';
import { request } from '../support/generation.ts';
import {
  createRecord,
  finishedRecord,
  nextChange,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

const recordCount = 10_000;

describe('Library of 10,000 records', () => {
  const fixture = useLibraryFixture();

  async function writeRecords(): Promise<string[]> {
    const folder = join(fixture.folder, 'records');
    await mkdir(folder, { recursive: true });
    const ids = Array.from({ length: recordCount }, (_, n) => createId(n, () => 0));
    for (let from = 0; from < recordCount; from += 500) {
      const files = ids
        .slice(from, from + 500)
        .map((id) => writeFile(join(folder, `${id}.json`), JSON.stringify(finishedRecord({ id }))));
      await Promise.all(files);
    }
    return ids;
  }

  const countCalls = (call: string) =>
    fixture.disk.calls.filter((each) => each.call === call).length;

  it('is started without reading those that are finished', async () => {
    const ids = await writeRecords();
    const [finishedId = '', pendingId = ''] = ids;
    await (await fixture.openLibrary().acquireLease(pendingId))?.suspend();
    fixture.disk.calls.length = 0;

    const library = fixture.openLibrary();
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    const { record, lease } = await library.create({ provider: 'octopusx', request });
    await library.update(record.id, (record) => ({ ...record, state: 'submitting' }));
    assert.equal((await library.get(finishedId))?.state, 'done');
    await library.update(finishedId, (record) => ({ ...record, favorite: true }));
    assert.deepEqual(await library.listLeasedIds(), [pendingId, record.id].sort());
    const pendingLease = await library.acquireLease(pendingId);
    await library.update(pendingId, (record) => record);
    await library.removeStaleFiles();
    await Promise.all([lease.release(), pendingLease?.release()]);
    assert.equal((await library.listRecent(5)).length, 5);

    assert.equal(library.isLoaded, false);
    // Three records, twice each, five recent ones, and two lease files.
    assert.ok(countCalls('readFile') <= 15, String(countCalls('readFile')));
    assert.ok(fixture.disk.calls.length < 100, String(fixture.disk.calls.length));
    assert.deepEqual(
      changes.map((change) => change.type === 'saved' && [change.record.id, change.record.state]),
      [
        [record.id, 'queued'],
        [record.id, 'submitting'],
        [finishedId, 'done'],
      ],
    );

    assert.equal((await library.list()).length, recordCount + 1);
    assert.equal(library.isLoaded, true);
  }).timeout(60_000);
});

describe('Library whose records are not all read', () => {
  const fixture = useLibraryFixture();

  it('reads all of them once, whatever happens meanwhile', async () => {
    const earlier = fixture.openLibrary();
    const records = [];
    for (let n = 0; n < 50; n++) {
      records.push(await createRecord(earlier, `prompt ${n}`));
      fixture.driver.clock.advance(1);
    }
    const library = fixture.openLibrary();
    const [first, second, third] = records.map(({ id }) => id);
    const [listed] = await Promise.all([
      library.list(),
      library.update(first ?? '', (record) => ({ ...record, createdAt: 1 })),
      library.remove(second ?? ''),
      library.get(third ?? ''),
      library.update(third ?? '', (record) => ({ ...record, createdAt: 3 })),
    ]);
    assert.equal(listed.length, 49);
    assert.equal((await library.get(first ?? ''))?.createdAt, 1);
    assert.equal((await library.get(third ?? ''))?.createdAt, 3);
    assert.equal(await library.get(second ?? ''), undefined);
    assert.deepEqual(await library.list(), await fixture.openLibrary().list());
  });

  it('reports a removal once, even of a record that was never read', async () => {
    const earlier = fixture.openLibrary();
    const { id } = await createRecord(earlier);
    const library = fixture.openLibrary();
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    await library.listIds();
    const removed = nextChange(library);
    await earlier.remove(id);
    await removed;
    await library.remove(id);
    await fixture.driver.waitUntilIdle();
    assert.deepEqual(changes, [{ type: 'removed', id }]);
  });

  it('reports nothing when a record is only read', async () => {
    const { id } = await createRecord(fixture.openLibrary());
    const library = fixture.openLibrary();
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    await library.get(id);
    await library.update(id, (record) => record);
    await library.list();
    assert.deepEqual(changes, []);
  });

  it('notices changes of other windows to a record that was read alone', async () => {
    const earlier = fixture.openLibrary();
    const { id } = await createRecord(earlier);
    const library = fixture.openLibrary();
    await library.get(id);
    const change = nextChange(library);
    await earlier.update(id, (record) => ({ ...record, createdAt: 1 }));
    await change;
    assert.equal((await library.get(id))?.createdAt, 1);
  });
});

describe('Library.refresh', () => {
  const fixture = useLibraryFixture();

  /** Libraries that are opened from now on do not notice changes. */
  function stopWatching(): void {
    fixture.disk.faultFor = (call) => (call === 'watch' ? 'ENOSYS' : undefined);
  }

  function openLibrary() {
    const library = fixture.openLibrary();
    const changes: LibraryChange[] = [];
    library.onDidChange((change) => changes.push(change));
    return { library, changes };
  }

  /** Opens two windows; the second does not notice changes. */
  async function openUnwatched() {
    const writer = fixture.openLibrary();
    const finished = await createRecord(writer, 'finished');
    await writer.update(finished.id, (record) => ({ ...record, state: 'done' }));
    fixture.driver.clock.advance(1);
    const running = await createRecord(writer, 'running');
    fixture.driver.clock.advance(1);
    const deleted = await createRecord(writer, 'deleted');
    stopWatching();
    const { library, changes } = openLibrary();
    await library.list();
    assert.deepEqual([library.isWatching, fixture.unsupported], [false, ['watch']]);
    return { writer, library, changes, finished, running, deleted };
  }

  it('finds what another window has created, changed, finished, and deleted', async () => {
    const { writer, library, changes, finished, running, deleted } = await openUnwatched();
    await library.refresh();
    assert.equal(changes.length, 0);
    const created = await createRecord(writer, 'created');
    fixture.driver.clock.advance(1000);
    await writer.update(finished.id, (record) => ({ ...record, favorite: true }));
    await writer.update(running.id, (record) => ({ ...record, state: 'done' }));
    await writer.remove(deleted.id);
    await library.refresh();
    assert.deepEqual(await library.list(), await writer.list());
    assert.deepEqual(
      changes
        .map((change) => `${change.type} ${change.type === 'saved' ? change.record.id : change.id}`)
        .sort(),
      [
        `removed ${deleted.id}`,
        ...[finished, running, created].map(({ id }) => `saved ${id}`).sort(),
      ],
    );
    changes.length = 0;
    await library.refresh();
    assert.deepEqual(changes, []);
  });

  for (const isListedAgain of [false, true]) {
    const again = isListedAgain ? ', even if it is listed again' : '';
    it(`finds new records before all are read, if the folder is not watched${again}`, async () => {
      stopWatching();
      const { library, changes } = openLibrary();
      assert.deepEqual(await library.listIds(), []);
      const created = await createRecord(fixture.openLibrary(), 'created');
      if (isListedAgain) assert.deepEqual(await library.listIds(), [created.id]);
      await library.refresh();
      assert.deepEqual(changes, [{ type: 'saved', record: created }]);
      assert.equal(library.isLoaded, false);
    });
  }

  for (const isWatched of [true, false]) {
    it(`reads no known records of a folder that is ${isWatched ? '' : 'not '}watched`, async () => {
      const writer = fixture.openLibrary();
      for (const name of ['a', 'b']) await createRecord(writer, name);
      if (!isWatched) stopWatching();
      const { library, changes } = openLibrary();
      // As when the gallery opens: it has not listed anything yet, and the folder is not watched yet.
      await library.refresh();
      assert.equal((await library.listIds()).length, 2);
      await library.refresh();
      assert.deepEqual(changes, []);
    });
  }

  for (const isLoaded of [true, false]) {
    it(`finds a record that is restored${isLoaded ? '' : ' before all are read'}`, async () => {
      const writer = fixture.openLibrary();
      const { id } = await createRecord(writer, 'restored');
      await writer.update(id, (record) => ({ ...record, state: 'done' }));
      stopWatching();
      const { library, changes } = openLibrary();
      if (isLoaded) await library.list();
      else await library.listIds();
      await library.getMany([id]);
      // Looks at the files once.
      await library.refresh();
      const deletion = await writer.moveToTrash([id]);
      await library.refresh();
      await deletion.restore();
      await library.refresh();
      assert.deepEqual(
        changes.map(({ type }) => type),
        ['removed', 'saved'],
      );
    });
  }

  it('watches a folder that could not be created at first', async () => {
    const folder = join(fixture.folder, 'records');
    await writeFile(folder, 'a file');
    const library = fixture.openLibrary();
    await assert.rejects(fixture.driver.waitFor(library.list()));
    assert.equal(library.isWatching, false);
    await rm(folder);
    assert.deepEqual(await library.list(), []);
    assert.equal(library.isWatching, true);
  });

  it('keeps what is listed while the folder cannot be read', async () => {
    const { library, changes } = await openUnwatched();
    for (const code of ['EIO', 'ENOENT', 'EACCES']) {
      fixture.disk.faultFor = (call) => (call === 'readdir' ? code : undefined);
      await library.refresh();
    }
    assert.deepEqual([changes, (await library.list()).length], [[], 3]);
  });

  it('tries an unreadable record again only after it has changed', async () => {
    const { writer, library } = await openUnwatched();
    writer.dispose();
    const record = finishedRecord({ id: '20300101T000000000-00000000' });
    const file = join(fixture.folder, 'records', `${record.id}.json`);
    await writeFile(file, JSON.stringify({ ...record, version: 2 }));
    for (let n = 0; n < 3; n++) await library.refresh();
    assert.deepEqual(fixture.unreadable, [file]);
    await writeFile(file, JSON.stringify(record));
    await fixture.disk.disk.utimes(file, new Date(1), new Date(1));
    await library.refresh();
    assert.deepEqual(await library.get(record.id), record);
    await rm(file);
    await library.refresh();
    assert.equal(await library.get(record.id), undefined);
  });
});
