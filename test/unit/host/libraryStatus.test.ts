import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Memento } from 'vscode';
import type { LibraryStatus } from '../../../src/host/library/libraryStatus.ts';
import { systemClock } from '../../../src/jimeng/index.ts';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import type { Library } from '../../../src/library/library.ts';
import type { LibraryLocation } from '../../../src/library/location/resolveLocation.ts';
import { PendingMoves } from '../../../src/library/move/pendingMoves.ts';
import { FakeWindow } from '../support/fakeWindow.ts';
import { createFinished, useLibraryFixture } from '../support/libraryFixture.ts';
import { useTempFolder } from '../support/tempFolder.ts';

const { LibraryMover } = await import('../../../src/host/library/libraryMover.ts');
const { LibraryStatus: Status } = await import('../../../src/host/library/libraryStatus.ts');
const { openLibrary } = await import('../../../src/host/openLibrary.ts');
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

  function openWindow(location: LibraryLocation): Window {
    const library = openLibrary(location, log);
    const pendingMoves = new PendingMoves(join(parent(), 'moves'), createReliableDisk());
    const memento = {
      get: (key: string) => memory.get(key),
      update: (key: string, value: unknown) => {
        memory.set(key, value);
        return Promise.resolve();
      },
    } as unknown as Memento;
    const onError = log.error;
    const status = new Status({ library, location, pendingMoves, memento, onError });
    const clock = systemClock;
    const mover = new LibraryMover({ library, status, pendingMoves, log, clock });
    opened.push(library, status, mover);
    const services = { libraryMover: mover, libraryStatus: status, pendingMoves };
    return {
      library,
      status,
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
});
