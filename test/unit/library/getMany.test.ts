import assert from 'node:assert/strict';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from '../support/generation.ts';
import { nextChange, createRecord, useLibraryFixture } from '../support/libraryFixture.ts';

describe('Library.listIds and getMany', () => {
  const fixture = useLibraryFixture();

  async function createThree() {
    const library = fixture.openLibrary();
    const ids: string[] = [];
    for (const prompt of ['first', 'second', 'third']) {
      ids.unshift((await createRecord(library, prompt)).id);
      fixture.driver.clock.advance(1);
    }
    return { library, ids };
  }

  it('list ids without reading the records', async () => {
    const { ids } = await createThree();
    fixture.disk.faultFor = (name) => (name === 'readFile' ? 'EIO' : undefined);
    assert.deepEqual(await fixture.openLibrary().listIds(), ids);
  });

  it('return nothing if there is no folder yet', async () => {
    assert.deepEqual(await fixture.openLibrary().listIds(), []);
    assert.deepEqual(await fixture.openLibrary().getMany(['20260101T000000000-00000000']), []);
  });

  it('ignore files with other names', async () => {
    const { ids } = await createThree();
    for (const name of ['notes.json', '.DS_Store', `${ids[0]}.json.1-2.tmp`]) {
      await writeFile(join(fixture.folder, 'records', name), '{}');
    }
    assert.deepEqual(await fixture.openLibrary().listIds(), ids);
  });

  it('list the same ids after all records are read', async () => {
    const { library, ids } = await createThree();
    assert.deepEqual(await library.listIds(), ids);
    await library.remove(ids[1] ?? '');
    assert.deepEqual(await library.listIds(), [ids[0], ids[2]]);
  });

  it('return records in the requested order without missing ones', async () => {
    const { library, ids } = await createThree();
    const requestedIds = [ids[2] ?? '', '20200101T000000000-00000000', ids[0] ?? ''];
    for (const each of [library, fixture.openLibrary()]) {
      const prompts = (await each.getMany(requestedIds)).map(({ request }) => request.prompt);
      assert.deepEqual(prompts, ['first', 'third']);
    }
  });

  it('return a record that is copied into the folder piece by piece', async () => {
    const library = fixture.openLibrary();
    await library.list();
    const id = '20260101T000000000-00000000';
    const text = JSON.stringify({
      version: 1,
      id,
      createdAt: 1,
      provider: 'octopusx',
      request,
      state: 'done',
      images: [],
    });
    const file = join(fixture.folder, 'records', `${id}.json`);
    const next = '20260101T000000001-00000000';
    const nextSaved = nextChange(library, ({ type }) => type === 'saved');
    const copy = await open(file, 'wx');
    await copy.write(text.slice(0, 40));
    // When this is reported, the incomplete file has been read, because its change came first.
    await writeFile(join(fixture.folder, 'records', `${next}.json`), text.replace(id, next));
    await nextSaved;
    assert.equal(await library.get(id), undefined);
    const copiedChange = nextChange(library);
    await copy.write(text.slice(40));
    await copy.close();
    assert.equal((await copiedChange).type, 'saved');
    assert.equal((await library.get(id))?.id, id);
  });
});
