import assert from 'node:assert/strict';
import { png } from '../support/generation.ts';
import { nextChange, record, useShelf, pictureOf } from '../support/library.ts';

describe('Two windows on one library', () => {
  const shelf = useShelf();

  async function windows() {
    const [here, there] = [shelf.open(), shelf.open()];
    await Promise.all([here.list(), there.list()]);
    return { here, there };
  }

  it('see what the other one begins, changes and takes away', async () => {
    const { here, there } = await windows();
    const begun = nextChange(there);
    const created = await record(here);
    assert.deepEqual(await begun, { type: 'saved', record: created });
    assert.deepEqual(await there.get(created.id), created);

    const changed = nextChange(here);
    const failed = await there.update(created.id, (record) => ({ ...record, state: 'failed' }));
    assert.deepEqual(await changed, { type: 'saved', record: failed });

    const pictured = nextChange(there);
    const saved = await here.addPicture(created.id, 0, pictureOf(png));
    assert.deepEqual(await pictured, { type: 'saved', record: saved });

    const removed = nextChange(here);
    await there.remove(created.id);
    assert.deepEqual(await removed, { type: 'removed', id: created.id });
    assert.deepEqual([await here.list(), await there.list()], [[], []]);
  });

  it('build on what the other one wrote last, heard of or not', async () => {
    const { here, there } = await windows();
    const { id, createdAt } = await record(here);
    for (const window of [there, here, there, here]) {
      await window.update(id, (record) => ({ ...record, createdAt: record.createdAt + 1 }));
    }
    assert.equal((await shelf.open().get(id))?.createdAt, createdAt + 4);
  });

  it('never see a part of a record', async () => {
    const { here, there } = await windows();
    const { id } = await record(here, 'x'.repeat(50_000));
    const last = nextChange(
      there,
      (change) => change.type === 'saved' && change.record.createdAt === 50,
    );
    for (let round = 1; round <= 50; round++) {
      await here.update(id, (record) => ({ ...record, createdAt: round }));
      await there.update(id, (record) => record);
    }
    await last;
    assert.deepEqual(shelf.unreadable, []);
  });

  it('hear nothing more once they are closed', async () => {
    const { here, there } = await windows();
    const deaf = nextChange(there);
    there.dispose();
    const third = shelf.open();
    await third.list();
    const heard = nextChange(third);
    await record(here);
    await heard;
    assert.equal(await Promise.race([deaf, Promise.resolve('silence')]), 'silence');
  });
});
