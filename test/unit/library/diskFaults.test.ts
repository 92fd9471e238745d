import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { getFileErrorCode } from '../../../src/library/disk/files.ts';
import type { Library } from '../../../src/library/library.ts';
import { png, request } from '../support/generation.ts';
import {
  createFinished,
  createRecord,
  imageFrom,
  otherPng,
  recordImageAt,
  useLibraryFixture,
  type LibraryFixture,
} from '../support/libraryFixture.ts';
import type { FileCall } from '../support/testDisk.ts';

const calls: readonly FileCall[] = [
  ...(['mkdir', 'open', 'readFile', 'readdir', 'rename', 'rm', 'stat', 'utimes'] as const),
  ...(['write', 'sync', 'close'] as const),
];
const codes = [
  ...['EPERM', 'EBUSY', 'EACCES', 'ENOSPC', 'EIO', 'EDQUOT'],
  ...['EROFS', 'ENOENT', 'EMFILE', 'EINVAL', 'ENOTSUP', 'UNKNOWN'],
];
/** The codes of `fsync` that mean that the content did not reach the disk. */
const lossCodes = ['ENOSPC', 'EIO', 'EDQUOT', 'EBUSY', 'ENOENT', 'EMFILE', 'UNKNOWN'];

/** How often a call fails, and with which codes. A longer fault takes many pauses to test. */
const faults: readonly (readonly [times: number, codes: readonly string[]])[] = [
  [1, codes],
  [2, ['EBUSY', 'EIO', 'ENOENT']],
  [Infinity, ['EPERM', 'ENOSPC', 'ENOENT', 'ENOTSUP']],
];

interface Operation {
  readonly name: string;
  /** Prepares the library, without faults. Returns the id of a generation. */
  readonly prepare: (fixture: LibraryFixture, library: Library) => Promise<string>;
  readonly run: (library: Library, id: string) => Promise<unknown>;
  /** Whether the change is on disk, as a new window sees it. */
  readonly isDone: (library: Library, id: string) => Promise<boolean>;
  /** The content of the file cannot be read again, so that a failed write is reported. */
  readonly isStream?: boolean;
}

const operations: readonly Operation[] = [
  {
    name: 'create',
    prepare: (_fixture, library) => library.list().then(() => ''),
    run: async (library) => {
      const { lease } = await library.create({ provider: 'octopusx', request });
      await lease.release();
    },
    isDone: async (library) => (await library.list()).length === 1,
  },
  {
    name: 'update',
    prepare: async (_fixture, library) => (await createRecord(library)).id,
    run: async (library, id) => {
      const changed = await library.update(id, (record) => ({ ...record, createdAt: 1 }));
      assert.equal(changed?.createdAt, 1);
    },
    isDone: async (library, id) => (await library.get(id))?.createdAt === 1,
  },
  {
    name: 'get',
    prepare: async (fixture) => (await createRecord(fixture.openLibrary())).id,
    run: async (library, id) => {
      if (!(await library.get(id))) throw Object.assign(new Error(), { code: 'unread' });
    },
    isDone: () => Promise.resolve(true),
  },
  {
    name: 'list',
    prepare: async (fixture) => (await createRecord(fixture.openLibrary())).id,
    run: async (library) => {
      if ((await library.list()).length === 0) throw Object.assign(new Error(), { code: 'unread' });
    },
    isDone: () => Promise.resolve(true),
  },
  {
    name: 'add an image',
    prepare: async (_fixture, library) => (await createRecord(library)).id,
    run: (library, id) => library.addImage(id, 0, imageFrom(png)),
    isDone: async (library, id) => (await library.get(id))?.images.length === 1,
    isStream: true,
  },
  {
    name: 'replace an image',
    prepare: (fixture, library) => createFinished(fixture, library, 1),
    run: (library, id) => library.addImage(id, 0, imageFrom(otherPng), { replace: true }),
    isDone: async (library, id) =>
      (await library.get(id))?.images[0]?.hash === recordImageAt(0, otherPng).hash,
    isStream: true,
  },
  {
    name: 'keep a response',
    prepare: async (_fixture, library) => (await createRecord(library)).id,
    run: (library, id) => library.keepResponse(id, 'response'),
    isDone: async (library, id) =>
      (await readdir(join(library.folders.images, id)).catch(() => [''])).includes('response.txt'),
  },
  {
    name: 'add a thumbnail',
    prepare: (fixture, library) => createFinished(fixture, library, 1),
    run: (library, id) => library.thumbnails.add(id, recordImageAt(0), 256, Buffer.from('webp')),
    isDone: async (library, id) =>
      (await library.thumbnails.read(id, recordImageAt(0), 256)) !== undefined,
  },
  {
    name: 'remove',
    prepare: (fixture, library) => createFinished(fixture, library, 1),
    run: (library, id) => library.remove(id),
    isDone: async (library, id) => (await library.get(id)) === undefined,
  },
  {
    name: 'move to the trash',
    prepare: (fixture, library) => createFinished(fixture, library, 1),
    run: (library, id) => library.moveToTrash([id]),
    isDone: async (library, id) => (await library.get(id)) === undefined,
  },
  {
    name: 'acquire a lease',
    prepare: async (_fixture, library) => (await createRecord(library)).id,
    run: async (library, id) => {
      const lease = await library.acquireLease(id);
      assert.ok(lease);
      await lease.suspend();
    },
    isDone: async (library, id) => (await library.listLeasedIds()).includes(id),
  },
];

for (const operation of operations) {
  describe(`Disk fault while a library is to ${operation.name}`, () => {
    const fixture = useLibraryFixture();

    /** Runs the operation with a fault; resolves to its error, or to `undefined` if it succeeded. */
    async function runWithFault(call: FileCall, code: string, times: number) {
      const { disk, driver } = fixture;
      disk.faultFor = () => undefined;
      const library = fixture.openLibrary();
      const id = await driver.waitFor(operation.prepare(fixture, library));
      let faultCount = 0;
      disk.faultFor = (name) => (name === call && faultCount++ < times ? code : undefined);
      const error = await driver.waitFor(
        operation.run(library, id).then(
          () => undefined,
          (error: unknown) => error,
        ),
      );
      disk.faultFor = () => undefined;
      return { library, id, error, isReached: faultCount > 0 };
    }

    const wait = <T>(work: Promise<T>) => fixture.driver.waitFor(work);

    async function clean() {
      const library = fixture.openLibrary();
      for (const id of await library.listIds()) await wait(library.remove(id));
      library.dispose();
    }

    const listTempFiles = async () =>
      (await readdir(fixture.folder, { recursive: true })).filter((name) => name.endsWith('.tmp'));

    for (const call of calls) {
      it(`by ${call} is survived if it passes, and reported if it stays`, async () => {
        for (const [times, rowCodes] of faults) {
          for (const code of rowCodes) {
            const row = `${call} ${code} × ${times}`;
            const { library, id, error, isReached } = await runWithFault(call, code, times);
            if (!isReached) return;
            const isLost =
              operation.isStream === true &&
              (call === 'write' || (call === 'sync' && lossCodes.includes(code)));
            if (times < Infinity && !isLost) assert.equal(error, undefined, row);
            if (isLost) assert.ok(error, row);
            if (error && getFileErrorCode(error) !== 'unread') {
              // A file that is there and cannot be found is reported as busy.
              const expected = code === 'ENOENT' ? /^(ENOENT|EAGAIN)$/ : new RegExp(`^${code}$`);
              assert.match(getFileErrorCode(error), expected, row);
            }
            const next = fixture.openLibrary();
            if (operation.name !== 'get' && operation.name !== 'list')
              assert.equal(await wait(operation.isDone(next, id)), !error, row);
            // What could not be deleted is deleted when the generation is run again.
            if (error) await (await wait(next.acquireLease(id)))?.release();
            const tempFiles = (await listTempFiles()).filter((name) => basename(name).includes(id));
            if (!error || id !== '') assert.deepEqual(tempFiles, [], row);
            if (error) await wait(operation.run(next, id));
            for (const each of [library, next]) each.dispose();
            await clean();
          }
        }
      }).timeout(60_000);
    }
  });
}
