import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemDisk } from '../../../src/library/disk/files.ts';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import { writeAtomically } from '../../../src/library/disk/writeAtomically.ts';
import type { LibraryChange } from '../../../src/library/recordCache.ts';
import { readRecord } from '../../../src/library/readRecord.ts';
import { measureAsyncCpuMs } from '../support/cpuTime.ts';
import {
  recordImageAt,
  createRecord,
  finishedRecord,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

const sampleRecord = finishedRecord();
const { id } = sampleRecord;

describe('Record file', () => {
  const fixture = useLibraryFixture();
  const recordsFile = (name: string) => join(fixture.folder, 'records', name);
  const quarantineFile = (name: string) => join(fixture.folder, 'quarantine', name);

  /** Opens a library with a valid record and a file with this content. */
  async function openWithFile(name: string, content: string) {
    const earlier = fixture.openLibrary();
    const validRecord = await createRecord(earlier);
    earlier.dispose();
    await writeFile(recordsFile(name), content);
    return { validRecord, library: fixture.openLibrary() };
  }

  const corruptFiles: [string, string, string][] = [
    ['is empty', `${id}.json`, ''],
    ['is cut off', `${id}.json`, JSON.stringify(sampleRecord).slice(0, 40)],
    ['is not a record', 'notes.json', '{"my":"notes"}'],
    ['is null', `${id}.json`, 'null'],
    ['has another name', `20260101T000000000-ffffffff.json`, JSON.stringify(sampleRecord)],
    ['has no version', `${id}.json`, JSON.stringify({ ...sampleRecord, version: undefined })],
    ['has an unknown state', `${id}.json`, JSON.stringify({ ...sampleRecord, state: 'asleep' })],
    [
      'is of an unknown provider',
      `${id}.json`,
      JSON.stringify({ ...sampleRecord, provider: 'elsewhere' }),
    ],
    [
      'lacks the URL of its custom provider',
      `${id}.json`,
      JSON.stringify({ ...sampleRecord, provider: 'custom' }),
    ],
    [
      'points outside its folder',
      `${id}.json`,
      JSON.stringify({ ...sampleRecord, images: [{ ...recordImageAt(0), file: '../../1.png' }] }),
    ],
  ];
  for (const [description, name, content] of corruptFiles) {
    it(`that ${description} is quarantined unchanged and reported once`, async () => {
      const { validRecord, library } = await openWithFile(name, content);
      assert.deepEqual(await library.list(), [validRecord]);
      await library.list();
      assert.equal(await library.get(name.slice(0, -5)), undefined);
      assert.deepEqual(await fixture.openLibrary().list(), [validRecord]);
      assert.deepEqual([fixture.quarantined, fixture.unreadable], [[quarantineFile(name)], []]);
      assert.equal(await readFile(quarantineFile(name), 'utf8'), content);
      assert.deepEqual(await readdir(join(fixture.folder, 'records')), [`${validRecord.id}.json`]);
    });
  }

  const listOf = (value: unknown, count: number) => Array.from({ length: count }, () => value);
  const hugeRecords: [string, object][] = [
    ['wrong images', { ...sampleRecord, images: listOf({}, 2_600_000) }],
    ['numbers for images', { ...sampleRecord, images: listOf(1, 3_900_000) }],
    ['URLs', { ...sampleRecord, resultUrls: { imageUrls: listOf('', 2_700_000), receivedAt: 1 } }],
    ['documents', { ...sampleRecord, insertions: listOf({ uri: '', at: 1 }, 440_000) }],
    ['unknown values', { ...sampleRecord, other: listOf(0, 3_900_000) }],
    ['values of a later version', { ...sampleRecord, version: 2, images: listOf({}, 2_600_000) }],
  ];
  for (const [description, content] of hugeRecords) {
    it(`that has millions of ${description} is quarantined at once`, async () => {
      const { validRecord, library } = await openWithFile(`${id}.json`, JSON.stringify(content));
      const read = () => readRecord(systemDisk, recordsFile(`${id}.json`), id);
      assert.equal((await read()).type, 'corrupt');
      const ms = await measureAsyncCpuMs(read, 200);
      assert.ok(ms < 600, `${ms} ms`);
      assert.deepEqual(await library.list(), [validRecord]);
      assert.deepEqual(fixture.quarantined, [quarantineFile(`${id}.json`)]);
    });
  }

  const unsupportedRecords: [string, object][] = [
    ['is of a later version', { ...sampleRecord, version: 2 }],
    ['has a later version and other fields', { version: 3, id }],
  ];
  for (const [description, content] of unsupportedRecords) {
    it(`that ${description} is reported once and left alone`, async () => {
      const file = recordsFile(`${id}.json`);
      const { validRecord, library } = await openWithFile(`${id}.json`, JSON.stringify(content));
      assert.deepEqual(await library.list(), [validRecord]);
      await library.list();
      assert.equal(await library.get(id), undefined);
      assert.deepEqual([fixture.quarantined, fixture.unreadable], [[], [file]]);
      assert.equal(await readFile(file, 'utf8'), JSON.stringify(content));
    });

    it(`that ${description} is not overwritten`, async () => {
      const { library } = await openWithFile(`${id}.json`, JSON.stringify(content));
      await assert.rejects(library.update(id, (record) => ({ ...record, createdAt: 2 })));
      assert.equal(await readFile(recordsFile(`${id}.json`), 'utf8'), JSON.stringify(content));
    });
  }

  it('that is corrupt is quarantined and reported by one of two windows', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `note ${n}.json`);
    await mkdir(join(fixture.folder, 'records'), { recursive: true });
    for (const name of names) await writeFile(recordsFile(name), name);
    await Promise.all([fixture.openLibrary().list(), fixture.openLibrary().list()]);
    assert.deepEqual(await readdir(join(fixture.folder, 'records')), []);
    assert.deepEqual(fixture.quarantined.toSorted(), names.map(quarantineFile).toSorted());
    assert.deepEqual(fixture.unreadable, []);
    for (const name of names) assert.equal(await readFile(quarantineFile(name), 'utf8'), name);
  });

  it('that is corrupt does not replace a quarantined file', async () => {
    const contents = ['first', 'second', 'third'];
    await mkdir(join(fixture.folder, 'records'), { recursive: true });
    for (const content of contents) {
      await writeFile(recordsFile('notes.json'), content);
      await fixture.openLibrary().list();
    }
    const quarantinedFiles = ['notes.json', '2-notes.json', '3-notes.json'].map(quarantineFile);
    assert.deepEqual(fixture.quarantined, quarantinedFiles);
    const quarantinedContents = await Promise.all(
      quarantinedFiles.map((file) => readFile(file, 'utf8')),
    );
    assert.deepEqual(quarantinedContents, contents);
  });

  it('that cannot be quarantined is reported in place', async () => {
    const { validRecord, library } = await openWithFile('notes.json', 'mine');
    fixture.disk.faultFor = (name) => (name === 'rename' ? 'EACCES' : undefined);
    assert.deepEqual(await library.list(), [validRecord]);
    assert.deepEqual(fixture.quarantined, [recordsFile('notes.json')]);
    assert.equal(await readFile(recordsFile('notes.json'), 'utf8'), 'mine');
  });

  it('that becomes corrupt while a window is open is quarantined at the next start', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    await writeAtomically(createReliableDisk(), recordsFile(`${id}.json`), '{"version":1,');
    await fixture.driver.waitUntilIdle();
    assert.deepEqual(fixture.quarantined, []);
    assert.deepEqual(await fixture.openLibrary().list(), []);
    assert.deepEqual(fixture.quarantined, [quarantineFile(`${id}.json`)]);
  });

  it('that is a folder is ignored', async () => {
    const validRecord = await createRecord(fixture.openLibrary());
    await mkdir(recordsFile('folder.json'));
    assert.deepEqual(await fixture.openLibrary().list(), [validRecord]);
  });

  it('with another extension is ignored', async () => {
    const names = ['.DS_Store', 'a.json.1-2.tmp', 'README.md'];
    const validRecord = await createRecord(fixture.openLibrary());
    for (const name of names) await writeFile(recordsFile(name), 'x');
    assert.deepEqual(await fixture.openLibrary().list(), [validRecord]);
    assert.deepEqual([fixture.quarantined, fixture.unreadable], [[], []]);
    const remaining = await readdir(join(fixture.folder, 'records'));
    assert.deepEqual(remaining, [...names, `${validRecord.id}.json`].toSorted());
  });

  for (const state of ['done', 'failed', 'submitting', 'generating'] as const) {
    const isPaid = state === 'submitting' || state === 'generating';
    it(`is ${isPaid ? '' : 'not '}written again after the whole folder is gone (${state})`, async () => {
      const library = fixture.openLibrary();
      const { id } = await createRecord(library);
      await library.update(id, (record) => ({ ...record, state }));
      await rename(join(fixture.folder, 'records'), join(fixture.folder, 'away'));
      const written = await library.update(id, (record) => ({ ...record, createdAt: 2 }));
      assert.equal(written?.createdAt, isPaid ? 2 : undefined);
      assert.equal((await fixture.openLibrary().list()).length, isPaid ? 1 : 0);
    });
  }
});

describe('Record that is temporarily unreadable', () => {
  const fixture = useLibraryFixture();

  for (const code of ['EACCES', 'EMFILE']) {
    const failReads = () => {
      fixture.disk.faultFor = (name) => (name === 'readFile' ? code : undefined);
    };

    it(`(${code}) keeps its last state and is reported by its path`, async () => {
      const library = fixture.openLibrary();
      const knownRecord = await createRecord(library);
      const file = join(fixture.folder, 'records', `${knownRecord.id}.json`);
      const changes: LibraryChange[] = [];
      library.onDidChange((change) => changes.push(change));
      const write = (createdAt: number) =>
        writeAtomically(createReliableDisk(), file, JSON.stringify({ ...knownRecord, createdAt }));

      failReads();
      await write(2);
      await fixture.driver.waitUntil(() => fixture.unreadable.includes(file));
      await fixture.driver.waitUntilIdle();
      assert.deepEqual(
        [await library.get(knownRecord.id), changes, fixture.quarantined],
        [knownRecord, [], []],
      );

      fixture.disk.faultFor = () => undefined;
      await write(3);
      await fixture.driver.waitUntil(() => changes.length > 0);
      assert.deepEqual(changes, [{ type: 'saved', record: { ...knownRecord, createdAt: 3 } }]);
    });

    it(`(${code}) is changed as this process knows it`, async () => {
      const library = fixture.openLibrary();
      const { id } = await createRecord(library);
      failReads();
      const change = library.update(id, (record) => ({ ...record, createdAt: 1 }));
      assert.equal((await fixture.driver.waitFor(change))?.createdAt, 1);
      fixture.disk.faultFor = () => undefined;
      assert.equal((await fixture.openLibrary().get(id))?.createdAt, 1);
    });

    it(`(${code}) is not changed or overwritten if this process has not read it`, async () => {
      const { id } = await createRecord(fixture.openLibrary());
      const file = join(fixture.folder, 'records', `${id}.json`);
      const before = await readFile(file, 'utf8');
      failReads();
      const change = fixture.openLibrary().update(id, (record) => ({ ...record, createdAt: 1 }));
      await assert.rejects(fixture.driver.waitFor(change), { code });
      assert.equal(await readFile(file, 'utf8'), before);
    });
  }
});
