import assert from 'node:assert/strict';
import { png } from '../support/generation.ts';
import {
  nextChange,
  createRecord,
  useLibraryFixture,
  imageFrom,
} from '../support/libraryFixture.ts';

describe('Library in two windows', () => {
  const fixture = useLibraryFixture();

  async function openWindows() {
    const [here, there] = [fixture.openLibrary(), fixture.openLibrary()];
    await Promise.all([here.list(), there.list()]);
    return { here, there };
  }

  it('sees generations that the other window creates, changes, and deletes', async () => {
    const { here, there } = await openWindows();
    const createdChange = nextChange(there);
    const created = await createRecord(here);
    assert.deepEqual(await createdChange, { type: 'saved', record: created });
    assert.deepEqual(await there.get(created.id), created);

    const failedChange = nextChange(here);
    const failed = await there.update(created.id, (record) => ({ ...record, state: 'failed' }));
    assert.deepEqual(await failedChange, { type: 'saved', record: failed });

    const imageChange = nextChange(there);
    const saved = await here.addImage(created.id, 0, imageFrom(png));
    assert.deepEqual(await imageChange, { type: 'saved', record: saved });

    const removedChange = nextChange(here);
    await there.remove(created.id);
    assert.deepEqual(await removedChange, { type: 'removed', id: created.id });
    assert.deepEqual([await here.list(), await there.list()], [[], []]);
  });

  it('builds on the last change of the other window', async () => {
    const { here, there } = await openWindows();
    const { id, createdAt } = await createRecord(here);
    for (const window of [there, here, there, here]) {
      await window.update(id, (record) => ({ ...record, createdAt: record.createdAt + 1 }));
    }
    assert.equal((await fixture.openLibrary().get(id))?.createdAt, createdAt + 4);
  });

  it('never reads a partial record', async () => {
    const { here, there } = await openWindows();
    const { id } = await createRecord(here, 'x'.repeat(50_000));
    const last = nextChange(
      there,
      (change) => change.type === 'saved' && change.record.createdAt === 50,
    );
    for (let round = 1; round <= 50; round++) {
      await here.update(id, (record) => ({ ...record, createdAt: round }));
      await there.update(id, (record) => record);
    }
    await last;
    assert.deepEqual(fixture.unreadable, []);
  });

  it('receives no changes after it is disposed', async () => {
    const { here, there } = await openWindows();
    const noChange = nextChange(there);
    there.dispose();
    const third = fixture.openLibrary();
    await third.list();
    const receivedChange = nextChange(third);
    await createRecord(here);
    await receivedChange;
    assert.equal(await Promise.race([noChange, Promise.resolve('silence')]), 'silence');
  });
});
