import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemDisk, writeWhole } from '../../../src/library/files.ts';
import type { LibraryChange } from '../../../src/library/library.ts';
import { pictureAt, record, soundRecord, useShelf } from '../support/library.ts';

const sound = soundRecord();
const { id } = sound;

describe('A file among the records', () => {
  const shelf = useShelf();
  const recordsFile = (name: string) => join(shelf.folder, 'records', name);
  const asideFile = (name: string) => join(shelf.folder, 'set-aside', name);

  /** A window that opens on one good record and a file of this content. */
  async function opened(name: string, content: string) {
    const earlier = shelf.open();
    const good = await record(earlier);
    earlier.dispose();
    await writeFile(recordsFile(name), content);
    return { good, library: shelf.open() };
  }

  const foreign: [string, string, string][] = [
    ['is empty', `${id}.json`, ''],
    ['is cut off', `${id}.json`, JSON.stringify(sound).slice(0, 40)],
    ['is something else', 'notes.json', '{"my":"notes"}'],
    ['is a bare null', `${id}.json`, 'null'],
    ['has another name', `20260101T000000000-ffffffff.json`, JSON.stringify(sound)],
    ['says no version', `${id}.json`, JSON.stringify({ ...sound, version: undefined })],
  ];
  for (const [what, name, content] of foreign) {
    it(`that ${what} is set aside, whole, and reported once`, async () => {
      const { good, library } = await opened(name, content);
      assert.deepEqual(await library.list(), [good]);
      await library.list();
      assert.equal(await library.get(name.slice(0, -5)), undefined);
      assert.deepEqual(await shelf.open().list(), [good]);
      assert.deepEqual([shelf.setAside, shelf.unreadable], [[asideFile(name)], []]);
      assert.equal(await readFile(asideFile(name), 'utf8'), content);
      assert.deepEqual(await readdir(join(shelf.folder, 'records')), [`${good.id}.json`]);
    });
  }

  const unknown: [string, object][] = [
    ['is of a later version', { ...sound, version: 2 }],
    ['has an unknown state', { ...sound, state: 'asleep' }],
    ['is of an unknown provider', { ...sound, provider: 'elsewhere' }],
    ['does not say where its own provider is', { ...sound, provider: 'custom' }],
    ['points out of its folder', { ...sound, images: [{ ...pictureAt(0), file: '../../1.png' }] }],
  ];
  for (const [what, content] of unknown) {
    it(`that ${what} is reported once and left alone`, async () => {
      const file = recordsFile(`${id}.json`);
      const { good, library } = await opened(`${id}.json`, JSON.stringify(content));
      assert.deepEqual(await library.list(), [good]);
      await library.list();
      assert.equal(await library.get(id), undefined);
      assert.deepEqual([shelf.setAside, shelf.unreadable], [[], [file]]);
      assert.equal(await readFile(file, 'utf8'), JSON.stringify(content));
    });

    it(`that ${what} is not written over`, async () => {
      const { library } = await opened(`${id}.json`, JSON.stringify(content));
      await assert.rejects(library.update(id, (record) => ({ ...record, createdAt: 2 })));
      assert.equal(await readFile(recordsFile(`${id}.json`), 'utf8'), JSON.stringify(content));
    });
  }

  it('that is none is set aside by one of two windows, and reported by that one', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `note ${n}.json`);
    await mkdir(join(shelf.folder, 'records'), { recursive: true });
    for (const name of names) await writeFile(recordsFile(name), name);
    await Promise.all([shelf.open().list(), shelf.open().list()]);
    assert.deepEqual(await readdir(join(shelf.folder, 'records')), []);
    assert.deepEqual(shelf.setAside.toSorted(), names.map(asideFile).toSorted());
    assert.deepEqual(shelf.unreadable, []);
    for (const name of names) assert.equal(await readFile(asideFile(name), 'utf8'), name);
  });

  it('that is none takes nothing away that was set aside before', async () => {
    const contents = ['first', 'second', 'third'];
    await mkdir(join(shelf.folder, 'records'), { recursive: true });
    for (const content of contents) {
      await writeFile(recordsFile('notes.json'), content);
      await shelf.open().list();
    }
    const places = ['notes.json', '2-notes.json', '3-notes.json'].map(asideFile);
    assert.deepEqual(shelf.setAside, places);
    const kept = await Promise.all(places.map((place) => readFile(place, 'utf8')));
    assert.deepEqual(kept, contents);
  });

  it('that cannot be set aside is reported where it is', async () => {
    const { good, library } = await opened('notes.json', 'mine');
    shelf.disk.faults = (name) => (name === 'rename' ? 'EACCES' : undefined);
    assert.deepEqual(await library.list(), [good]);
    assert.deepEqual(shelf.setAside, [recordsFile('notes.json')]);
    assert.equal(await readFile(recordsFile('notes.json'), 'utf8'), 'mine');
  });

  it('that is damaged while a window is open is set aside by the next: it may only be half copied', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    await writeWhole(systemDisk, recordsFile(`${id}.json`), '{"version":1,');
    await shelf.pace.rest();
    assert.deepEqual(shelf.setAside, []);
    assert.deepEqual(await shelf.open().list(), []);
    assert.deepEqual(shelf.setAside, [asideFile(`${id}.json`)]);
  });

  it('that is a folder stops nothing', async () => {
    const good = await record(shelf.open());
    await mkdir(recordsFile('folder.json'));
    assert.deepEqual(await shelf.open().list(), [good]);
  });

  it('with another ending is not even looked at', async () => {
    const names = ['.DS_Store', 'a.json.1-2.tmp', 'README.md'];
    const good = await record(shelf.open());
    for (const name of names) await writeFile(recordsFile(name), 'x');
    assert.deepEqual(await shelf.open().list(), [good]);
    assert.deepEqual([shelf.setAside, shelf.unreadable], [[], []]);
    const left = await readdir(join(shelf.folder, 'records'));
    assert.deepEqual(left, [...names, `${good.id}.json`].toSorted());
  });

  it('stays away when the whole folder goes', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    await rm(join(shelf.folder, 'records'), { recursive: true });
    const written = library.update(id, (record) => ({ ...record, createdAt: 2 }));
    assert.equal(await written, undefined);
  });
});

describe('A record that cannot be read at the moment', () => {
  const shelf = useShelf();

  for (const code of ['EACCES', 'EMFILE']) {
    const fail = () => {
      shelf.disk.faults = (name) => (name === 'readFile' ? code : undefined);
    };

    it(`for ${code} stays known, and is reported by its path`, async () => {
      const library = shelf.open();
      const known = await record(library);
      const file = join(shelf.folder, 'records', `${known.id}.json`);
      const told: LibraryChange[] = [];
      library.onDidChange((change) => told.push(change));
      const write = (createdAt: number) =>
        writeWhole(systemDisk, file, JSON.stringify({ ...known, createdAt }));

      fail();
      await write(2);
      await shelf.pace.untilTrue(() => shelf.unreadable.includes(file));
      await shelf.pace.rest();
      assert.deepEqual([await library.get(known.id), told, shelf.setAside], [known, [], []]);

      shelf.disk.faults = () => undefined;
      await write(3);
      await shelf.pace.untilTrue(() => told.length > 0);
      assert.deepEqual(told, [{ type: 'saved', record: { ...known, createdAt: 3 } }]);
    });

    it(`for ${code} is not changed: nothing is written over what is not known`, async () => {
      const library = shelf.open();
      const { id } = await record(library);
      const file = join(shelf.folder, 'records', `${id}.json`);
      const before = await readFile(file, 'utf8');
      fail();
      const change = library.update(id, (record) => ({ ...record, createdAt: 1 }));
      await assert.rejects(change, { code });
      assert.equal((await library.get(id))?.id, id);
      assert.equal(await readFile(file, 'utf8'), before);
    });
  }
});
