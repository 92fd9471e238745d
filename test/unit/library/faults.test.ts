import assert from 'node:assert/strict';
import type { FSWatcher } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
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
    assert.deepEqual(shelf.unreadable, ['records']);
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
    const name = '20260101T000000000-00000000.json';
    await writeFile(join(shelf.folder, 'records', name), '{}');
    await shelf.pace.untilTrue(() => shelf.unreadable.includes(name));
  });

  it('to take the record away leaves the generation known', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    shelf.disk.faults = (name, path) => (name === 'rm' && path.includes(id) ? 'EPERM' : undefined);
    await assert.rejects(library.remove(id), { code: 'EPERM' });
    assert.equal((await library.get(id))?.id, id);
  });
});

describe('A file among the records that is none', () => {
  const shelf = useShelf();
  const id = '20260101T000000000-00000000';
  const sound = {
    version: 1,
    id,
    createdAt: 1,
    provider: 'octopusx',
    request,
    state: 'done',
    images: [],
  };
  const image = { file: '1.png', mimeType: 'image/png', width: 3, height: 2, bytes: 1 };

  const broken: [string, string, string][] = [
    ['is empty', `${id}.json`, ''],
    ['is cut off', `${id}.json`, JSON.stringify(sound).slice(0, 40)],
    ['is something else', 'notes.json', '{"my":"notes"}'],
    ['is a bare null', `${id}.json`, 'null'],
    ['has another name', `20260101T000000000-ffffffff.json`, JSON.stringify(sound)],
    ['is of a later version', `${id}.json`, JSON.stringify({ ...sound, version: 2 })],
    ['has an unknown state', `${id}.json`, JSON.stringify({ ...sound, state: 'asleep' })],
    [
      'points out of its folder',
      `${id}.json`,
      JSON.stringify({ ...sound, images: [{ ...image, file: '../../1.png' }] }),
    ],
  ];
  for (const [what, name, content] of broken) {
    it(`because it ${what}, is reported once and left alone`, async () => {
      const earlier = shelf.open();
      const good = await record(earlier);
      earlier.dispose();
      const path = join(shelf.folder, 'records', name);
      await writeFile(path, content);
      const library = shelf.open();
      assert.deepEqual(await library.list(), [good]);
      await library.list();
      assert.equal(await library.get(name.slice(0, -5)), undefined);
      assert.deepEqual(shelf.unreadable, [name]);
      assert.equal(await readFile(path, 'utf8'), content);
    });
  }

  it('because it is a folder, stops nothing', async () => {
    const good = await record(shelf.open());
    await mkdir(join(shelf.folder, 'records', 'folder.json'));
    assert.deepEqual(await shelf.open().list(), [good]);
  });

  it('because of its ending, is not even looked at', async () => {
    const good = await record(shelf.open());
    for (const name of ['.DS_Store', 'a.json.1-2.tmp', 'README.md']) {
      await writeFile(join(shelf.folder, 'records', name), 'x');
    }
    const library = shelf.open();
    shelf.unreadable.length = 0;
    assert.deepEqual(await library.list(), [good]);
    assert.deepEqual(shelf.unreadable, []);
  });

  it('stays away when the whole folder goes', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    await rm(join(shelf.folder, 'records'), { recursive: true });
    assert.equal(await library.update(id, failed), undefined);
  });
});
