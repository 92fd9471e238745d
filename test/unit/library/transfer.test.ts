import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { writeArchive } from '../../../src/library/exporting.ts';
import { readArchive } from '../../../src/library/importing.ts';
import type { Library } from '../../../src/library/library.ts';
import { newId, type GenerationRecord } from '../../../src/library/record.ts';
import { takeStock } from '../../../src/library/stock.ts';
import { ZipError } from '../../../src/library/zipReader.ts';
import { png } from '../support/generation.ts';
import { done, pictureAt, record, soundRecord, useShelf } from '../support/library.ts';

const nothing = { images: 0, generations: 0, known: 0, unreadable: 0 };
const signed = 'https://pictures.example.com/1.image?X-Tos-Signature=0123abcd';

/** An archive by other hands, as text and bytes by name. */
type Archive = Record<string, string | Uint8Array>;

describe('A library that moves', () => {
  const [shelf, elsewhere] = [useShelf(), useShelf()];
  const file = () => join(shelf.folder, 'library.zip');

  const write = (archive: Archive) => {
    const entries = Object.entries(archive).map(
      ([name, content]) =>
        [name, typeof content === 'string' ? Buffer.from(content) : content] as const,
    );
    return writeFile(file(), zipSync(Object.fromEntries(entries)));
  };
  const read = async () => unzipSync(await readFile(file()));
  const take = (library: Library) => readArchive(library, file(), { disk: elsewhere.disk.disk });

  /** A finished generation with one picture, as an archive has it. */
  function made(facts: Partial<GenerationRecord> = {}): GenerationRecord {
    const id = newId(Date.UTC(2026, 0, 1), Math.random);
    return soundRecord({ id, images: [pictureAt(0)], ...facts });
  }
  const archiveOf = (record: GenerationRecord, picture: Uint8Array = png): Archive => ({
    [`records/${record.id}.json`]: JSON.stringify(record),
    [`images/${record.id}/1.png`]: picture,
  });

  it('is the same on the other side, but for what belongs to the machine', async () => {
    const library = shelf.open();
    const ids = [await done(shelf, library, 2), await done(shelf, library, 1)];
    const [first = '', second = ''] = ids;
    await library.update(first, (record) => ({ ...record, favorite: true }));
    await library.update(second, (record) => ({
      ...record,
      insertions: [{ uri: 'file:///home/me/diary.md', at: 1 }],
      addresses: { imageUrls: [signed], receivedAt: 1 },
    }));
    await library.thumbnails.add(first, pictureAt(0), 256, Buffer.alloc(10));
    const { id: running } = await record(library);

    const progress: string[] = [];
    const exported = await writeArchive(library, file(), {
      onProgress: (done, total) => progress.push(`${done}/${total}`),
    });
    assert.deepEqual(exported, { images: 3, bytes: 3 * png.length, unfinished: 1, missing: 0 });
    assert.deepEqual(progress, ['1/2', '2/2']);
    assert.deepEqual(
      Object.keys(await read()).sort(),
      [
        `images/${first}/1.png`,
        `images/${first}/2.png`,
        `images/${second}/1.png`,
        `records/${first}.json`,
        `records/${second}.json`,
      ].sort(),
    );

    const other = elsewhere.open();
    assert.deepEqual(await take(other), { ...nothing, images: 3, generations: 2 });
    const { insertions, addresses, ...plain } = (await library.get(second)) ?? made();
    assert.ok(insertions && addresses);
    assert.deepEqual(await other.list(), [plain, await library.get(first)]);
    for (const { id, images } of await other.list()) {
      for (const image of images) assert.ok(png.equals(await readFile(other.pathOf(id, image))));
    }
    assert.equal(await other.get(running), undefined);
    const { leftOver, bytes } = await takeStock(other, { now: Date.now() + 1e9 });
    assert.deepEqual({ leftOver, bytes }, { leftOver: [], bytes: 3 * png.length });
    assert.deepEqual(await readdir(other.folders.deleted), []);
    assert.deepEqual(await readdir(other.folders.leases), []);
  });

  it('takes no address with it that lets others in', async () => {
    const library = shelf.open();
    const id = await done(shelf, library, 1);
    const addresses = { imageUrls: [signed], receivedAt: 1 };
    await library.update(id, (record) => ({ ...record, addresses }));
    await writeArchive(library, file());
    const texts = Object.values(await read()).map((content) => strFromU8(content, true));
    assert.equal(texts.length, 2);
    for (const text of texts) assert.doesNotMatch(text, /signature|pictures\.example\.com/i);
  });

  it('may be a part of the library', async () => {
    const library = shelf.open();
    const [id] = [await done(shelf, library, 1), await done(shelf, library, 1)];
    assert.equal((await writeArchive(library, file(), { ids: [id] })).images, 1);
    assert.deepEqual(await take(elsewhere.open()), { ...nothing, images: 1, generations: 1 });
  });

  it('leaves out pictures whose files are gone, and generations that have none left', async () => {
    const library = shelf.open();
    const [one, two] = [await done(shelf, library, 1), await done(shelf, library, 2)];
    await rm(join(library.folders.images, one), { recursive: true });
    await rm(join(library.folders.images, two, '1.png'));
    const { images, missing } = await writeArchive(library, file());
    assert.deepEqual({ images, missing }, { images: 1, missing: 2 });
    assert.deepEqual(await take(elsewhere.open()), { ...nothing, images: 1, generations: 1 });
  });

  it('leaves no file behind where its export is cancelled or fails, and an old one as it was', async () => {
    const library = shelf.open();
    await done(shelf, library, 1);
    await done(shelf, library, 1);
    await writeFile(file(), 'an older archive');
    const abort = new AbortController();
    const cancelled = writeArchive(library, file(), {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    await assert.rejects(cancelled, { name: 'AbortError' });
    shelf.disk.faults = (call) => (call === 'write' ? 'ENOSPC' : undefined);
    const failed = writeArchive(library, file(), { disk: shelf.disk.disk });
    await assert.rejects(failed, { code: 'ENOSPC' });
    assert.equal(await readFile(file(), 'utf8'), 'an older archive');
    assert.deepEqual(
      (await readdir(shelf.folder)).filter((name) => name.startsWith('library.zip')),
      ['library.zip'],
    );
  });

  it('adds nothing that is here already, not even from a later version', async () => {
    const other = elsewhere.open();
    const id = await done(elsewhere, other, 1);
    const unreadable = made();
    const text = JSON.stringify({ ...unreadable, version: 2 });
    await writeFile(join(other.folders.records, `${unreadable.id}.json`), text);
    await mkdir(join(other.folders.images, unreadable.id));
    await writeFile(join(other.folders.images, unreadable.id, '1.png'), 'precious');
    const before = await other.get(id);
    await write({ ...archiveOf(made({ id, createdAt: 7 })), ...archiveOf(unreadable) });
    assert.deepEqual(await take(other), { ...nothing, known: 2 });
    assert.deepEqual(await other.get(id), before);
    const kept = join(other.folders.images, unreadable.id, '1.png');
    assert.equal(await readFile(kept, 'utf8'), 'precious');
  });

  it('brings pictures where there was only a failure', async () => {
    const other = elsewhere.open();
    const { id } = await record(other);
    await other.update(id, (record) => ({
      ...record,
      state: 'failed',
      failure: { kind: 'cancelled' },
    }));
    const better = made({ id });
    await write(archiveOf(better));
    assert.deepEqual(await take(other), { ...nothing, images: 1, generations: 1 });
    assert.deepEqual(await other.list(), [better]);
    assert.ok(png.equals(await readFile(join(other.folders.images, id, '1.png'))));
    assert.deepEqual(await readdir(other.folders.leases), []);
  });

  it('leaves what is under way here alone', async () => {
    const other = elsewhere.open();
    const running = await record(other);
    await write(archiveOf(made({ id: running.id })));
    assert.deepEqual(await take(other), { ...nothing, known: 1 });
    assert.deepEqual(await other.list(), [running]);
  });

  it('brings back what was just deleted, once', async () => {
    const other = elsewhere.open();
    const id = await done(elsewhere, other, 1);
    await writeArchive(other, file());
    const deletion = await other.putAway([id]);
    assert.equal((await take(other)).images, 1);
    assert.equal(await deletion.restore(), 0);
    assert.equal((await other.list()).length, 1);
    assert.ok(png.equals(await readFile(join(other.folders.images, id, '1.png'))));
  });

  const [good, bad] = [made(), made()];
  const spoilt: readonly [what: string, archive: Archive][] = [
    ['a picture that is none', archiveOf(bad, Buffer.from('<svg/>'))],
    [
      'a picture with the wrong ending',
      {
        ...archiveOf({ ...bad, images: bad.images.map((each) => ({ ...each, file: '1.jpg' })) }),
        [`images/${bad.id}/1.jpg`]: png,
      },
    ],
    ['no picture', { [`records/${bad.id}.json`]: JSON.stringify(bad) }],
    ['a record that is none', { ...archiveOf(bad), [`records/${bad.id}.json`]: '{ "version"' }],
    [
      'the record of another',
      { ...archiveOf(bad), [`records/${bad.id}.json`]: JSON.stringify(good) },
    ],
    ['a record of a later version', archiveOf({ ...bad, version: 2 as 1 })],
    ['a record that is under way', archiveOf({ ...bad, state: 'queued' })],
    [
      'a record that points out of its folder',
      {
        ...archiveOf({ ...bad, images: bad.images.map((each) => ({ ...each, file: '../1.png' })) }),
        [`images/${bad.id}/../1.png`]: png,
      },
    ],
  ];
  for (const [what, archive] of spoilt) {
    it(`counts ${what}, and takes the rest`, async () => {
      await write({ ...archive, ...archiveOf(good) });
      const other = elsewhere.open();
      const result = await take(other);
      assert.deepEqual(result, { ...nothing, images: 1, generations: 1, unreadable: 1 });
      assert.deepEqual(await other.list(), [good]);
      assert.deepEqual(await readdir(other.folders.images), [good.id]);
    });
  }

  it('passes by what is no part of a library, and writes nothing outside it', async () => {
    await write({
      ...archiveOf(good),
      '../evil.json': 'x',
      'records/../../evil.json': JSON.stringify(bad),
      '/tmp/jimeng-evil.json': 'x',
      'records/notes.json': '{}',
      'leases/x.1': 'x',
      [`images/${good.id}/1.thumbnail-256.webp`]: 'x',
      [`images/${good.id}/../../../evil.png`]: png,
    });
    const other = elsewhere.open();
    assert.deepEqual(await take(other), { ...nothing, images: 1, generations: 1 });
    const entries = await readdir(elsewhere.folder, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      entries
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .sort(),
      ['1.png', `${good.id}.json`],
    );
  });

  it('takes size and sides from the picture, whatever its record says', async () => {
    const lying = { ...made(), images: [{ ...good.images[0], width: 999, bytes: 1 }] };
    await write(archiveOf(lying as GenerationRecord));
    const other = elsewhere.open();
    await take(other);
    assert.deepEqual((await other.list())[0]?.images, good.images);
  });

  it('keeps the pictures that can be read of one with several', async () => {
    const images = [1, 2].map((n) => ({ ...good.images[0], file: `${n}.png` }));
    const set = { ...made(), images } as GenerationRecord;
    await write({ ...archiveOf(set), [`images/${set.id}/2.png`]: 'damaged' });
    const other = elsewhere.open();
    assert.deepEqual(await take(other), { images: 1, generations: 1, known: 0, unreadable: 1 });
    assert.deepEqual((await other.list())[0]?.images, good.images);
  });

  it('leaves nothing behind where its import is cancelled or the disk is full', async () => {
    const library = shelf.open();
    await done(shelf, library, 1);
    await done(shelf, library, 1);
    await writeArchive(library, file());
    const other = elsewhere.open();
    const abort = new AbortController();
    const cancelled = readArchive(other, file(), {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    await assert.rejects(cancelled, { name: 'AbortError' });
    let writes = 0;
    elsewhere.disk.faults = (call, path) =>
      call === 'write' && path.includes('.png') && ++writes === 2 ? 'ENOSPC' : undefined;
    await assert.rejects(take(other), { code: 'ENOSPC' });
    assert.deepEqual(await other.list(), []);
    const left = await readdir(elsewhere.folder, { recursive: true, withFileTypes: true });
    assert.deepEqual(
      left.filter((entry) => entry.isFile()),
      [],
    );
  });

  it('leaves nothing behind where the window dies on its way in', async () => {
    const library = shelf.open();
    await done(shelf, library, 1);
    await writeArchive(library, file());
    const dying = elsewhere.open();
    elsewhere.disk.faults = (call, path) =>
      (call === 'rename' && path.endsWith('.json')) || call === 'rm' || call === 'utimes'
        ? 'EIO'
        : undefined;
    await assert.rejects(take(dying), { code: 'EIO' });
    dying.dispose();
    elsewhere.pace.clock.advance(60_000);
    await elsewhere.pace.rest();
    elsewhere.disk.faults = () => undefined;
    const next = elsewhere.open();
    await next.tidy();
    assert.deepEqual(await next.list(), []);
    assert.deepEqual((await takeStock(next, { now: Date.now() })).bytes, 0);
  });

  it('says what is no archive', async () => {
    await writeFile(file(), png);
    const other = elsewhere.open();
    await assert.rejects(take(other), ZipError);
    assert.deepEqual(await other.list(), []);
  });

  it('shows in every window', async () => {
    await write(archiveOf(good));
    const [other, watching] = [elsewhere.open(), elsewhere.open()];
    await watching.list();
    const heard = new Promise((resolve) => watching.onDidChange(resolve));
    await take(other);
    assert.deepEqual(await heard, { type: 'saved', record: good });
  });
});
