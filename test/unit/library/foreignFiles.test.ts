import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  lstat,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportArchive } from '../../../src/library/archive/exportArchive.ts';
import { measureDiskUsage } from '../../../src/library/diskUsage.ts';
import { ForeignFileError, systemDisk } from '../../../src/library/disk/files.ts';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import type { Library } from '../../../src/library/library.ts';
import type { RecordImage } from '../../../src/library/record.ts';
import { Tickets } from '../../../src/library/ownership/tickets.ts';
import { createFinished, createRecord, useLibraryFixture } from '../support/libraryFixture.ts';

const oldTime = new Date(2020, 0, 1);
const isWindows = process.platform === 'win32';

/** What another program puts in the place of a file. */
const foreignFiles: Readonly<Record<string, (path: string) => Promise<void> | void>> = {
  'a folder': async (path) => {
    await mkdir(path);
  },
  'a huge file': async (path) => {
    await writeFile(path, '');
    await truncate(path, 2 ** 40);
  },
  ...(!isWindows && {
    'a pipe': (path: string) => {
      execFileSync('mkfifo', [path]);
    },
    'a link to a device': (path: string) => symlink('/dev/zero', path),
    'a link to a file': (path: string) => symlink(import.meta.filename, path),
    'a link to itself': (path: string) => symlink(path, path),
    'a link to nothing': (path: string) => symlink('/nowhere/at/all', path),
  }),
};

for (const [kind, create] of Object.entries(foreignFiles)) {
  describe(`${kind[0]?.toUpperCase()}${kind.slice(1)} in a library`, () => {
    const fixture = useLibraryFixture();
    let library: Library;
    let id: string;
    let image: RecordImage;
    beforeEach(async () => {
      library = fixture.openLibrary();
      id = await createFinished(fixture, library, 2);
      const record = await library.get(id);
      assert.ok(record?.images[0]);
      [image] = record.images as [RecordImage];
    });
    const put = async (...path: string[]) => {
      const file = join(fixture.folder, ...path);
      await mkdir(dirname(file), { recursive: true });
      await rm(file, { recursive: true, force: true });
      await create(file);
      if ((await lstat(file)).isSymbolicLink()) return;
      await utimes(file, oldTime, oldTime);
    };
    const wait = <T>(work: Promise<T>) => fixture.driver.waitFor(work);

    it('is no record', async () => {
      const other = '20260101T000000000-00000000';
      await put('records', `${other}.json`);
      const next = fixture.openLibrary();
      assert.deepEqual(
        (await wait(next.list())).map((record) => record.id),
        [id],
      );
      assert.equal(await wait(next.get(other)), undefined);
      assert.deepEqual(fixture.quarantined.length, 1);
    });

    it('is no thumbnail', async () => {
      await put('images', id, `${image.hash}.thumbnail-256.webp`);
      assert.equal(await wait(library.thumbnails.read(id, image, 256)), undefined);
    });

    it('is no lease', async () => {
      await put('leases', `${id}.1`);
      fixture.driver.clock.advance(Date.now());
      assert.equal(await wait(library.isLeaseHeld(id)), false);
      const lease = await wait(library.acquireLease(id));
      assert.ok(lease);
      await wait(lease.release());
    });

    it('is no request to cancel that ends a run, and can be replaced', async () => {
      await put('leases', `${id}.cancel`);
      const lease = await wait(library.acquireLease(id));
      assert.ok(lease);
      await wait(library.cancelRequests.send(id));
      assert.ok((await lstat(join(fixture.folder, 'leases', `${id}.cancel`))).isFile());
      await wait(lease.release());
    });

    it('does not stop a request to cancel', async () => {
      await put('leases', `${id}.cancel`);
      await wait(library.cancelRequests.send(id).catch(() => undefined));
    });

    it('is not read as a ticket', async () => {
      await put('tickets', `${id}.json`);
      const tickets = new Tickets(
        join(fixture.folder, 'tickets'),
        createReliableDisk(systemDisk, { clock: fixture.driver.clock }),
      );
      await assert.rejects(wait(tickets.read(id)), ForeignFileError);
    });

    it('is not exported', async () => {
      await put('images', id, '1.png');
      const result = await wait(exportArchive(library, join(fixture.folder, 'library.zip')));
      assert.deepEqual([result.images, result.missing], [1, 1]);
    });

    it('in the place of the images of a generation does not end an export', async () => {
      await put('images', id);
      const result = await wait(exportArchive(library, join(fixture.folder, 'library.zip')));
      assert.deepEqual([result.images, result.missing], [0, 2]);
    });

    for (const folder of ['images', 'trash', 'tmp', 'quarantine', 'records', 'leases'])
      for (const name of ['.DS_Store', '20200101T000000000-00000000', 'x.tmp'])
        it(`does not affect others: ${folder}/${name}`, async () => {
          const abandoned = join('trash', '20200101T000000000-00000001');
          await put(folder, name);
          for (const path of ['tmp/z.tmp', `${abandoned}/20200101T000000000-00000001.json`]) {
            await mkdir(dirname(join(fixture.folder, path)), { recursive: true });
            await writeFile(join(fixture.folder, path), '{}');
            await fixture.disk.disk.utimes(join(fixture.folder, path), oldTime, oldTime);
          }
          fixture.driver.clock.advance(Date.now());
          await wait(library.removeStaleFiles());
          assert.deepEqual(
            (await readdir(join(fixture.folder, 'tmp'))).filter((each) => each === 'z.tmp'),
            [],
          );
          await assert.rejects(lstat(join(fixture.folder, abandoned)), { code: 'ENOENT' });
          const usage = await wait(measureDiskUsage(library, { now: Date.now() }));
          assert.equal(usage.generations.length, 1);
          await wait(library.acquireLease(id).then((lease) => lease?.release()));
          assert.equal((await wait(library.list())).length, 1);
          await createRecord(library);
        });
  });
}

describe('The name of a lease', () => {
  const fixture = useLibraryFixture();
  const id = '20260101T000000000-00000000';

  for (const epoch of ['9007199254740991', '1e300', '1e3', '0x10', ' 5', '05', '-1', '0', '', '٣'])
    it(`with the epoch “${epoch}” keeps no window from running the generation`, async () => {
      const folder = join(fixture.folder, 'leases');
      await mkdir(folder, { recursive: true });
      const content = { hostname: 'another', pid: 1, renewedAt: 1e15 };
      await writeFile(join(folder, `${id}.${epoch}`), JSON.stringify(content));
      const lease = await fixture.driver.waitFor(fixture.openLibrary().acquireLease(id));
      assert.ok(lease);
      assert.match(await readFile(join(folder, `${id}.1`), 'utf8'), /hostname/);
      await fixture.driver.waitFor(lease.release());
    });
});
