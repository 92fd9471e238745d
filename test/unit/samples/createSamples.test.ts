import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import * as v from 'valibot';
import { exportArchive } from '../../../src/library/archive/exportArchive.ts';
import { importArchive } from '../../../src/library/archive/importArchive.ts';
import { recordSchema } from '../../../src/library/record.ts';
import { createSamples } from '../../../src/samples/index.ts';
import { request } from '../support/generation.ts';
import { useLibraryFixture } from '../support/libraryFixture.ts';

describe('createSamples', () => {
  const fixture = useLibraryFixture();
  const create = (requests: readonly (typeof request)[]) => {
    const library = fixture.openLibrary();
    let now = Date.UTC(2026, 10, 26);
    const options = { library, now: () => now++, random: Math.random };
    return createSamples(requests, options).then((records) => ({ library, records }));
  };

  it('adds finished generations that nobody has to run, query, or pay for', async () => {
    const { library, records } = await create([request, { ...request, prompt: 'A dog' }]);
    assert.deepEqual(
      records.map((record) => record.request.prompt),
      [request.prompt, 'A dog'],
    );
    for (const record of records) {
      const { state, isSample, provider, task, images } = record;
      assert.deepEqual([state, isSample, provider, task], ['done', true, undefined, undefined]);
      const [image] = images;
      assert.ok(image);
      const { width, height, format } = await sharp(
        library.getImagePath(record.id, image),
      ).metadata();
      assert.deepEqual([width, height, format], [image.width, image.height, 'png']);
    }
    assert.deepEqual(await library.listLeasedIds(), []);
    // Another window sees the same.
    const listed = await fixture.openLibrary().list();
    assert.deepEqual(listed, [...records].reverse());
  });

  it('has the requested ratio, in a small size', async () => {
    const { records } = await create([
      { ...request, width: 1024, height: 2048 },
      { ...request, width: 4096, height: 1024 },
    ]);
    assert.deepEqual(
      records.map(({ images: [image] }) => [image?.width, image?.height]),
      [
        [480, 960],
        [960, 240],
      ],
    );
  });

  it('adds all of them or none', async () => {
    let count = 0;
    fixture.disk.faultFor = (call, path) =>
      call === 'open' && path.includes('1.png') && ++count > 1 ? 'ENOSPC' : undefined;
    const failing = fixture.driver.waitFor(create([request, request]));
    await assert.rejects(failing, { code: 'ENOSPC' });
    assert.deepEqual(await fixture.openLibrary().list(), []);
  });

  it('is like an imported image for a version that does not know samples', async () => {
    const { library, records } = await create([request]);
    const [record] = records;
    assert.ok(record);
    const file = join(library.folders.records, `${record.id}.json`);
    const { isSample, ...rest } = JSON.parse(readFileSync(file, 'utf8')) as { isSample: boolean };
    assert.ok(isSample);
    assert.ok(v.safeParse(recordSchema, rest).success);
  });

  it('is not exported', async () => {
    const { library } = await create([request]);
    const file = join(fixture.folder, 'export.zip');
    const exported = await exportArchive(library, file);
    assert.deepEqual(exported, { images: 0, bytes: 0, unfinished: 0, missing: 0 });
    const { images } = await importArchive(fixture.openLibrary(), file);
    assert.equal(images, 0);
  });
});
