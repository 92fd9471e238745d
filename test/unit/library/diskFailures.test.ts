import assert from 'node:assert/strict';
import type { FSWatcher } from 'node:fs';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../../../src/library/disk/files.ts';
import { Library } from '../../../src/library/library.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { png, request } from '../support/generation.ts';
import { createRecord, useLibraryFixture, imageFrom } from '../support/libraryFixture.ts';

const markFailed = (record: GenerationRecord): GenerationRecord => ({ ...record, state: 'failed' });

describe('Library disk failure', () => {
  const fixture = useLibraryFixture();
  const wait = <T>(promise: Promise<T>) => fixture.driver.waitFor(promise);
  const filesIn = (folder: string) => readdir(join(fixture.folder, folder));

  for (const call of ['open', 'write', 'rename'] as const) {
    it(`to ${call} leaves the record unchanged`, async () => {
      const library = fixture.openLibrary();
      const before = await createRecord(library);
      fixture.disk.faultFor = (name) => (name === call ? 'ENOSPC' : undefined);
      await assert.rejects(wait(library.update(before.id, markFailed)), { code: 'ENOSPC' });
      assert.deepEqual(await library.get(before.id), before);
      assert.deepEqual(await fixture.openLibrary().get(before.id), before);
      assert.deepEqual(await filesIn('records'), [`${before.id}.json`]);
      fixture.disk.faultFor = () => undefined;
      assert.equal((await library.update(before.id, markFailed))?.state, 'failed');
    });

    it(`to ${call} leaves neither record nor lease of a new generation`, async () => {
      const library = fixture.openLibrary();
      await library.list();
      fixture.disk.faultFor = (name, path) =>
        name === call && path.includes('records') ? 'ENOSPC' : undefined;
      await assert.rejects(wait(library.create({ provider: 'octopusx', request })), {
        code: 'ENOSPC',
      });
      assert.deepEqual(await library.list(), []);
      assert.deepEqual([await filesIn('records'), await filesIn('leases')], [[], []]);
      assert.equal(fixture.driver.clock.sleeperCount, 0);
    });

    it(`to ${call} leaves no partial image`, async () => {
      const library = fixture.openLibrary();
      const { id } = await createRecord(library);
      fixture.disk.faultFor = (name) => (name === call ? 'ENOSPC' : undefined);
      await assert.rejects(wait(library.addImage(id, 0, imageFrom(png))), { code: 'ENOSPC' });
      const files = await readdir(fixture.folder, { recursive: true });
      assert.deepEqual(
        files.filter((file) => file.includes('.png')),
        [],
      );
      assert.deepEqual((await fixture.openLibrary().get(id))?.images, []);
    });
  }

  it('to read the folder is retried', async () => {
    const { id } = await createRecord(fixture.openLibrary());
    const library = fixture.openLibrary();
    fixture.disk.faultFor = (name) => (name === 'readdir' ? 'EIO' : undefined);
    await assert.rejects(wait(library.list()), { code: 'EIO' });
    fixture.disk.faultFor = () => undefined;
    assert.deepEqual(
      (await library.list()).map((record) => record.id),
      [id],
    );
  });

  it('to watch the folder disables only changes from other windows', async () => {
    fixture.disk.faultFor = (name) => (name === 'watch' ? 'ENOSPC' : undefined);
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    assert.equal((await library.list()).length, 1);
    assert.equal((await library.update(id, markFailed))?.state, 'failed');
    assert.deepEqual([fixture.unsupported, library.isWatching], [['watch'], false]);
  });

  it('while watching the folder does not stop the library', async () => {
    const watchers: FSWatcher[] = [];
    const { disk } = fixture.disk;
    const watch: Disk['watch'] = (...args) => {
      const watcher = disk.watch(...args);
      watchers.push(watcher);
      return watcher;
    };
    const library = new Library(fixture.folder, { disk: { ...disk, watch } });
    await library.list();
    watchers[0]?.emit('error', new Error('EPERM'));
    assert.deepEqual(await library.list(), []);
    library.dispose();
  });

  it('to read a change from another window is reported', async () => {
    const library = fixture.openLibrary();
    await library.list();
    fixture.disk.faultFor = (name) => (name === 'readFile' ? 'EIO' : undefined);
    const file = join(fixture.folder, 'records', '20260101T000000000-00000000.json');
    await writeFile(file, '{}');
    await fixture.driver.waitUntil(() => fixture.unreadable.includes(file));
  });

  it('to remove a record keeps the generation', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    fixture.disk.faultFor = (name, path) =>
      name === 'rm' && path.includes(id) ? 'EPERM' : undefined;
    await assert.rejects(wait(library.remove(id)), { code: 'EPERM' });
    assert.equal((await library.get(id))?.id, id);
  });

  for (const code of ['ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EPERM', 'EACCES', 'EROFS']) {
    it(`to flush (${code}) is reported once, and nothing else changes`, async () => {
      fixture.disk.faultFor = (name) => (name === 'sync' ? code : undefined);
      const library = fixture.openLibrary();
      const { id } = await createRecord(library);
      await library.addImage(id, 0, imageFrom(png));
      assert.equal((await library.update(id, markFailed))?.images.length, 1);
      assert.deepEqual(fixture.unsupported, ['flush']);
    });
  }

  /** A disk that cannot rename a file to the name of another. */
  function withoutReplacing(disk: Disk, code: string): Disk {
    const rename: Disk['rename'] = async (from, to) => {
      const exists = await disk.stat(to).then(
        () => true,
        () => false,
      );
      if (exists) throw Object.assign(new Error(code), { code });
      await disk.rename(from, to);
    };
    return new Proxy(disk, {
      get: (target, name: keyof Disk): unknown =>
        name === 'rename' ? rename : Reflect.get(target, name),
    });
  }

  for (const code of ['EEXIST', 'EPERM']) {
    it(`to replace a file by renaming (${code}) is worked around`, async () => {
      const library = new Library(fixture.folder, {
        disk: withoutReplacing(fixture.disk.disk, code),
        clock: fixture.driver.clock,
        onUnsupported: (feature) => fixture.unsupported.push(feature),
      });
      const { id } = await createRecord(library);
      assert.equal((await wait(library.update(id, markFailed)))?.state, 'failed');
      library.dispose();
      assert.equal((await fixture.openLibrary().get(id))?.state, 'failed');
      assert.deepEqual(await filesIn('records'), [`${id}.json`]);
      assert.deepEqual(fixture.unsupported, ['replaceByRename']);
    });
  }

  it('between deleting a file and renaming the new one is completed by the next read', async () => {
    const { id } = await createRecord(fixture.openLibrary());
    const file = join(fixture.folder, 'records', `${id}.json`);
    await rename(file, `${file}.replacement`);
    assert.equal((await wait(fixture.openLibrary().get(id)))?.id, id);
    assert.deepEqual(await filesIn('records'), [`${id}.json`]);
  });

  it('to delete a temporary file does not hide the first error', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    fixture.disk.faultFor = (name) =>
      name === 'write' ? 'ENOSPC' : name === 'rm' ? 'EPERM' : undefined;
    await assert.rejects(wait(library.update(id, markFailed)), { code: 'ENOSPC' });
    fixture.disk.faultFor = () => undefined;
    await (await library.acquireLease(id))?.release();
    assert.deepEqual(await filesIn('records'), [`${id}.json`]);
  });

  it('to delete a temporary file is made up for by the next write', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    fixture.disk.faultFor = (name) =>
      name === 'rename' ? 'ENOSPC' : name === 'rm' ? 'EPERM' : undefined;
    await assert.rejects(wait(library.update(id, markFailed)), { code: 'ENOSPC' });
    assert.equal((await filesIn('records')).length, 2);
    fixture.disk.faultFor = () => undefined;
    await library.update(id, markFailed);
    assert.deepEqual(await filesIn('records'), [`${id}.json`]);
  });

  for (const hiddenCalls of [2, 6, 12]) {
    it(`to find the record of a task in ${hiddenCalls} calls does not count as its removal`, async () => {
      const library = fixture.openLibrary();
      const { id } = await createRecord(library);
      let count = hiddenCalls;
      fixture.disk.faultFor = (_name, path) =>
        path.includes(`${id}.json`) && !path.includes('.tmp') && count-- > 0 ? 'ENOENT' : undefined;
      assert.equal((await wait(library.update(id, markFailed)))?.state, 'failed');
    });
  }

  it('to find a record for good is its removal', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    await rm(join(fixture.folder, 'records', `${id}.json`));
    assert.equal(await wait(library.update(id, markFailed)), undefined);
  });
});
