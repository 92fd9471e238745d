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
    const [firstLibrary, secondLibrary] = [fixture.openLibrary(), fixture.openLibrary()];
    await Promise.all([firstLibrary.list(), secondLibrary.list()]);
    return { firstLibrary, secondLibrary };
  }

  it('sees generations that the other window creates, changes, and deletes', async () => {
    const { firstLibrary, secondLibrary } = await openWindows();
    const createdChange = nextChange(secondLibrary);
    const created = await createRecord(firstLibrary);
    assert.deepEqual(await createdChange, { type: 'saved', record: created });
    assert.deepEqual(await secondLibrary.get(created.id), created);

    const failedChange = nextChange(firstLibrary);
    const failed = await secondLibrary.update(created.id, (record) => ({
      ...record,
      state: 'failed',
    }));
    assert.deepEqual(await failedChange, { type: 'saved', record: failed });

    const imageChange = nextChange(secondLibrary);
    const saved = await firstLibrary.addImage(created.id, 0, imageFrom(png));
    assert.deepEqual(await imageChange, { type: 'saved', record: saved });

    const removedChange = nextChange(firstLibrary);
    await secondLibrary.remove(created.id);
    assert.deepEqual(await removedChange, { type: 'removed', id: created.id });
    assert.deepEqual([await firstLibrary.list(), await secondLibrary.list()], [[], []]);
  });

  it('builds on the last change of the other window', async () => {
    const { firstLibrary, secondLibrary } = await openWindows();
    const { id, createdAt } = await createRecord(firstLibrary);
    for (const window of [secondLibrary, firstLibrary, secondLibrary, firstLibrary]) {
      await window.update(id, (record) => ({ ...record, createdAt: record.createdAt + 1 }));
    }
    assert.equal((await fixture.openLibrary().get(id))?.createdAt, createdAt + 4);
  });

  it('never reads a partial record', async () => {
    const { firstLibrary, secondLibrary } = await openWindows();
    const { id } = await createRecord(firstLibrary, 'x'.repeat(50_000));
    const last = nextChange(
      secondLibrary,
      (change) => change.type === 'saved' && change.record.createdAt === 50,
    );
    for (let round = 1; round <= 50; round++) {
      await firstLibrary.update(id, (record) => ({ ...record, createdAt: round }));
      await secondLibrary.update(id, (record) => record);
    }
    await last;
    assert.deepEqual(fixture.unreadable, []);
  });

  it('receives no changes after it is disposed', async () => {
    const { firstLibrary, secondLibrary } = await openWindows();
    const noChange = nextChange(secondLibrary);
    secondLibrary.dispose();
    const third = fixture.openLibrary();
    await third.list();
    const receivedChange = nextChange(third);
    await createRecord(firstLibrary);
    await receivedChange;
    assert.equal(await Promise.race([noChange, Promise.resolve('silence')]), 'silence');
  });
});
