import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { createFolder } from '../../../src/library/disk/files.ts';
import { writeAtomically } from '../../../src/library/disk/writeAtomically.ts';
import { copyImages } from '../../../src/library/move/copyLibrary.ts';
import { movePending } from '../../../src/library/move/drainLibrary.ts';
import { readLibraryId } from '../../../src/library/location/libraryId.ts';
import { listMovableIds } from '../../../src/library/move/movedAside.ts';
import { restoreMovedAside } from '../../../src/library/move/restoreMovedAside.ts';
import type { GenerationRecord } from '../../../src/library/record.ts';
import { png, request } from '../support/generation.ts';
import { imageFrom, otherPng } from '../support/libraryFixture.ts';
import {
  MovingLibraries,
  sourceFolder,
  targetFolder,
  type MovingWindow,
} from '../support/movingLibraries.ts';

/** Milliseconds after which the lease of a process that was killed has expired. */
const leaseExpiryMs = 30_000;

describe('Moving a library', () => {
  let libraries: MovingLibraries;
  let records: readonly GenerationRecord[];
  beforeEach(async () => {
    libraries = new MovingLibraries();
    records = await libraries.fill();
  });

  /** Asserts that the target has all generations with their images, and the source has nothing. */
  async function assertMoved(): Promise<void> {
    const { target } = libraries.openWindow();
    assert.deepEqual([...(await target.list())].reverse(), records);
    for (const { id, images } of records) {
      for (const [index, { file }] of images.entries()) {
        const bytes = libraries.files.peek(join(targetFolder, 'images', id, file));
        assert.deepEqual(bytes, index === 0 ? png : otherPng, `${id}/${file}`);
      }
    }
    assert.deepEqual(libraries.list(sourceFolder), ['library.json']);
    target.dispose();
  }

  /** The files of active records by generation, in both libraries. */
  const activeRecords = () =>
    [sourceFolder, targetFolder].flatMap((folder) =>
      libraries
        .list(folder)
        .filter((file) => /^records\/[^.]+\.json$/.test(file))
        .map((file) => file.slice('records/'.length)),
    );

  it('takes along every generation, and leaves nothing behind', async () => {
    const window = libraries.openWindow();
    const result = await libraries.settle(window.drain());
    assert.deepEqual(result, { moved: records.length, busy: 0, failures: [], isEmpty: true });
    await assertMoved();
  });

  it('keeps the sign of a pending generation, and the task that only its lease has', async () => {
    const window = libraries.openWindow();
    const pending = records.at(-1)?.id ?? '';
    const lease = await window.source.acquireLease(pending);
    const task = { taskId: 'kept', reqKey: 'key', submittedAt: 1 };
    await lease?.keepTask(task);
    await lease?.suspend();
    await libraries.settle(window.drain());
    assert.deepEqual(await window.target.listLeasedIds(), [pending]);
    assert.deepEqual((await window.target.acquireLease(pending))?.inheritedTask, task);
  });

  it('loses and doubles nothing when it is killed at any step', async () => {
    for (let callNumber = 1; ; callNumber++) {
      libraries = new MovingLibraries();
      records = await libraries.fill();
      const window = libraries.openWindow();
      const end = await libraries.runUntilKilled(window, callNumber, window.drain);
      const active = activeRecords();
      assert.equal(new Set(active).size, active.length, `doubled after call ${callNumber}`);
      if (end === 'ended') {
        assert.ok(callNumber > 100, `only ${callNumber} calls`);
        break;
      }
      libraries.clock.advance(leaseExpiryMs);
      await libraries.settle(libraries.openWindow().drain());
      await assertMoved();
    }
  });

  it('loses and doubles nothing when it is killed, and then again', async () => {
    for (let callNumber = 1; callNumber < 400; callNumber += 7) {
      libraries = new MovingLibraries();
      records = await libraries.fill();
      for (const second of [callNumber, 40 + callNumber / 2]) {
        const window = libraries.openWindow();
        await libraries.runUntilKilled(window, Math.floor(second), window.drain);
        libraries.clock.advance(leaseExpiryMs);
      }
      const active = activeRecords();
      assert.equal(new Set(active).size, active.length, `doubled after call ${callNumber}`);
      await libraries.settle(libraries.openWindow().drain());
      await assertMoved();
    }
  });

  for (const code of ['ENOSPC', 'EIO', 'EACCES']) {
    it(`goes on after ${code} at any step`, async () => {
      for (let callNumber = 1; callNumber < 300; callNumber += 13) {
        libraries = new MovingLibraries();
        records = await libraries.fill();
        const window = libraries.openWindow();
        let calls = 0;
        // From this call on, nothing can be written into the target.
        window.disk.faultFor = (call, path) => {
          const isWrite = ['open', 'write', 'rename', 'mkdir'].includes(call);
          return ++calls >= callNumber && isWrite && path.startsWith(targetFolder)
            ? code
            : undefined;
        };
        await libraries.settle(window.drain()).catch(() => undefined);
        const active = activeRecords();
        assert.equal(new Set(active).size, active.length, `doubled after call ${callNumber}`);
        libraries.clock.advance(leaseExpiryMs);
        await libraries.settle(libraries.openWindow().drain());
        await assertMoved();
      }
    });
  }

  it('leaves what another window is running until that has ended', async () => {
    const [window, other] = [libraries.openWindow(), libraries.openWindow()];
    const pending = records.at(-1)?.id ?? '';
    const lease = await other.source.acquireLease(pending);
    const first = await libraries.settle(window.drain());
    assert.deepEqual(first, { moved: 3, busy: 1, failures: [], isEmpty: false });
    assert.deepEqual(await listMovableIds(window.source), [pending]);

    await other.source.addImage(pending, 1, imageFrom(otherPng));
    const finished = await other.source.update(pending, ({ task: _, ...record }) => ({
      ...record,
      state: 'done',
    }));
    await lease?.release();
    records = [...records.slice(0, -1), ...(finished ? [finished] : [])];
    const second = await libraries.settle(window.drain());
    assert.deepEqual(second, { moved: 1, busy: 0, failures: [], isEmpty: true });
    await assertMoved();
  });

  it('is done by one of two windows', async () => {
    const windows = [libraries.openWindow(), libraries.openWindow()];
    const results = await libraries.settle(Promise.all(windows.map((window) => window.drain())));
    assert.equal(results.filter((result) => result === undefined).length, 1);
    await assertMoved();
  });

  it('waits for deletions that can be undone', async () => {
    const [window, other] = [libraries.openWindow(), libraries.openWindow()];
    const [deleted] = records;
    const deletion = await other.source.moveToTrash([deleted?.id ?? '']);
    const result = await libraries.settle(window.drain());
    assert.deepEqual([result?.moved, result?.isEmpty], [3, false]);
    await deletion.restore();
    await libraries.settle(window.drain());
    await assertMoved();
  });

  it('keeps a deletion that was made in the target before the end of the move', async () => {
    const [window, other] = [libraries.openWindow(), libraries.openWindow()];
    const pending = records.at(-1)?.id ?? '';
    const lease = await other.source.acquireLease(pending);
    await libraries.settle(window.drain());
    const [removed] = records;
    await window.target.remove(removed?.id ?? '');
    await lease?.suspend();
    await libraries.settle(window.drain());
    records = records.slice(1);
    await assertMoved();
  });

  it('merges with a library that has some of the generations', async () => {
    const window = libraries.openWindow();
    const [first] = records;
    const id = first?.id ?? '';
    await libraries.settle(window.drain());
    await window.target.update(id, (record) => ({ ...record, favorite: true }));
    records = await Promise.all(
      records.map(async (record) => (await window.target.get(record.id)) ?? record),
    );
    // The same generation again, as in a copy of the folder, without its image.
    const { files } = libraries;
    files.createFolder(join(sourceFolder, 'records'), true);
    const file = files.open(join(sourceFolder, 'records', `${id}.json`), 'w');
    files.write(file, Buffer.from(JSON.stringify({ ...first, images: [] })), 0, '', true);
    await libraries.settle(window.drain());
    await assertMoved();
  });

  it('can take along only what is in progress', async () => {
    const { source, target } = libraries.openWindow();
    const options = { source, target, sourceFolder, targetFolder };
    assert.equal(await libraries.settle(movePending(options)), true);
    const pending = records.slice(-1);
    assert.deepEqual(await target.list(), pending);
    assert.deepEqual(await target.listLeasedIds(), [pending[0]?.id]);
    const others = records.slice(0, -1).map(({ id }) => id);
    assert.deepEqual((await source.listIds()).sort(), others);
    const leftOver = libraries
      .list(sourceFolder)
      .filter((file) => file.includes(pending[0]?.id ?? ''));
    assert.deepEqual(leftOver, []);
  });

  it('copies images first, without showing them, and takes them back if it fails', async () => {
    const { source, target, disk } = libraries.openWindow();
    const options = { source, target, targetFolder };
    const controller = new AbortController();
    const onProgress = (done: number) => {
      if (done === 2) controller.abort();
    };
    await assert.rejects(copyImages({ ...options, signal: controller.signal, onProgress }));
    assert.deepEqual(libraries.list(targetFolder), []);

    await libraries.settle(copyImages(options));
    assert.deepEqual(await target.listIds(), []);
    disk.calls.length = 0;
    await libraries.settle(copyImages(options));
    const writes = disk.calls.filter(({ call }) => call === 'write');
    assert.deepEqual(writes, [], 'copied again');
  });

  it('puts back what an interrupted move has moved aside when the library is used again', async () => {
    for (let callNumber = 1; callNumber < 400; callNumber += 3) {
      libraries = new MovingLibraries();
      records = await libraries.fill();
      const window = libraries.openWindow();
      await libraries.runUntilKilled(window, callNumber, window.drain);
      libraries.clock.advance(leaseExpiryMs);
      const { source, target } = libraries.openWindow();
      const leasedIds = await source.listLeasedIds();
      const targetId = await readLibraryId(target.disk, targetFolder);
      assert.ok(await libraries.settle(restoreMovedAside(source, target, targetId)));
      // Each in one library only, or two windows would run it.
      const expected = records.map(({ id }) => `${id}.json`);
      assert.deepEqual(activeRecords().sort(), expected, `after call ${callNumber}`);
      assert.deepEqual((await source.listLeasedIds()).sort(), leasedIds.sort());
      source.dispose();
    }
  });

  it('does not put back what another window is moving', async () => {
    const [window, other] = [libraries.openWindow(), libraries.openWindow()];
    let restored: Promise<boolean> | undefined;
    const { rename } = window.source.disk;
    Object.assign(window.source.disk, {
      rename: async (from: string, to: string) => {
        if (to.endsWith('.done')) restored ??= restoreMovedAside(other.source, other.target, 'id');
        await restored;
        await rename(from, to);
      },
    });
    await libraries.settle(window.drain());
    assert.equal(await restored, false);
    await assertMoved();
  });

  it('does nothing while the source is not connected', async () => {
    const window = libraries.openWindow();
    libraries.files.rename(sourceFolder, '/elsewhere');
    assert.equal(await libraries.settle(window.drain()), undefined);
    libraries.files.rename('/elsewhere', sourceFolder);
    await libraries.settle(window.drain());
    await assertMoved();
  });

  describe('of what is in progress', () => {
    const transferOf = (window: MovingWindow) => ({
      source: window.source,
      target: window.target,
      sourceFolder,
      targetFolder,
    });
    /** Another generation in progress. */
    async function createPending(window: MovingWindow): Promise<string> {
      libraries.clock.advance(1);
      const { record, lease } = await window.source.create({ provider: 'octopusx', request });
      await lease.suspend();
      return record.id;
    }

    it('keeps images that were finished after an interrupted move was taken back', async () => {
      const window = libraries.openWindow();
      const { source, target } = window;
      await createPending(window);
      // The setting is set back as soon as the first one is in the target.
      const controller = new AbortController();
      const { rename } = source.disk;
      Object.assign(source.disk, {
        rename: async (from: string, to: string) => {
          await rename(from, to);
          if (to.endsWith('.done')) controller.abort(new Error('Set back'));
        },
      });
      const { signal } = controller;
      const moving = libraries.settle(movePending({ ...transferOf(window), signal }));
      await assert.rejects(moving, /Set back/);
      const back = {
        source: target,
        target: source,
        sourceFolder: targetFolder,
        targetFolder: sourceFolder,
      };
      const [id = ''] = await target.listLeasedIds();
      assert.ok(await libraries.settle(movePending(back)));

      const next = libraries.openWindow();
      const lease = await next.source.acquireLease(id);
      await next.source.addImage(id, 0, imageFrom(png));
      await next.source.update(id, (record) => ({ ...record, state: 'done' }));
      await lease?.release();
      await libraries.settle(movePending(transferOf(next)));
      assert.deepEqual(libraries.files.peek(join(sourceFolder, 'images', id, '1.png')), png);
    });

    it('goes on if one of them cannot be read', async () => {
      const window = libraries.openWindow();
      await createPending(window);
      const [unreadable = '', other] = await window.source.listLeasedIds();
      window.disk.faultFor = (call, path) =>
        call === 'readdir' && path === join(sourceFolder, 'images', unreadable) ? 'EIO' : undefined;
      await assert.rejects(libraries.settle(movePending(transferOf(window))), { code: 'EIO' });
      assert.deepEqual(await window.target.listIds(), [other]);
    });
  });

  it('replaces an image that an earlier copy has cut off', async () => {
    const window = libraries.openWindow();
    const { id } = records[0] ?? assert.fail();
    await libraries.copyToTarget(join('records', `${id}.json`));
    await libraries.copyToTarget(join('images', id, '1.png'), 20);
    await libraries.settle(window.drain());
    await assertMoved();
  });

  it('deletes nothing that it does not move', async () => {
    const window = libraries.openWindow();
    const { id } = records[0] ?? assert.fail();
    const foreign = ['quarantine/sub/x.json', 'tmp/mine.txt', `images/${id}/sub/x.png`];
    for (const name of foreign) {
      const file = join(sourceFolder, name);
      await createFolder(window.source.disk, dirname(file));
      await writeAtomically(window.source.disk, file, 'mine');
    }
    await writeAtomically(window.source.disk, join(sourceFolder, 'tmp/1.webp.7-1.tmp'), '');
    const result = await libraries.settle(window.drain());
    assert.equal(result?.isEmpty, true);
    assert.deepEqual(libraries.list(sourceFolder).sort(), ['library.json', ...foreign].sort());
  });

  it('takes back only the copies that it has made', async () => {
    const { source, target } = libraries.openWindow();
    const { id } = records[0] ?? assert.fail();
    // Of a record in the quarantine there.
    const file = join(targetFolder, 'images', id, '2.png');
    await createFolder(target.disk, dirname(file));
    await writeAtomically(target.disk, file, otherPng);
    const controller = new AbortController();
    const onProgress = (done: number, total: number) => {
      if (done === total - 1) controller.abort();
    };
    const { signal } = controller;
    await assert.rejects(copyImages({ source, target, targetFolder, signal, onProgress }));
    assert.deepEqual(libraries.list(targetFolder), [`images/${id}/2.png`]);
  });

  it('does not replace a newer record by one of an earlier move', async () => {
    const window = libraries.openWindow();
    const { id } = records[1] ?? assert.fail();
    const stale = `${id}.00000000-0000-4000-8000-000000000000.done`;
    const { disk } = window.source;
    await createFolder(disk, join(sourceFolder, 'moved'));
    const record = { ...(await window.source.get(id)), images: [], state: 'generating' };
    await writeAtomically(disk, join(sourceFolder, 'moved', stale), JSON.stringify(record));
    // The newer one was moved aside by a move that was interrupted.
    const [file, aside] = ['records', 'moved'].map((name) =>
      join(sourceFolder, name, `${id}.json`),
    );
    await disk.rename(file ?? '', aside ?? '');
    await libraries.settle(window.drain());
    await assertMoved();
  });
});
