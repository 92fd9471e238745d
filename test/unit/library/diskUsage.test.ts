import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createId, type GenerationRecord } from '../../../src/library/record.ts';
import {
  sumImageBytes,
  removeOrphanedFiles,
  measureDiskUsage,
} from '../../../src/library/diskUsage.ts';
import { png } from '../support/generation.ts';
import {
  createFinished,
  recordImageAt,
  createRecord,
  imageFrom,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

describe('measureDiskUsage', () => {
  const fixture = useLibraryFixture();
  /** A time when files written by a test count as old. */
  const twoHoursLater = () => Date.now() + 2 * 60 * 60_000;

  async function write(path: string, bytes: number): Promise<string> {
    const file = join(fixture.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.alloc(bytes));
    return file;
  }

  it('returns nothing for an empty library', async () => {
    assert.deepEqual(await measureDiskUsage(fixture.openLibrary(), { now: twoHoursLater() }), {
      generations: [],
      orphanedFiles: [],
      images: 0,
      bytes: 0,
    });
  });

  it('counts images and thumbnails by generation', async () => {
    const library = fixture.openLibrary();
    const [first, second] = [
      await createFinished(fixture, library, 2),
      await createFinished(fixture, library, 1),
    ];
    await library.thumbnails.add(first, recordImageAt(1), 256, Buffer.alloc(70));
    await library.thumbnails.add(first, recordImageAt(1), 512, Buffer.alloc(200));
    const usage = await measureDiskUsage(library, { now: twoHoursLater() });
    assert.deepEqual(
      usage.generations.map(({ record, bytes }) => [record.id, bytes]),
      [
        [second, png.length],
        [first, 2 * png.length + 270],
      ],
    );
    assert.deepEqual(usage.orphanedFiles, []);
    assert.equal(usage.images, 3);
    assert.equal(usage.bytes, 3 * png.length + 270);
    assert.equal(sumImageBytes(await library.list()), 3 * png.length);
  });

  it('finds orphaned files and nothing else', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    const { id: running } = await createRecord(library);
    const deleted = await createFinished(fixture, library, 1);
    // Its images are in use and cannot be moved.
    fixture.disk.faultFor = (call, path) =>
      call === 'rename' && path === join(fixture.folder, 'images', deleted) ? 'EPERM' : undefined;
    const deletion = await library.moveToTrash([deleted]);
    fixture.disk.faultFor = () => undefined;
    const unreadable = createId(1, () => 0.1);
    const orphanId = createId(2, () => 0.2);
    await write(`records/${unreadable}.json`, 0);
    await writeFile(
      join(fixture.folder, 'records', `${unreadable}.json`),
      JSON.stringify({ version: 2, id: unreadable }),
    );
    await write(`images/${unreadable}/1.png`, 1);
    await write(`images/${running}/1.png`, 1);
    await write(`images/${id}/my notes.txt`, 1);
    await write(`images/my folder/1.png`, 1);
    const orphanedFiles = [
      await write(`images/${id}/2.png`, 10),
      await write(`images/${id}/0123456789abcdef.thumbnail-256.webp`, 20),
      await write(`images/${id}/1.png.123-4.tmp`, 30),
      await write(`images/${orphanId}/1.png`, 40),
      await write('quarantine/shopping-list.json', 50),
    ];
    const usage = await measureDiskUsage(library, { now: twoHoursLater() });
    const byPath = (a: { path: string }, b: { path: string }) => a.path.localeCompare(b.path);
    assert.deepEqual(
      [...usage.orphanedFiles].sort(byPath),
      orphanedFiles.map((path, n) => ({ path, bytes: 10 * (n + 1) })).sort(byPath),
    );
    assert.equal(usage.bytes, 2 * png.length + 150 + 3);

    await removeOrphanedFiles(usage.orphanedFiles, library, { now: twoHoursLater() });
    assert.deepEqual((await measureDiskUsage(library, { now: twoHoursLater() })).orphanedFiles, []);
    assert.deepEqual((await readdir(join(fixture.folder, 'images', id))).sort(), [
      '1.png',
      'my notes.txt',
    ]);
    assert.equal(await deletion.restore(), 1);
  });

  it('takes no image of a record for an orphaned file, however many it lists', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `${index + 1}.png`);
    const id = await createFinished(fixture, fixture.openLibrary(), 1);
    const recordFile = join(fixture.folder, 'records', `${id}.json`);
    const record = JSON.parse(await readFile(recordFile, 'utf8')) as GenerationRecord;
    const images = names.map((file) => ({ ...recordImageAt(0), file }));
    await writeFile(recordFile, JSON.stringify({ ...record, images }));
    for (const file of names) await write(`images/${id}/${file}`, 1);
    const library = fixture.openLibrary();
    const usage = await measureDiskUsage(library, { now: twoHoursLater() });
    assert.deepEqual(usage.orphanedFiles, []);
    await library.update(id, (found) => ({ ...found, favorite: true }));
    assert.equal((await library.get(id))?.images.length, names.length);
  });

  it('does not treat new files as orphaned', async () => {
    const library = fixture.openLibrary();
    await write(`images/${createId(1, () => 0)}/1.png`, 10);
    const mtimeMs = fixture.driver.clock.now();
    const countOrphanedAt = async (now: number) =>
      (await measureDiskUsage(library, { now })).orphanedFiles.map(({ path }) => basename(path));
    assert.deepEqual(await countOrphanedAt(mtimeMs + 59 * 60_000), []);
    assert.deepEqual(await countOrphanedAt(mtimeMs + 61 * 60_000), ['1.png']);
  });

  it('does not delete files that are no longer orphaned', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    const path = await write(`images/${id}/2.png`, 10);
    const { orphanedFiles } = await measureDiskUsage(library, { now: twoHoursLater() });
    assert.equal(orphanedFiles.length, 1);
    await library.addImage(id, 1, imageFrom(png));
    await removeOrphanedFiles(orphanedFiles, library, { now: twoHoursLater() });
    assert.equal((await stat(path)).size, png.length);
  });
});
