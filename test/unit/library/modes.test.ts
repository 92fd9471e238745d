import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportArchive } from '../../../src/library/archive/exportArchive.ts';
import { Library } from '../../../src/library/library.ts';
import { png } from '../support/generation.ts';
import { createFinished, recordImageAt, useLibraryFixture } from '../support/libraryFixture.ts';
import { useTempFolder } from '../support/tempFolder.ts';

describe('The modes of a library', () => {
  const fixture = useLibraryFixture();
  const parent = useTempFolder();

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  /** The paths that other users can access. */
  async function listOpen(folder: string): Promise<string[]> {
    const names = ['', ...(await readdir(folder, { recursive: true }))];
    const modes = await Promise.all(
      names.map(async (name) => ((await stat(join(folder, name))).mode & 0o077 ? [name] : [])),
    );
    return modes.flat();
  }

  it('give access to this user only', async () => {
    const folder = join(parent(), 'library');
    const library = new Library(folder);
    const id = await createFinished(fixture, library, 1);
    await library.thumbnails.add(id, recordImageAt(0), 256, png);
    await library.keepResponse(id, 'text');
    await library.cancelRequests.send(id);
    const { lease } = await library.create({
      provider: 'octopusx',
      request: { model: 'jimeng-4.0', prompt: 'x' },
    });
    await library.moveToTrash([await createFinished(fixture, library, 1)]);
    assert.deepEqual(await listOpen(folder), []);
    await lease.release();
    const file = join(parent(), 'library.zip');
    await exportArchive(library, file);
    library.dispose();
    const usual = join(parent(), 'usual');
    await writeFile(usual, '');
    assert.equal((await stat(file)).mode, (await stat(usual)).mode);
  });

  it('are corrected once', async () => {
    const folder = join(parent(), 'library');
    await mkdir(join(folder, 'images', 'a'), { recursive: true });
    await writeFile(join(folder, 'images', 'a', '1.png'), png);
    const other = join(parent(), 'other');
    await writeFile(other, '');
    await chmod(other, 0o644);
    await symlink(other, join(folder, 'images', 'a', 'link'));
    await chmod(folder, 0o755);
    const library = new Library(folder);
    await library.removeStaleFiles();
    assert.deepEqual(await listOpen(folder), ['images/a/link']);
    assert.equal((await stat(other)).mode & 0o777, 0o644);
    await chmod(join(folder, 'images'), 0o755);
    await library.removeStaleFiles();
    assert.deepEqual(await listOpen(folder), ['images', 'images/a/link']);
    library.dispose();
  });
});
