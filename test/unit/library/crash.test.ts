import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemDisk, type Disk } from '../../../src/library/files.ts';
import { Leases } from '../../../src/library/lease.ts';
import { ManualClock } from '../support/clock.ts';
import { record, useShelf } from '../support/library.ts';
import { useFolder } from '../support/folder.ts';

describe('What a window that died leaves behind', () => {
  const shelf = useShelf();

  it('is taken away with its lease, and nothing else', async () => {
    const library = shelf.open();
    const { id } = await record(library);
    const other = await record(library);
    const [records, images] = [join(shelf.folder, 'records'), join(shelf.folder, 'images', id)];
    await mkdir(images, { recursive: true });
    const torn = [join(records, `${id}.json.1-1.tmp`), join(images, '1.png.1-2.tmp')];
    const kept = [join(records, `${other.id}.json.1-3.tmp`), join(images, '1.png')];
    for (const file of [...torn, ...kept]) await writeFile(file, '{');

    const lease = await library.acquire(id);
    assert.deepEqual(await library.followed(), [id]);
    await lease?.release();

    const files = await readdir(shelf.folder, { recursive: true });
    const left = files.map((name) => join(shelf.folder, name));
    assert.ok(torn.every((file) => !left.includes(file)));
    assert.ok(kept.every((file) => left.includes(file)));
    assert.deepEqual(await library.followed(), []);
  });
});

describe('A lease that was free when a slow window looked', () => {
  const folder = useFolder();

  it('stays with who has it by the time the slow one creates its file', async () => {
    const clock = new ManualClock(Date.now());
    const ofTheDead = new Leases(folder(), { disk: systemDisk, clock });
    const others = new Leases(folder(), { disk: systemDisk, clock, isAlive: () => false });
    const id = 'a';
    await ofTheDead.acquire(id);

    /** Between its look and its file, two others take the lease, one after the other. */
    const slowDisk: Disk = {
      ...systemDisk,
      open: async (...args) => {
        assert.ok(await others.acquire(id));
        assert.ok(await others.acquire(id));
        return systemDisk.open(...args);
      },
    };
    const slow = new Leases(folder(), { disk: slowDisk, clock, isAlive: () => false });
    assert.equal(await slow.acquire(id), undefined);
    assert.deepEqual(await readdir(folder()), [`${id}.3`]);
  });
});
