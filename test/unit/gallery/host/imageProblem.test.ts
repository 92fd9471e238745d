import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { findImageProblem } from '../../../../src/gallery/host/imageProblem.ts';
import { getImageVersion } from '../../../../src/gallery/host/thumbnails.ts';
import type { GenerationRecord } from '../../../../src/library/record.ts';
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
        const problem = await findImageProblem(library, { id, image: 0 }, now);
        assert.deepEqual(problem, { kind, canDownloadAgain });
      });
    }
  }

  it('is null for an image that does not exist', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    assert.equal(await findImageProblem(library, { id, image: 1 }, now), null);
    await library.remove(id);
    assert.equal(await findImageProblem(library, { id, image: 0 }, now), null);
  });
});

describe('getImageVersion', () => {
  it('is the hash, or the size of images of earlier versions', () => {
    assert.equal(getImageVersion({ hash: '0123456789abcdef', bytes: 5 }), '0123456789abcdef');
    assert.equal(getImageVersion({ bytes: 5 }), '5');
  });
});
