import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Memento } from 'vscode';
import type { LibraryStatus } from '../../../src/host/library/libraryStatus.ts';
import { systemClock, type Clock } from '../../../src/jimeng/index.ts';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import type { Library } from '../../../src/library/library.ts';
import type { LibraryLocation } from '../../../src/library/location/resolveLocation.ts';
import { PendingMoves } from '../../../src/library/move/pendingMoves.ts';
import { request } from '../support/generation.ts';
import { ManualClock } from '../support/manualClock.ts';
import { FakeWindow } from '../support/fakeWindow.ts';
import { createFinished, useLibraryFixture } from '../support/libraryFixture.ts';
import { useTempFolder } from '../support/tempFolder.ts';

const { LibraryFolder } = await import('../../../src/host/library/libraryFolder.ts');
const { hasOtherFolder } = await import('../../../src/host/library/libraryMemento.ts');
const { LibraryMemory } = await import('../../../src/host/library/libraryMemory.ts');
const { LibraryMover } = await import('../../../src/host/library/libraryMover.ts');
const { LibraryStatus: Status } = await import('../../../src/host/library/libraryStatus.ts');
const { openLibrary } = await import('../../../src/host/library/openLibrary.ts');
const { performLibraryAction } = await import('../../../src/commands/library/locateLibrary.ts');
const { toLibraryNotice } = await import('../../../src/gallery/host/libraryNotice.ts');

const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (error: unknown) => {
    throw error;
  },
  show: () => undefined,
  dispose: () => undefined,
};

/** A window whose library is in a folder. */
interface Window {
  readonly library: Library;
  readonly status: LibraryStatus;
  readonly folder: InstanceType<typeof LibraryFolder>;
  readonly pendingMoves: PendingMoves;
  readonly memento: Memento;
  readonly perform: (action: Parameters<typeof performLibraryAction>[0]) => Promise<void>;
  /** Resolves when nothing is to be moved anymore. */
  readonly move: () => Promise<void>;
}

describe('LibraryStatus', () => {
  const fixture = useLibraryFixture();
  const parent = useTempFolder();
  let user: FakeWindow;
  let memory: Map<string, unknown>;
  const opened: { dispose(): void }[] = [];
  beforeEach(async () => {
    user = await FakeWindow.open();
    memory = new Map();
  });
  afterEach(() => {
    for (const each of opened.splice(0)) each.dispose();
  });

  function openWindow(location: LibraryLocation, clock: Clock = systemClock): Window {
    const pendingMoves = new PendingMoves(join(parent(), 'moves'), createReliableDisk());
    const memento = {
      get: (key: string) => memory.get(key),
      update: (key: string, value: unknown) => {
        memory.set(key, value);
        return Promise.resolve();
      },
    } as unknown as Memento;
    const lastLibrary = new LibraryMemory(memento);
    const library = openLibrary(location, lastLibrary, log);
    const onError = log.error;
    const status = new Status({ library, location, pendingMoves, memory: lastLibrary, onError });
    const folder = new LibraryFolder({ location, status, pendingMoves, memento, log });
    const mover = new LibraryMover({ library, status, pendingMoves, log, clock });
    opened.push(library, status, mover, folder);
    const services = { libraryMover: mover, libraryStatus: status, pendingMoves };
    return {
      library,
      status,
      folder,
      pendingMoves,
      memento,
      perform: (action) => performLibraryAction(action, services),
      move: () => mover.run(),
    };
  }
  const own = (): LibraryLocation => ({ folder: join(parent(), 'own'), isDefault: true });
  const custom = (): LibraryLocation => ({ folder: join(parent(), 'custom'), isDefault: false });
  const textOf = ({ status }: Window) => toLibraryNotice(status.state)?.text;
  const actionsOf = ({ status }: Window) =>
    toLibraryNotice(status.state)?.actions.map(({ name }) => name);

  async function fillOwn(): Promise<void> {
    const { library, status } = openWindow(own());
    await createFinished(fixture, library, 2);
    await createFinished(fixture, library, 1);
    await library.list();
    await status.check();
    assert.equal(status.state?.type, 'available');
  }

  it('reports a library that is gone with its images, until that is dismissed', async () => {
    await fillOwn();
    await rm(own().folder, { recursive: true });
    const window = openWindow(own());
    await window.status.check();
    assert.match(textOf(window) ?? '', /^The library with 3 images in .*own is missing\./);
    assert.deepEqual(actionsOf(window), ['locate', 'openSettings', 'dismiss']);
    await window.perform('dismiss');
    assert.equal(toLibraryNotice(window.status.state), null);
    const next = openWindow(own());
    await next.status.check();
    assert.equal(toLibraryNotice(next.status.state), null);
  });

  it('offers to create the folder in the settings, and then to move the images there', async () => {
    await fillOwn();
    const window = openWindow(custom());
    await window.status.check();
    assert.match(textOf(window) ?? '', /^The library folder '.*custom' is not available\./);
    assert.deepEqual(actionsOf(window), ['createFolder', 'openSettings']);
    assert.ok(!existsSync(custom().folder));

    await window.perform('createFolder');
    assert.match(textOf(window) ?? '', /^3 images are still in the earlier library in .*own\.$/);
    await window.perform('moveHere');
    await window.move();
    assert.equal(toLibraryNotice(window.status.state), null);
    assert.equal((await window.library.listIds()).length, 2);
    assert.ok(!existsSync(own().folder));
    assert.deepEqual(
      user.shown.map(({ text }) => text),
      [`The library is now in ${custom().folder}.`],
    );
  });

  it('does not miss a library that another window has moved', async () => {
    await fillOwn();
    const remembered = new Map(memory);
    await mkdir(custom().folder);
    const window = openWindow(custom());
    await window.status.check();
    await window.perform('moveHere');
    await window.move();

    memory = remembered;
    const other = openWindow(custom());
    await other.status.check();
    assert.equal(other.status.state?.type, 'available');
  });

  it('keeps the number of images up to date, down to none', async () => {
    await fillOwn();
    const window = openWindow(own());
    for (const { id } of await window.library.list()) await window.library.remove(id);
    await window.status.check();
    await rm(own().folder, { recursive: true });
    const next = openWindow(own());
    await next.status.check();
    assert.equal(next.status.state?.type, 'available');
  });

  it('creates nothing in the empty folder of a disk that is not connected, until the user accepts it', async () => {
    await mkdir(custom().folder);
    const first = openWindow(custom());
    await createFinished(fixture, first.library, 1);
    await first.library.list();
    await first.status.check();
    await rm(custom().folder, { recursive: true });
    await mkdir(custom().folder);

    const window = openWindow(custom());
    await window.status.check();
    assert.match(textOf(window) ?? '', /^The library folder '.*custom' is not available\./);
    await assert.rejects(window.library.create({ provider: 'octopusx', request }));
    assert.deepEqual(await readdir(custom().folder), []);
    await window.perform('createFolder');
    assert.match(textOf(window) ?? '', /^The library with 1 image in .*custom is missing\./);
    const { lease } = await window.library.create({ provider: 'octopusx', request });
    await lease.release();
  });

  describe('when another folder becomes the library', () => {
    const other = (): LibraryLocation => ({ folder: join(parent(), 'other'), isDefault: false });
    const typo: LibraryLocation = { folder: '/none', isDefault: false, invalidValue: 'none' };
    const move = (from: LibraryLocation, to: LibraryLocation, scope: 'all' | 'inProgress') => ({
      folder: from.folder,
      target: to.folder,
      scope,
    });

    /** A window that has found its library. */
    async function start(location: LibraryLocation): Promise<Window> {
      if (!location.isDefault && location.invalidValue === undefined)
        await mkdir(location.folder, { recursive: true });
      const window = openWindow(location);
      await window.folder.enter();
      await window.status.check();
      return window;
    }
    const idOf = ({ status: { state } }: Window) =>
      state?.type === 'available' ? state.id : assert.fail();
    async function createPending({ library }: Window): Promise<string> {
      const { record, lease } = await library.create({ provider: 'octopusx', request });
      await lease.suspend();
      return record.id;
    }

    it('notes that what is in progress is to be moved, even if its folder cannot be read', async () => {
      const window = await start(custom());
      await rm(custom().folder, { recursive: true });
      const libraryId = idOf(window);
      const expected = { ...move(custom(), own(), 'inProgress'), libraryId };
      // In a window that has seen it, and in one that has not.
      for (const each of [window, openWindow(custom())]) {
        await each.folder.enter();
        await each.folder.leave(own());
        assert.deepEqual(await each.pendingMoves.listTo(own().folder), [expected]);
        await each.pendingMoves.remove(expected);
      }
    });

    it('notes nothing if it is in the same folder again', async () => {
      const window = await start(own());
      await start(custom());
      const next = await start(own());
      const before = await readdir(join(parent(), 'moves'));
      // A task that could not be written was written only now.
      await window.folder.leave(own());
      assert.deepEqual(await readdir(join(parent(), 'moves')), before);
      assert.equal(hasOtherFolder(next.memento, own()), false);
    });

    it('waits for a folder that is not there, unless all of its library was moved', async () => {
      const [first, second] = [await start(own()), await start(own())];
      const id = await createPending(first);
      await first.folder.leave(custom());
      const window = await start(custom());
      await window.pendingMoves.add(move(own(), custom(), 'all'));
      await window.move();
      assert.deepEqual(await window.library.listIds(), [id]);
      assert.ok(!existsSync(own().folder));
      await second.folder.leave(custom());
      assert.equal((await window.pendingMoves.listTo(custom().folder)).length, 1);
      await window.move();
      assert.deepEqual(await window.pendingMoves.listTo(custom().folder), []);
    });

    it('notes that at the next start if the setting was edited while VS Code was closed', async () => {
      const id = await createPending(await start(own()));
      assert.equal(hasOtherFolder(openWindow(own()).memento, own()), false);
      assert.equal(hasOtherFolder(openWindow(own()).memento, custom()), true);
      const window = await start(custom());
      await window.move();
      assert.deepEqual(await window.library.listIds(), [id]);
      assert.deepEqual(await window.pendingMoves.listTo(custom().folder), []);
      assert.equal(hasOtherFolder(window.memento, custom()), false);
    });

    it('moves what is in progress even if a folder in between was never available', async () => {
      const first = await start(own());
      const id = await createPending(first);
      for (const wrong of [{ ...typo }, { folder: join(parent(), 'wrong'), isDefault: false }]) {
        const window = openWindow(wrong);
        await window.folder.enter();
        await window.status.check();
        assert.equal(window.status.state?.type, 'unavailable');
      }
      const window = await start(custom());
      assert.deepEqual(await window.pendingMoves.listTo(custom().folder), [
        { ...move(own(), custom(), 'inProgress'), libraryId: idOf(first) },
      ]);
      await window.move();
      assert.deepEqual(await window.library.listIds(), [id]);
    });

    it('leaves the library of another profile alone', async () => {
      const id = await createPending(await start(own()));
      const { pendingMoves } = await start(custom());
      await pendingMoves.add(move(own(), custom(), 'all'));
      for (const location of [own(), other()]) {
        memory = new Map();
        const window = await start(location);
        await window.move();
        assert.deepEqual(await window.library.listIds(), location.isDefault ? [id] : []);
      }
      assert.equal((await pendingMoves.listTo(custom().folder)).length, 2);
    });

    it('goes on with what is in progress if another move has failed, which is reported once', async () => {
      const first = await start(own());
      const id = await createPending(first);
      await rename(own().folder, `${own().folder}-away`);
      await mkdir(custom().folder);
      const clock = new ManualClock();
      const window = openWindow(custom(), clock);
      await window.folder.enter();
      await window.pendingMoves.add(move({ ...other(), folder: '/\0' }, custom(), 'all'));
      const moving = window.move();
      const wait = async () => {
        while (clock.sleeperCount === 0) await turn();
      };
      await wait();
      clock.advanceToNextSleeper();
      await wait();
      await rename(`${own().folder}-away`, own().folder);
      clock.advanceToNextSleeper();
      await moving;
      assert.deepEqual(await window.library.listIds(), [id]);
      assert.equal(user.shown.length, 1);
    });

    it('moves what was added while it was moving something else', async () => {
      const id = await createPending(await start(own()));
      const window = await start(custom());
      const { pendingMoves } = window;
      const listTo = pendingMoves.listTo.bind(pendingMoves);
      let listings = 0;
      pendingMoves.listTo = async (target) => {
        const moves = await listTo(target);
        // By the check, and then by the move.
        if (++listings === 2) {
          await pendingMoves.add(move(own(), custom(), 'all'));
          void window.move();
        }
        return moves;
      };
      await window.move();
      assert.deepEqual(await window.library.listIds(), [id]);
      assert.ok(!existsSync(own().folder));
    });

    it('keeps what is in progress there if the setting was set back', async () => {
      const window = await start(own());
      const id = await createPending(window);
      const { folders } = window.library;
      await window.folder.leave(custom());
      // The move has begun.
      await mkdir(folders.moved);
      await rename(join(folders.records, `${id}.json`), join(folders.moved, `${id}.json`));
      await start(custom());
      const next = await start(own());
      await next.move();
      assert.deepEqual(await next.library.listIds(), [id]);
      assert.deepEqual(await next.library.listLeasedIds(), [id]);
      assert.deepEqual(await readdir(join(parent(), 'moves')), []);
    });
  });
});
