import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { findFileProblem, findImageProblem } from '../../../../src/gallery/host/imageProblem.ts';
import { getImageVersion } from '../../../../src/gallery/host/thumbnails.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
import { createBlackPng, hugeSidePixels } from '../../../gateway/images/hugePng.ts';
import { createFinished, recordImageAt, useLibraryFixture } from '../../support/libraryFixture.ts';

const hourMs = 3_600_000;
const now = Date.UTC(2026, 10, 21, 12);
const taskOf = (ageHours: number) => ({
  task: { taskId: '7', reqKey: 'jimeng_t2i_v40', submittedAt: now - ageHours * hourMs },
});
const urlsOf = (ageHours: number) => ({
  resultUrls: { imageUrls: ['https://x.example/1'], receivedAt: now - ageHours * hourMs },
});

describe('findImageProblem', () => {
  const fixture = useLibraryFixture();

  const rows: [string, Partial<GenerationRecord>, boolean][] = [
    ['while the task lives', taskOf(11), true],
    ['while the URL lives', { ...taskOf(13), ...urlsOf(23) }, true],
    ['after both have expired', { ...taskOf(13), ...urlsOf(25) }, false],
    ['without a task', {}, false],
    ['of a failed generation', { ...taskOf(1), state: 'failed' }, true],
    ['while it is being downloaded', { ...taskOf(1), state: 'downloading' }, false],
  ];
  for (const [description, changes, canDownloadAgain] of rows) {
    for (const kind of ['missing', 'damaged'] as const) {
      const offered = canDownloadAgain ? 'can' : 'cannot';
      it(`${offered} download a ${kind} image again ${description}`, async () => {
        const library = fixture.openLibrary();
        const id = await createFinished(fixture, library, 1);
        await library.update(id, ({ task, resultUrls, ...rest }) => ({ ...rest, ...changes }));
        const file = library.getImagePath(id, recordImageAt(0));
        await (kind === 'missing' ? rm(file, { force: true }) : writeFile(file, 'damaged'));
        for (const isBroken of [false, true]) {
          const problem = await findImageProblem(library, { id, image: 0, isBroken }, now);
          assert.deepEqual(problem, { kind, canDownloadAgain });
        }
      });
    }
  }

  it('is null for an image that does not exist', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    assert.equal(await findImageProblem(library, { id, image: 1, isBroken: true }, now), null);
    await library.remove(id);
    assert.equal(await findImageProblem(library, { id, image: 0, isBroken: true }, now), null);
  });

  it('is null for an image that may be loaded, unless it turns out to be broken', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    assert.equal(await findImageProblem(library, { id, image: 0, isBroken: false }, now), null);
    assert.deepEqual(await findImageProblem(library, { id, image: 0, isBroken: true }, now), {
      kind: 'damaged',
      canDownloadAgain: false,
    });
  });

  it('does not follow a link in place of the folder of a generation', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    const folder = join(fixture.folder, 'images', id);
    await rename(folder, join(fixture.folder, 'moved'));
    await symlink(join(fixture.folder, 'moved'), folder);
    assert.deepEqual(await findImageProblem(library, { id, image: 0, isBroken: false }, now), {
      kind: 'damaged',
      canDownloadAgain: false,
    });
  });

  it('reads the file, not the record, which may be of another image', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    await library.update(id, (record) => ({ ...record, ...taskOf(1) }));
    const bytes = createBlackPng(hugeSidePixels, hugeSidePixels);
    assert.ok(bytes.length < 61 * 1024);
    await writeFile(library.getImagePath(id, recordImageAt(0)), bytes);
    for (const isBroken of [false, true]) {
      assert.deepEqual(await findImageProblem(library, { id, image: 0, isBroken }, now), {
        kind: 'tooLarge',
        // It would be the same.
        canDownloadAgain: false,
      });
    }
  });
});

describe('findFileProblem', () => {
  const fixture = useLibraryFixture();
  const path = () => join(fixture.folder, '1.png');

  const sizes: [width: number, height: number, problem: string | undefined][] = [
    // The largest that the service generates.
    [4096, 4096, undefined],
    [8192, 8192, undefined],
    [8193, 8192, 'tooLarge'],
    [16_384, 1, undefined],
    [16_385, 1, 'tooLarge'],
    [1, 20_000, 'tooLarge'],
    [20_000, 20_000, 'tooLarge'],
    [2 ** 31 - 1, 1, 'tooLarge'],
  ];
  for (const [width, height, problem] of sizes) {
    it(`is ${problem ?? 'undefined'} for ${width} × ${height} pixels`, async () => {
      const png = createBlackPng(1, 1);
      // The header is enough: nothing is decoded.
      png.writeUInt32BE(width, 16);
      png.writeUInt32BE(height, 20);
      png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
      await mkdir(fixture.folder, { recursive: true });
      await writeFile(path(), png);
      assert.equal(await findFileProblem(path()), problem);
    });
  }

  it('is tooLarge for a file that is larger than any image', async () => {
    await mkdir(fixture.folder, { recursive: true });
    await writeFile(path(), createBlackPng(1, 1));
    await truncate(path(), 101 * 1024 * 1024);
    assert.equal(await findFileProblem(path()), 'tooLarge');
  });

  it('does not read a link or a folder', async () => {
    await mkdir(path(), { recursive: true });
    assert.equal(await findFileProblem(path()), 'damaged');
    const outside = join(fixture.folder, 'outside.png');
    await writeFile(outside, createBlackPng(1, 1));
    const link = join(fixture.folder, 'link.png');
    await symlink(outside, link);
    assert.equal(await findFileProblem(link), 'damaged');
  });
});

describe('getImageVersion', () => {
  it('is the hash, or the size of images of earlier versions', () => {
    assert.equal(getImageVersion({ hash: '0123456789abcdef', bytes: 5 }), '0123456789abcdef');
    assert.equal(getImageVersion({ bytes: 5 }), '5');
  });
});
