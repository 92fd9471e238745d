import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { GenerationRequest } from '../../../src/jimeng/index.ts';
import type { LibraryChange } from '../../../src/library/library.ts';
import { recordSchema } from '../../../src/library/record.ts';
import { png, request } from '../support/generation.ts';
import { pictureOf, record, useShelf } from '../support/library.ts';

const image = { file: '1.png', mimeType: 'image/png', width: 3, height: 2, bytes: png.length };

describe('The library', () => {
  const shelf = useShelf();

  it('is empty at first', async () => {
    assert.deepEqual(await shelf.open().list(), []);
    assert.equal(await shelf.open().get('20260101T000000000-00000000'), undefined);
  });

  it('keeps a record over a restart', async () => {
    const asked: GenerationRequest = {
      model: 'jimeng-4.0',
      prompt: '一只“猫” 😀\n',
      resolution: '2k',
      width: 2560,
      height: 1440,
      size: 4194304,
      forceSingle: true,
      imageUrls: ['https://example.com/1.png'],
    };
    const { record } = await shelf.open().create({ provider: 'deepwl', request: asked });
    assert.deepEqual(record, {
      version: 1,
      id: record.id,
      createdAt: shelf.pace.clock.now(),
      provider: 'deepwl',
      request: asked,
      state: 'queued',
      images: [],
    });
    assert.deepEqual(await shelf.open().get(record.id), record);
    assert.deepEqual(await shelf.open().list(), [record]);
    assert.deepEqual(shelf.unreadable, []);
  });

  it('keeps no more of a request than it knows', async () => {
    const { record } = await shelf.open().create({
      provider: 'octopusx',
      request: { ...request, key: 'k' } as never,
    });
    assert.deepEqual(record.request, request);
  });

  it('lists the newest first', async () => {
    const library = shelf.open();
    const prompts = ['first', 'second', 'third', 'fourth'];
    for (const prompt of prompts) {
      await record(library, prompt);
      shelf.pace.clock.advance(1);
    }
    for (const each of [library, shelf.open()]) {
      const listed = (await each.list()).map(({ request }) => request.prompt);
      assert.deepEqual(listed, prompts.toReversed());
    }
  });

  it('loses none of many changes to one record', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    await Promise.all(
      Array.from({ length: 100 }, () =>
        library.update(id, (record) => ({ ...record, createdAt: record.createdAt + 1 })),
      ),
    );
    const created = (await shelf.open().get(id))?.createdAt;
    assert.equal(created, shelf.pace.clock.now() + 100);
  });

  it('loses none of many pictures that arrive at once', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    const indices = Array.from({ length: 15 }, (_, index) => index);
    await Promise.all(indices.map((index) => library.addPicture(id, index, pictureOf(png))));
    const saved = await shelf.open().get(id);
    assert.deepEqual(
      saved?.images.map(({ file }) => file),
      indices.map((index) => `${index + 1}.png`),
    );
  });

  it('keeps a picture’s very bytes, and names it once', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    await library.addPicture(id, 0, pictureOf(png));
    const saved = await library.addPicture(id, 0, pictureOf(png));
    assert.deepEqual(saved?.images, [image]);
    const path = library.pathOf(id, saved.images[0] ?? assert.fail());
    assert.equal(path, join(shelf.folder, 'images', id, '1.png'));
    assert.deepEqual(await readFile(path), png);
  });

  it('goes on after a change that fails', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    const failing = library.update(id, () => {
      throw new Error('no');
    });
    const next = library.update(id, (record) => ({ ...record, state: 'submitting' }));
    await assert.rejects(failing, { message: 'no' });
    assert.equal((await next)?.state, 'submitting');
  });

  it('tells of each change once, and of none that changes nothing', async () => {
    const library = shelf.open();
    const changes: LibraryChange[] = [];
    const listening = library.onDidChange((change) => changes.push(change));
    const created = await record(library);
    await library.update(created.id, (record) => record);
    const changed = await library.update(created.id, (record) => ({ ...record, state: 'failed' }));
    await library.remove(created.id);
    await library.remove(created.id);
    listening.dispose();
    await record(library);
    assert.deepEqual(changes, [
      { type: 'saved', record: created },
      { type: 'saved', record: changed },
      { type: 'removed', id: created.id },
    ]);
  });

  it('takes a generation off the disk with its pictures', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    const kept = await record(library);
    await library.addPicture(id, 0, pictureOf(png));
    await library.remove(id);
    assert.deepEqual(await readdir(join(shelf.folder, 'records')), [`${kept.id}.json`]);
    assert.deepEqual(await readdir(join(shelf.folder, 'images')), []);
    assert.deepEqual(await library.list(), [kept]);
  });

  it('writes nothing for a generation that was taken away', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    await library.remove(id);
    assert.equal(await library.addPicture(id, 0, pictureOf(png)), undefined);
    assert.equal(await library.update(id, (record) => record), undefined);
    assert.deepEqual(await readdir(join(shelf.folder, 'records')), []);
    await assert.rejects(stat(join(shelf.folder, 'images', id)), { code: 'ENOENT' });
  });
});

describe('The id of a generation', () => {
  const shelf = useShelf();

  it('sorts by time and is as records want it', async () => {
    const library = shelf.open();
    const ids: string[] = [];
    for (const ms of [0, 1, 999, 60_000, 86_400_000, 31 * 86_400_000]) {
      shelf.pace.clock.advance(ms);
      const { id } = await record(library);
      assert.ok(v.is(recordSchema.entries.id, id), id);
      ids.push(id);
      if (ms === 0) shelf.pace.clock.advance(1);
    }
    assert.deepEqual(ids, ids.toSorted());
    assert.match(ids[0] ?? '', /^20260101T000000000-/);
  });
});
