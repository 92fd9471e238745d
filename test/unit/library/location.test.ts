import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemDisk } from '../../../src/library/disk/files.ts';
import { createReliableDisk } from '../../../src/library/disk/reliableDisk.ts';
import { Library } from '../../../src/library/library.ts';
import { inspectFolder } from '../../../src/library/location/inspectFolder.ts';
import {
  addMergedId,
  ensureLibraryId,
  readLibraryId,
} from '../../../src/library/location/libraryId.ts';
import {
  checkLocation,
  guardDisk,
  LibraryUnavailableError,
  type RememberedLibrary,
} from '../../../src/library/location/libraryLocation.ts';
import { findLibraryState, type LibraryState } from '../../../src/library/location/libraryState.ts';
import {
  resolveLocation,
  type LibraryLocation,
} from '../../../src/library/location/resolveLocation.ts';
import { request } from '../support/generation.ts';
import { useTempFolder } from '../support/tempFolder.ts';

const disk = createReliableDisk();

describe('resolveLocation', () => {
  const [home, defaultFolder] = [resolve('/home/me'), resolve('/storage/library')];
  const cases: readonly [value: string, folder: string][] = [
    ['', defaultFolder],
    ['  ', defaultFolder],
    ['~', home],
    ['~/images', join(home, 'images')],
    ['~/images/', join(home, 'images')],
    [resolve('/images'), resolve('/images')],
    [`  ${resolve('/images')}  `, resolve('/images')],
    [resolve('/'), resolve('/')],
    [defaultFolder, defaultFolder],
  ];
  for (const [value, folder] of cases) {
    it(`resolves '${value}'`, () => {
      const isDefault = folder === defaultFolder;
      assert.deepEqual(resolveLocation(value, defaultFolder, home), { folder, isDefault });
    });
  }

  for (const value of ['images', './images', '~images', '12', '${userHome}/images']) {
    it(`refuses '${value}', whose folder would depend on the window`, () => {
      assert.equal(resolveLocation(value, defaultFolder, home).invalidValue, value);
    });
  }
});

describe('The folder of a library', () => {
  const parent = useTempFolder();
  const custom = (name: string): LibraryLocation => ({
    folder: join(parent(), name),
    isDefault: false,
  });
  const openLibrary = (location: LibraryLocation, remembered?: RememberedLibrary) =>
    new Library(location.folder, {
      disk: guardDisk(systemDisk, () => checkLocation(disk, location, remembered)),
    });

  const problems: readonly [problem: string, prepare: (folder: string) => Promise<unknown>][] = [
    ['missing', () => Promise.resolve()],
    ['notFolder', (folder) => writeFile(folder, '')],
    [
      'foreign',
      async (folder) => {
        await mkdir(folder);
        await writeFile(join(folder, 'holiday.png'), '');
      },
    ],
  ];
  for (const [problem, prepare] of problems) {
    it(`is not created or used if it is ${problem}`, async () => {
      const location = custom('library');
      await prepare(location.folder);
      const before = await readdir(parent(), { recursive: true });
      const library = openLibrary(location);
      const isExpected = (error: unknown) =>
        error instanceof LibraryUnavailableError && error.problem === problem;
      await assert.rejects(library.list(), isExpected);
      await assert.rejects(library.listIds(), isExpected);
      await assert.rejects(library.create({ provider: 'octopusx', request }), isExpected);
      await library.refresh();
      assert.deepEqual(await readdir(parent(), { recursive: true }), before);
      library.dispose();
    });
  }

  it('is used as soon as it is there', async () => {
    const location = custom('library');
    const library = openLibrary(location);
    await assert.rejects(library.list());
    await mkdir(location.folder);
    assert.deepEqual(await library.list(), []);
    const { lease } = await library.create({ provider: 'octopusx', request });
    await lease.release();
    library.dispose();
  });

  it('is not created again when its disk is disconnected', async () => {
    const location = custom('library');
    await mkdir(location.folder);
    const library = openLibrary(location);
    await library.list();
    await rm(location.folder, { recursive: true });
    await assert.rejects(library.create({ provider: 'octopusx', request }));
    assert.deepEqual(await readdir(parent()), []);
    library.dispose();
  });

  it('is not used while its disk is not connected, although the folder of the mount is empty', async () => {
    const location = custom('library');
    await mkdir(location.folder);
    await writeFile(join(location.folder, 'lost+found'), '');
    const library = openLibrary(location, { folder: location.folder, id: 'id', imageCount: 1 });
    const isExpected = { code: 'LIBRARY_UNAVAILABLE', problem: 'missing' };
    await assert.rejects(library.list(), isExpected);
    await assert.rejects(library.listIds(), isExpected);
    await assert.rejects(library.create({ provider: 'octopusx', request }), isExpected);
    await assert.rejects(ensureLibraryId(library.disk, location.folder), isExpected);
    assert.deepEqual(await readdir(location.folder), ['lost+found']);
    library.dispose();
  });

  it('keeps the permissions of folders of other programs', async function () {
    if (process.platform === 'win32') this.skip();
    const location = custom('library');
    const photos = join(location.folder, 'photos');
    await mkdir(photos, { recursive: true });
    await chmod(photos, 0o755);
    const library = openLibrary(location);
    await library.removeStaleFiles().catch(() => undefined);
    assert.equal((await stat(photos)).mode & 0o777, 0o755);
    library.dispose();
  });

  for (const [names, isLibrary] of [
    [['records'], true],
    [['leases'], true],
    [['images', 'tmp'], false],
    [['records', 'holiday'], false],
  ] as const) {
    it(`${isLibrary ? 'is' : 'is not'} one with only ${names.join(' and ')}`, async () => {
      for (const name of names) await mkdir(join(parent(), 'library', name), { recursive: true });
      const content = await inspectFolder(disk, join(parent(), 'library'));
      assert.equal(content, isLibrary ? 'library' : 'foreign');
    });
  }

  it('has the files of the system, and those of a library without an ID', async () => {
    const location = custom('library');
    await mkdir(join(location.folder, 'records'), { recursive: true });
    await writeFile(join(location.folder, '.DS_Store'), '');
    await checkLocation(disk, location, undefined);
  });

  it('has one ID, whichever window is first', async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, () => ensureLibraryId(disk, join(parent(), 'library'))),
    );
    assert.equal(new Set(ids).size, 1);
    await writeFile(join(parent(), 'library/library.json'), '');
    const id = await ensureLibraryId(disk, join(parent(), 'library'));
    assert.equal(await readLibraryId(disk, join(parent(), 'library')), id);
  });

  describe('compared with what was there before', () => {
    const find = (
      location: LibraryLocation,
      remembered: RememberedLibrary | undefined,
      movedFolders: readonly string[] = [],
    ) => findLibraryState({ disk, location, remembered, movedFolders });
    const own = (): LibraryLocation => ({ folder: join(parent(), 'own'), isDefault: true });
    const rememberOwn = async (imageCount: number): Promise<RememberedLibrary> => {
      const { folder } = own();
      return { folder, id: await ensureLibraryId(disk, folder), imageCount };
    };
    const typeOf = async (state: Promise<LibraryState>) => (await state).type;

    it('is the same while it has the same ID, also when it was emptied', async () => {
      assert.equal(await typeOf(find(own(), undefined)), 'available');
      assert.equal(await typeOf(find(own(), await rememberOwn(63))), 'available');
      await mkdir(join(own().folder, 'records'));
      await rm(join(own().folder, 'records'), { recursive: true });
      assert.equal(await typeOf(find(own(), await rememberOwn(63))), 'available');
    });

    it('is missing in a container that was rebuilt, until it is there again', async () => {
      const remembered = await rememberOwn(63);
      await rm(own().folder, { recursive: true });
      const state = await find(own(), remembered);
      const id = await readLibraryId(disk, own().folder);
      assert.deepEqual(state, { type: 'missing', id, earlier: remembered });
      // The new library has been created by now.
      assert.deepEqual(await find(own(), remembered), state);
      await writeFile(
        join(own().folder, 'library.json'),
        JSON.stringify({ version: 1, id: remembered.id }),
      );
      assert.equal(await typeOf(find(own(), remembered)), 'available');
    });

    it('is not missing if it had no images', async () => {
      const remembered = await rememberOwn(0);
      await rm(own().folder, { recursive: true });
      assert.equal(await typeOf(find(own(), remembered)), 'available');
    });

    it('is left behind if only the setting was changed, unless it is being moved', async () => {
      const remembered = await rememberOwn(63);
      const location = custom('new');
      await mkdir(location.folder);
      const state = await find(location, remembered);
      const id = await readLibraryId(disk, location.folder);
      assert.deepEqual(state, { type: 'leftBehind', id, earlier: remembered });
      const moving = find(location, remembered, [remembered.folder]);
      assert.equal(await typeOf(moving), 'available');
    });

    it('is available where it was moved, also for windows that saw it in its old folder', async () => {
      const remembered = await rememberOwn(63);
      const location = custom('new');
      await ensureLibraryId(disk, location.folder);
      await addMergedId(disk, location.folder, remembered.id);
      await rm(own().folder, { recursive: true });
      assert.equal(await typeOf(find(location, remembered)), 'available');
    });

    it('is unavailable while the folder of its images is empty', async () => {
      const location = custom('mount');
      const id = await ensureLibraryId(disk, location.folder);
      const remembered = { folder: location.folder, id, imageCount: 1 };
      assert.equal(await typeOf(find(location, remembered)), 'available');
      await rm(join(location.folder, 'library.json'));
      assert.equal(await typeOf(find(location, remembered)), 'unavailable');
      assert.deepEqual(await readdir(location.folder), []);
      assert.equal(await typeOf(find(location, { ...remembered, imageCount: 0 })), 'available');
    });

    it('is unavailable if its folder is', async () => {
      const location = custom('new');
      assert.equal(await typeOf(find(location, await rememberOwn(63))), 'unavailable');
      assert.deepEqual(await readdir(parent()), ['own']);
    });
  });
});
