import assert from 'node:assert/strict';
import type { FSWatcher } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../../../src/library/files.ts';
import { Library } from '../../../src/library/library.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { png, request } from '../support/generation.ts';
import { record, useShelf, pictureOf } from '../support/library.ts';

const failed = (record: GenerationRecord): GenerationRecord => ({ ...record, state: 'failed' });

describe('A disk that fails', () => {
  const shelf = useShelf();
  const filesIn = (folder: string) => readdir(join(shelf.folder, folder));

  for (const call of ['open', 'write', 'rename'] as const) {
    it(`to ${call} leaves the record as it was`, async () => {
      const library = shelf.open();
      const before = await record(library);
      shelf.disk.faults = (name) => (name === call ? 'ENOSPC' : undefined);
      await assert.rejects(library.update(before.id, failed), { code: 'ENOSPC' });
      assert.deepEqual(await library.get(before.id), before);
      assert.deepEqual(await shelf.open().get(before.id), before);
      assert.deepEqual(await filesIn('records'), [`${before.id}.json`]);
      shelf.disk.faults = () => undefined;
      assert.equal((await library.update(before.id, failed))?.state, 'failed');
    });

    it(`to ${call} leaves neither record nor lease of a new generation`, async () => {
      const library = shelf.open();
      await library.list();
      shelf.disk.faults = (name, path) =>
        name === call && path.includes('records') ? 'ENOSPC' : undefined;
      await assert.rejects(library.create({ provider: 'octopusx', request: request }), {
        code: 'ENOSPC',
      });
      assert.deepEqual(await library.list(), []);
      assert.deepEqual([await filesIn('records'), await filesIn('leases')], [[], []]);
      assert.equal(shelf.pace.clock.sleeping, 0);
    });

    it(`to ${call} leaves no half of a picture`, async () => {
      const library = shelf.open();
      const { id } = await record(library);
      shelf.disk.faults = (name) => (name === call ? 'ENOSPC' : undefined);
      await assert.rejects(library.addPicture(id, 0, pictureOf(png)), { code: 'ENOSPC' });
      assert.deepEqual(await filesIn(join('images', id)), []);
      assert.deepEqual((await shelf.open().get(id))?.images, []);
    });
  }

  it('to read the folder is asked again', async () => {
    const { id } = await record(shelf.open());
    const library = shelf.open();
    shelf.disk.faults = (name) => (name === 'readdir' ? 'EIO' : undefined);
    await assert.rejects(library.list(), { code: 'EIO' });
    shelf.disk.faults = () => undefined;
    assert.deepEqual(
      (await library.list()).map((record) => record.id),
      [id],
    );
  });

  it('to watch the folder costs no more than the news of other windows', async () => {
    shelf.disk.faults = (name) => (name === 'watch' ? 'ENOSPC' : undefined);
    const library = shelf.open();
    const { id } = await record(library);
    assert.equal((await library.list()).length, 1);
    assert.equal((await library.update(id, failed))?.state, 'failed');
    assert.deepEqual(shelf.unreadable, [join(shelf.folder, 'records')]);
  });

  it('to watch the folder any longer stops nothing', async () => {
    const watchers: FSWatcher[] = [];
    const { disk } = shelf.disk;
    const watch: Disk['watch'] = (...args) => {
      const watcher = disk.watch(...args);
      watchers.push(watcher);
      return watcher;
    };
    const library = new Library(shelf.folder, { disk: { ...disk, watch } });
    await library.list();
    watchers[0]?.emit('error', new Error('EPERM'));
    assert.deepEqual(await library.list(), []);
    library.dispose();
  });

  it('to read when another window writes is reported', async () => {
    const library = shelf.open();
    shelf.disk.faults = (name) => (name === 'readdir' ? 'EIO' : undefined);
    await assert.rejects(library.list(), { code: 'EIO' });
    const file = join(shelf.folder, 'records', '20260101T000000000-00000000.json');
    await writeFile(file, '{}');
    await shelf.pace.untilTrue(() => shelf.unreadable.includes(file));
  });

  it('to take the record away leaves the generation known', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    shelf.disk.faults = (name, path) => (name === 'rm' && path.includes(id) ? 'EPERM' : undefined);
    await assert.rejects(library.remove(id), { code: 'EPERM' });
    assert.equal((await library.get(id))?.id, id);
  });
});
