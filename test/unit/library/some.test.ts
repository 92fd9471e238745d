import assert from 'node:assert/strict';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from '../support/generation.ts';
import { nextChange, record, useShelf } from '../support/library.ts';

describe('Some records of many', () => {
  const shelf = useShelf();

  async function three() {
    const library = shelf.open();
    const ids: string[] = [];
    for (const prompt of ['first', 'second', 'third']) {
      ids.unshift((await record(library, prompt)).id);
      shelf.pace.clock.advance(1);
    }
    return { library, ids };
  }

  it('are known by their ids without being read', async () => {
    const { ids } = await three();
    shelf.disk.faults = (name) => (name === 'readFile' ? 'EIO' : undefined);
    assert.deepEqual(await shelf.open().ids(), ids);
  });

  it('are none where there is no folder yet', async () => {
    assert.deepEqual(await shelf.open().ids(), []);
    assert.deepEqual(await shelf.open().some(['20260101T000000000-00000000']), []);
  });

  it('are not what has another name', async () => {
    const { ids } = await three();
    for (const name of ['notes.json', '.DS_Store', `${ids[0]}.json.1-2.tmp`]) {
      await writeFile(join(shelf.folder, 'records', name), '{}');
    }
    assert.deepEqual(await shelf.open().ids(), ids);
  });

  it('are known by the same ids once all are read', async () => {
    const { library, ids } = await three();
    assert.deepEqual(await library.ids(), ids);
    await library.remove(ids[1] ?? '');
    assert.deepEqual(await library.ids(), [ids[0], ids[2]]);
  });

  it('come in the order asked for, without what is not there', async () => {
    const { library, ids } = await three();
    const asked = [ids[2] ?? '', '20200101T000000000-00000000', ids[0] ?? ''];
    for (const each of [library, shelf.open()]) {
      const prompts = (await each.some(asked)).map(({ request }) => request.prompt);
      assert.deepEqual(prompts, ['first', 'third']);
    }
  });

  it('are all there when they are copied here bit by bit', async () => {
    const library = shelf.open();
    await library.list();
    const id = '20260101T000000000-00000000';
    const text = JSON.stringify({
      ...{ version: 1, id, createdAt: 1, provider: 'octopusx', request },
      ...{ state: 'done', images: [] },
    });
    const file = join(shelf.folder, 'records', `${id}.json`);
    const next = '20260101T000000001-00000000';
    const heardOfNext = nextChange(library, ({ type }) => type === 'saved');
    const copy = await open(file, 'wx');
    await copy.write(text.slice(0, 40));
    // By the time this is known the half has been looked at: it was heard of before.
    await writeFile(join(shelf.folder, 'records', `${next}.json`), text.replace(id, next));
    await heardOfNext;
    assert.equal(await library.get(id), undefined);
    const heard = nextChange(library);
    await copy.write(text.slice(40));
    await copy.close();
    assert.equal((await heard).type, 'saved');
    assert.equal((await library.get(id))?.id, id);
  });
});
