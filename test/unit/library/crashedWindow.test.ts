import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemDisk, type Disk } from '../../../src/library/disk/files.ts';
import { Leases } from '../../../src/library/ownership/lease.ts';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import { ManualClock } from '../support/manualClock.ts';
import { createRecord, useLibraryFixture } from '../support/libraryFixture.ts';
import { useTempFolder } from '../support/tempFolder.ts';

describe('Temporary files of a crashed window', () => {
  const fixture = useLibraryFixture();

  it('are removed with its lease and nothing else', async () => {
    const library = fixture.openLibrary();
    const { id } = await createRecord(library);
    const other = await createRecord(library);
    const [records, images] = [join(fixture.folder, 'records'), join(fixture.folder, 'images', id)];
    await mkdir(images, { recursive: true });
    const partialFiles = [join(records, `${id}.json.1-1.tmp`), join(images, '1.png.1-2.tmp')];
    const keptFiles = [join(records, `${other.id}.json.1-3.tmp`), join(images, '1.png')];
    for (const file of [...partialFiles, ...keptFiles]) await writeFile(file, '{');

    const lease = await library.acquireLease(id);
    assert.deepEqual(await library.listLeasedIds(), [id]);
    await lease?.release();

    const files = await readdir(fixture.folder, { recursive: true });
    const remainingFiles = files.map((name) => join(fixture.folder, name));
    assert.ok(partialFiles.every((file) => !remainingFiles.includes(file)));
    assert.ok(keptFiles.every((file) => remainingFiles.includes(file)));
    assert.deepEqual(await library.listLeasedIds(), []);
  });
});

describe('Lease race', () => {
  const folder = useTempFolder();

  it('leaves the lease with its owner if a slow window creates its file late', async () => {
    const clock = new ManualClock(Date.now());
    const options = { disk: createReliableDisk(), clock, isAlive: () => false };
    const deadLeases = new Leases(folder(), options);
    const otherLeases = new Leases(folder(), options);
    const id = 'a';
    await deadLeases.acquire(id);

    /** While it creates its file, two other windows acquire the lease one after the other. */
    const slowDisk: Disk = {
      ...systemDisk,
      open: async (...args) => {
        assert.ok(await otherLeases.acquire(id));
        assert.ok(await otherLeases.acquire(id));
        return systemDisk.open(...args);
      },
    };
    const slowLeases = new Leases(folder(), { ...options, disk: createReliableDisk(slowDisk) });
    assert.equal(await slowLeases.acquire(id), undefined);
    assert.deepEqual(await readdir(folder()), [`${id}.3`]);
  });
});
