import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { exportArchive } from '../../../src/library/archive/exportArchive.ts';
import { importArchive } from '../../../src/library/archive/importArchive.ts';
import type { Library } from '../../../src/library/library.ts';
import { createId, type GenerationRecord } from '../../../src/library/record.ts';
import { measureDiskUsage } from '../../../src/library/diskUsage.ts';
import { ZipError } from '../../../src/library/archive/zipReader.ts';
import { png } from '../support/generation.ts';
import {
  createFinished,
  recordImageAt,
  createRecord,
  finishedRecord,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

const emptyResult = { images: 0, generations: 0, known: 0, empty: 0, unreadable: 0 };

/** A record as it is after an import. */
const toImported = ({ provider, ...rest }: GenerationRecord): GenerationRecord => rest;
const signedUrl = 'https://images.example.com/1.image?X-Tos-Signature=0123abcd';

/** The content of an archive (text or bytes) by file name. */
type Archive = Record<string, string | Uint8Array>;

describe('Library archive', () => {
  const [source, target] = [useLibraryFixture(), useLibraryFixture()];
  const archivePath = () => join(source.folder, 'library.zip');

  const writeZip = (archive: Archive) => {
    const entries = Object.entries(archive).map(
      ([name, content]) =>
        [name, typeof content === 'string' ? Buffer.from(content) : content] as const,
    );
    return writeFile(archivePath(), zipSync(Object.fromEntries(entries)));
  };
  const readZip = async () => unzipSync(await readFile(archivePath()));
  const importInto = (library: Library) => importArchive(library, archivePath());

  /** A finished generation with one image, as an archive contains it. */
  function createArchivedRecord(facts: Partial<GenerationRecord> = {}): GenerationRecord {
    const id = createId(Date.UTC(2026, 0, 1), Math.random);
    return finishedRecord({ id, images: [recordImageAt(0)], ...facts });
  }
  const archiveWith = (record: GenerationRecord, imageBytes: Uint8Array = png): Archive => ({
    [`records/${record.id}.json`]: JSON.stringify(record),
    [`images/${record.id}/1.png`]: imageBytes,
  });

  it('restores the same library without local fields', async () => {
    const library = source.openLibrary();
    const ids = [
      await createFinished(source, library, 2),
      await createFinished(source, library, 1),
    ];
    const [first = '', second = ''] = ids;
    await library.update(first, (record) => ({ ...record, favorite: true }));
    await library.update(second, (record) => ({
      ...record,
      insertions: [{ uri: 'file:///home/me/diary.md', at: 1 }],
      resultUrls: { imageUrls: [signedUrl], receivedAt: 1 },
    }));
    await library.thumbnails.add(first, recordImageAt(0), 256, Buffer.alloc(10));
    const { id: runningId } = await createRecord(library);

    const progress: string[] = [];
    const exported = await exportArchive(library, archivePath(), {
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    assert.deepEqual(exported, { images: 3, bytes: 3 * png.length, unfinished: 1, missing: 0 });
    assert.deepEqual(progress, ['1/2', '2/2']);
    assert.deepEqual(
      Object.keys(await readZip()).sort(),
      [
        `images/${first}/1.png`,
        `images/${first}/2.png`,
        `images/${second}/1.png`,
        `records/${first}.json`,
        `records/${second}.json`,
      ].sort(),
    );

    const other = target.openLibrary();
    assert.deepEqual(await importInto(other), { ...emptyResult, images: 3, generations: 2 });
    const { insertions, resultUrls, ...expectedRecord } =
      (await library.get(second)) ?? createArchivedRecord();
    assert.ok(insertions && resultUrls);
    assert.deepEqual(
      await other.list(),
      [expectedRecord, (await library.get(first)) ?? createArchivedRecord()].map(toImported),
    );
    for (const { id, images } of await other.list()) {
      for (const image of images)
        assert.ok(png.equals(await readFile(other.getImagePath(id, image))));
    }
    assert.equal(await other.get(runningId), undefined);
    const { orphanedFiles, bytes } = await measureDiskUsage(other, {
      now: Date.now() + 1e9,
    });
    assert.deepEqual({ orphanedFiles, bytes }, { orphanedFiles: [], bytes: 3 * png.length });
    assert.deepEqual(await readdir(other.folders.trash), []);
    assert.deepEqual(await readdir(other.folders.leases), []);
  });

  it('contains no signed URLs', async () => {
    const library = source.openLibrary();
    const id = await createFinished(source, library, 1);
    const resultUrls = { imageUrls: [signedUrl], receivedAt: 1 };
    await library.update(id, (record) => ({ ...record, resultUrls }));
    await exportArchive(library, archivePath());
    const texts = Object.values(await readZip()).map((content) => strFromU8(content, true));
    assert.equal(texts.length, 2);
    for (const text of texts) assert.doesNotMatch(text, /signature|images\.example\.com/i);
  });

  it('can contain a part of the library', async () => {
    const library = source.openLibrary();
    const [id] = [
      await createFinished(source, library, 1),
      await createFinished(source, library, 1),
    ];
    assert.equal((await exportArchive(library, archivePath(), { ids: [id] })).images, 1);
    assert.deepEqual(await importInto(target.openLibrary()), {
      ...emptyResult,
      images: 1,
      generations: 1,
    });
  });

  it('omits images without files and generations without images', async () => {
    const library = source.openLibrary();
    const [one, two] = [
      await createFinished(source, library, 1),
      await createFinished(source, library, 2),
    ];
    await rm(join(library.folders.images, one), { recursive: true });
    await rm(join(library.folders.images, two, '1.png'));
    const { images, missing } = await exportArchive(library, archivePath());
    assert.deepEqual({ images, missing }, { images: 1, missing: 2 });
    assert.deepEqual(await importInto(target.openLibrary()), {
      ...emptyResult,
      images: 1,
      generations: 1,
    });
  });

  it('leaves no file behind and keeps an older one if the export is canceled or fails', async () => {
    const library = source.openLibrary();
    await createFinished(source, library, 1);
    await createFinished(source, library, 1);
    await writeFile(archivePath(), 'an older archive');
    const abort = new AbortController();
    const canceled = exportArchive(library, archivePath(), {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    await assert.rejects(canceled, { name: 'AbortError' });
    source.disk.faultFor = (call) => (call === 'write' ? 'ENOSPC' : undefined);
    const failed = exportArchive(library, archivePath());
    await assert.rejects(failed, { code: 'ENOSPC' });
    assert.equal(await readFile(archivePath(), 'utf8'), 'an older archive');
    assert.deepEqual(
      (await readdir(source.folder)).filter((name) => name.startsWith('library.zip')),
      ['library.zip'],
    );
  });

  for (const [what, folder] of [
    ['from a later version', 'records'],
    ['in the quarantine', 'quarantine'],
  ] as const)
    it(`imports nothing that already exists, not even ${what}`, async () => {
      const other = target.openLibrary();
      const id = await createFinished(target, other, 1);
      const unreadable = createArchivedRecord();
      const text = JSON.stringify({ ...unreadable, version: 2 });
      await mkdir(other.folders[folder], { recursive: true });
      await writeFile(join(other.folders[folder], `${unreadable.id}.json`), text);
      await mkdir(join(other.folders.images, unreadable.id));
      await writeFile(join(other.folders.images, unreadable.id, '1.png'), 'precious');
      const before = await other.get(id);
      await writeZip({
        ...archiveWith(createArchivedRecord({ id, createdAt: 7 })),
        ...archiveWith(unreadable),
      });
      assert.deepEqual(await importInto(other), { ...emptyResult, known: 2 });
      assert.deepEqual(await other.get(id), before);
      const keptFile = join(other.folders.images, unreadable.id, '1.png');
      assert.equal(await readFile(keptFile, 'utf8'), 'precious');
    });

  it('imports images over a failure without images', async () => {
    const other = target.openLibrary();
    const running = await createRecord(other);
    const { id } = running;
    await other.update(id, (record) => ({
      ...record,
      state: 'failed',
      failure: { kind: 'canceled' },
    }));
    const recordWithImage = createArchivedRecord({ id });
    await writeZip(archiveWith(recordWithImage));
    assert.deepEqual(await importInto(other), { ...emptyResult, images: 1, generations: 1 });
    assert.deepEqual(await other.get(id), {
      ...running,
      state: 'done',
      images: recordWithImage.images,
    });
    assert.ok(png.equals(await readFile(join(other.folders.images, id, '1.png'))));
    assert.deepEqual(await readdir(other.folders.leases), []);
  });

  it('leaves running generations alone', async () => {
    const other = target.openLibrary();
    const running = await createRecord(other);
    await writeZip(archiveWith(createArchivedRecord({ id: running.id })));
    assert.deepEqual(await importInto(other), { ...emptyResult, known: 1 });
    assert.deepEqual(await other.list(), [running]);
  });

  it('restores what was just deleted, once', async () => {
    const other = target.openLibrary();
    const id = await createFinished(target, other, 1);
    await exportArchive(other, archivePath());
    const deletion = await other.moveToTrash([id]);
    assert.equal((await importInto(other)).images, 1);
    assert.equal(await deletion.restore(), 0);
    assert.equal((await other.list()).length, 1);
    assert.ok(png.equals(await readFile(join(other.folders.images, id, '1.png'))));
  });

  const [validRecord, invalidRecord] = [createArchivedRecord(), createArchivedRecord()];
  const invalidArchives: readonly [description: string, archive: Archive][] = [
    ['an invalid image', archiveWith(invalidRecord, Buffer.from('<svg/>'))],
    [
      'an image with the wrong extension',
      {
        ...archiveWith({
          ...invalidRecord,
          images: invalidRecord.images.map((each) => ({ ...each, file: '1.jpg' })),
        }),
        [`images/${invalidRecord.id}/1.jpg`]: png,
      },
    ],
    ['a missing image', { [`records/${invalidRecord.id}.json`]: JSON.stringify(invalidRecord) }],
    [
      'an invalid record',
      { ...archiveWith(invalidRecord), [`records/${invalidRecord.id}.json`]: '{ "version"' },
    ],
    [
      'the record of another generation',
      {
        ...archiveWith(invalidRecord),
        [`records/${invalidRecord.id}.json`]: JSON.stringify(validRecord),
      },
    ],
    ['a record of a later version', archiveWith({ ...invalidRecord, version: 2 as 1 })],
    ['a record in progress', archiveWith({ ...invalidRecord, state: 'queued' })],
    [
      'a record that points outside its folder',
      {
        ...archiveWith({
          ...invalidRecord,
          images: invalidRecord.images.map((each) => ({ ...each, file: '../1.png' })),
        }),
        [`images/${invalidRecord.id}/../1.png`]: png,
      },
    ],
  ];
  for (const [description, archive] of invalidArchives) {
    it(`counts ${description} as unreadable and imports the rest`, async () => {
      await writeZip({ ...archive, ...archiveWith(validRecord) });
      const other = target.openLibrary();
      const result = await importInto(other);
      assert.deepEqual(result, { ...emptyResult, images: 1, generations: 1, unreadable: 1 });
      assert.deepEqual(await other.list(), [toImported(validRecord)]);
      assert.deepEqual(await readdir(other.folders.images), [validRecord.id]);
    });
  }

  it('skips entries that are not part of a library and writes nothing outside it', async () => {
    await writeZip({
      ...archiveWith(validRecord),
      '../evil.json': 'x',
      'records/../../evil.json': JSON.stringify(invalidRecord),
      '/tmp/jimeng-evil.json': 'x',
      'records/notes.json': '{}',
      'leases/x.1': 'x',
      [`images/${validRecord.id}/1.thumbnail-256.webp`]: 'x',
      [`images/${validRecord.id}/../../../evil.png`]: png,
    });
    const other = target.openLibrary();
    assert.deepEqual(await importInto(other), { ...emptyResult, images: 1, generations: 1 });
    const entries = await readdir(target.folder, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
      ['1.png', `${validRecord.id}.json`],
    );
  });

  it('takes file size and dimensions from the image, not from its record', async () => {
    const recordWithWrongFacts = {
      ...createArchivedRecord(),
      images: [{ ...validRecord.images[0], width: 999, bytes: 1 }],
    };
    await writeZip(archiveWith(recordWithWrongFacts as GenerationRecord));
    const other = target.openLibrary();
    await importInto(other);
    assert.deepEqual((await other.list())[0]?.images, validRecord.images);
  });

  it('keeps the readable images of a set', async () => {
    const images = [1, 2].map((n) => ({ ...validRecord.images[0], file: `${n}.png` }));
    const set = { ...createArchivedRecord(), images } as GenerationRecord;
    await writeZip({ ...archiveWith(set), [`images/${set.id}/2.png`]: 'damaged' });
    const other = target.openLibrary();
    assert.deepEqual(await importInto(other), {
      ...emptyResult,
      images: 1,
      generations: 1,
      unreadable: 1,
    });
    assert.deepEqual((await other.list())[0]?.images, validRecord.images);
  });

  it('leaves nothing behind if the import is canceled or the disk is full', async () => {
    const library = source.openLibrary();
    await createFinished(source, library, 1);
    await createFinished(source, library, 1);
    await exportArchive(library, archivePath());
    const other = target.openLibrary();
    const abort = new AbortController();
    const canceled = importArchive(other, archivePath(), {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    await assert.rejects(canceled, { name: 'AbortError' });
    let opened = 0;
    target.disk.faultFor = (call, path) => {
      if (call === 'open' && path.includes('.png')) opened++;
      return call === 'write' && path.includes('.png') && opened > 1 ? 'ENOSPC' : undefined;
    };
    await assert.rejects(target.driver.waitFor(importInto(other)), { code: 'ENOSPC' });
    assert.deepEqual(await other.list(), []);
    const remainingEntries = await readdir(target.folder, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      remainingEntries.filter((entry) => entry.isFile()),
      [],
    );
  });

  it('leaves nothing behind if the window dies during the import', async () => {
    const library = source.openLibrary();
    await createFinished(source, library, 1);
    await exportArchive(library, archivePath());
    const crashingLibrary = target.openLibrary();
    target.disk.faultFor = (call, path) =>
      (call === 'rename' && path.endsWith('.json')) || call === 'rm' ? 'EIO' : undefined;
    await assert.rejects(target.driver.waitFor(importInto(crashingLibrary)), { code: 'EIO' });
    crashingLibrary.dispose();
    target.disk.faultFor = () => 'EIO';
    target.driver.clock.advance(60_000);
    await target.driver.waitUntilIdle();
    target.disk.faultFor = () => undefined;
    const next = target.openLibrary();
    await next.removeStaleFiles();
    assert.deepEqual(await next.list(), []);
    assert.deepEqual((await measureDiskUsage(next, { now: Date.now() })).bytes, 0);
  });

  it('rejects a file that is not an archive', async () => {
    await writeFile(archivePath(), png);
    const other = target.openLibrary();
    await assert.rejects(importInto(other), ZipError);
    assert.deepEqual(await other.list(), []);
  });

  it('fires a change in every window', async () => {
    await writeZip(archiveWith(validRecord));
    const [other, watching] = [target.openLibrary(), target.openLibrary()];
    await watching.list();
    const change = new Promise((resolve) => watching.onDidChange(resolve));
    await importInto(other);
    assert.deepEqual(await change, { type: 'saved', record: toImported(validRecord) });
  });
});
