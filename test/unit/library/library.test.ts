import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as v from 'valibot';
import type { GenerationRequest } from '../../../src/jimeng/index.ts';
import { measureDiskUsage } from '../../../src/library/diskUsage.ts';
import type { LibraryChange } from '../../../src/library/recordCache.ts';
import { recordSchema } from '../../../src/library/record.ts';
import { png, request } from '../support/generation.ts';
import {
  createFinished,
  createRecord,
  hashOf,
  imageFrom,
  otherPng,
  recordImageAt,
  useLibraryFixture,
} from '../support/libraryFixture.ts';

describe('Library', () => {
  const fixture = useLibraryFixture();

  it('is empty at first', async () => {
    assert.deepEqual(await fixture.openLibrary().list(), []);
    assert.equal(await fixture.openLibrary().get('20260101T000000000-00000000'), undefined);
  });

  it('keeps a record across restarts', async () => {
    const fullRequest: GenerationRequest = {
      model: 'jimeng-4.0',
      prompt: '一只“猫” 😀\n',
      resolution: '2k',
      width: 2560,
      height: 1440,
      size: 4194304,
      forceSingle: true,
      imageUrls: ['https://example.com/1.png'],
    };
    const { record } = await fixture
      .openLibrary()
      .create({ provider: 'deepwl', request: fullRequest });
    assert.deepEqual(record, {
      version: 1,
      id: record.id,
      createdAt: fixture.driver.clock.now(),
      provider: 'deepwl',
      request: fullRequest,
      state: 'queued',
      images: [],
    });
    assert.deepEqual(await fixture.openLibrary().get(record.id), record);
    assert.deepEqual(await fixture.openLibrary().list(), [record]);
    assert.deepEqual(fixture.unreadable, []);
  });

  it('keeps only the known fields of a request', async () => {
    const { record } = await fixture.openLibrary().create({
      provider: 'octopusx',
      request: { ...request, key: 'k' } as never,
    });
    assert.deepEqual(record.request, request);
  });

  it('lists the newest generations first', async () => {
    const library = fixture.openLibrary();
    const prompts = ['first', 'second', 'third', 'fourth'];
    for (const prompt of prompts) {
      await createRecord(library, prompt);
      fixture.driver.clock.advance(1);
    }
    for (const each of [library, fixture.openLibrary()]) {
      const listed = (await each.list()).map(({ request }) => request.prompt);
      assert.deepEqual(listed, prompts.toReversed());
    }
  });

  it('applies all of many simultaneous changes to one record', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    await Promise.all(
      Array.from({ length: 100 }, () =>
        library.update(id, (record) => ({ ...record, createdAt: record.createdAt + 1 })),
      ),
    );
    const created = (await fixture.openLibrary().get(id))?.createdAt;
    assert.equal(created, fixture.driver.clock.now() + 100);
  });

  it('adds all of many simultaneous images', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    const indices = Array.from({ length: 15 }, (_, index) => index);
    await Promise.all(indices.map((index) => library.addImage(id, index, imageFrom(png))));
    const saved = await fixture.openLibrary().get(id);
    assert.deepEqual(
      saved?.images.map(({ file }) => file),
      indices.map((index) => `${index + 1}.png`),
    );
  });

  it('keeps the exact bytes of an image and records it once', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    await library.addImage(id, 0, imageFrom(png));
    const saved = await library.addImage(id, 0, imageFrom(png));
    assert.deepEqual(saved?.images, [recordImageAt(0)]);
    const path = library.getImagePath(id, saved.images[0] ?? assert.fail());
    assert.equal(path, join(fixture.folder, 'images', id, '1.png'));
    assert.deepEqual(await readFile(path), png);
  });

  it('never overwrites an image that is listed, and ends the download of the other', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    const first = await library.addImage(id, 0, imageFrom(png));
    const other = { ...imageFrom(otherPng), bytes: Readable.from([otherPng]) };
    assert.deepEqual(await library.addImage(id, 0, other), first);
    assert.ok(other.bytes.destroyed);
    assert.deepEqual(await readFile(library.getImagePath(id, recordImageAt(0))), png);
  });

  it('replaces an image if that is asked for, with its own thumbnail', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    await library.addImage(id, 0, imageFrom(png));
    await library.thumbnails.add(id, recordImageAt(0), 256, Buffer.from('old'));
    const webp = { ...imageFrom(otherPng), mimeType: 'image/webp' } as const;
    const replaced = await library.addImage(id, 0, webp, { replace: true });
    const image = replaced?.images[0] ?? assert.fail();
    assert.deepEqual([image.file, image.hash], ['1.webp', hashOf(otherPng)]);
    assert.deepEqual(await readFile(library.getImagePath(id, image)), otherPng);
    await assert.rejects(stat(library.getImagePath(id, recordImageAt(0))), { code: 'ENOENT' });
    assert.equal(await library.thumbnails.read(id, image, 256), undefined);
    assert.ok(library.thumbnails.isMissing(id, image));
  });

  it('replaces the file of an image that its record does not list, as after a crash', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    await mkdir(join(fixture.folder, 'images', id), { recursive: true });
    await writeFile(library.getImagePath(id, recordImageAt(0)), 'partial');
    const saved = await library.addImage(id, 0, imageFrom(png));
    assert.deepEqual(saved?.images, [recordImageAt(0)]);
    assert.deepEqual(await readFile(library.getImagePath(id, recordImageAt(0))), png);
  });

  it('keeps the first megabyte of a response, as long as its generation exists', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    const file = join(fixture.folder, 'images', id, 'response.txt');
    await library.keepResponse(id, 'first');
    await library.keepResponse(id, '图'.repeat(400_000));
    assert.equal((await stat(file)).size, 1024 * 1024);
    const { generations, orphanedFiles } = await measureDiskUsage(library, { now: Infinity });
    assert.deepEqual([generations[0]?.bytes, orphanedFiles], [1024 * 1024, []]);
    await library.remove(id);
    await library.keepResponse(id, 'late');
    await assert.rejects(stat(file), { code: 'ENOENT' });
  });

  it('does not keep a response whose generation is deleted meanwhile', async () => {
    const [library, other] = [fixture.openLibrary(), fixture.openLibrary()];
    const { id } = await createRecord(library);
    let deleted: Promise<unknown> | undefined;
    fixture.disk.beforeCall = async (call, path) => {
      if (call === 'rename' && path.endsWith('.tmp')) await (deleted ??= other.moveToTrash([id]));
    };
    await library.keepResponse(id, 'late');
    assert.ok(deleted);
    await assert.rejects(stat(join(fixture.folder, 'images', id)), { code: 'ENOENT' });
  });

  it('continues after a failed change', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    const failing = library.update(id, () => {
      throw new Error('no');
    });
    const next = library.update(id, (record) => ({ ...record, state: 'submitting' }));
    await assert.rejects(failing, { message: 'no' });
    assert.equal((await next)?.state, 'submitting');
  });

  it('fires once for each change and not if nothing changed', async () => {
    const library = fixture.openLibrary();
    const changes: LibraryChange[] = [];
    const subscription = library.onDidChange((change) => changes.push(change));
    const created = await createRecord(library);
    await library.update(created.id, (record) => record);
    const changed = await library.update(created.id, (record) => ({ ...record, state: 'failed' }));
    await library.remove(created.id);
    await library.remove(created.id);
    subscription.dispose();
    await createRecord(library);
    assert.deepEqual(changes, [
      { type: 'saved', record: created },
      { type: 'saved', record: changed },
      { type: 'removed', id: created.id },
    ]);
  });

  it('deletes a generation with its images', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    const kept = await createRecord(library);
    await library.addImage(id, 0, imageFrom(png));
    await library.remove(id);
    assert.deepEqual(await readdir(join(fixture.folder, 'records')), [`${kept.id}.json`]);
    assert.deepEqual(await readdir(join(fixture.folder, 'images')), []);
    assert.deepEqual(await library.list(), [kept]);
  });

  it('does not bring back a finished generation that another window deletes during a change', async () => {
    const library = fixture.openLibrary();
    const id = await createFinished(fixture, library, 1);
    const file = join(library.folders.records, `${id}.json`);
    const updated = await library.update(id, (record) => {
      rmSync(file);
      return { ...record, favorite: true };
    });
    assert.equal(updated, undefined);
    assert.equal(existsSync(file), false);
    assert.equal(await library.get(id), undefined);
  });

  it('writes nothing for a deleted generation', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    await library.remove(id);
    assert.equal(await library.addImage(id, 0, imageFrom(png)), undefined);
    assert.equal(await library.update(id, (record) => record), undefined);
    assert.deepEqual(await readdir(join(fixture.folder, 'records')), []);
    await assert.rejects(stat(join(fixture.folder, 'images', id)), { code: 'ENOENT' });
  });
});

describe('createId', () => {
  const fixture = useLibraryFixture();

  it('returns IDs that sort by time and are valid in a record', async () => {
    const library = fixture.openLibrary();
    const ids: string[] = [];
    for (const ms of [0, 1, 999, 60_000, 86_400_000, 31 * 86_400_000]) {
      fixture.driver.clock.advance(ms);
      const { id } = await createRecord(library);
      assert.ok(v.is(recordSchema.entries.id, id), id);
      ids.push(id);
      if (ms === 0) fixture.driver.clock.advance(1);
    }
    assert.deepEqual(ids, ids.toSorted());
    assert.match(ids[0] ?? '', /^20260101T000000000-/);
  });
});
