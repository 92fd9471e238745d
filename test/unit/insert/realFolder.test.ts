import assert from 'node:assert/strict';
import { mkdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { findFolderOutside } from '../../../src/insert/realFolder.ts';
import { useTempFolder } from '../support/tempFolder.ts';

describe('findFolderOutside', () => {
  const getFolder = useTempFolder();
  let base: string;

  beforeEach(async () => {
    base = await realpath(getFolder());
    for (const folder of ['workspace/docs', 'second', 'outside/deep', 'workspace2']) {
      await mkdir(join(base, folder), { recursive: true });
    }
  });

  /** Links to a folder; on Windows as a junction, which needs no rights. */
  const link = (target: string, path: string) =>
    symlink(join(base, target), join(base, path), 'junction');
  const find = (folder: string, documentFolder: string) =>
    findFolderOutside(
      join(base, folder),
      join(base, documentFolder),
      ['workspace', 'second'].map((each) => join(base, each)),
    );

  it('finds nothing for a folder in the workspace, also if it does not exist', async () => {
    assert.equal(await find('workspace/docs', 'workspace'), undefined);
    assert.equal(await find('workspace/docs/images', 'workspace/docs'), undefined);
  });

  it('finds where a link leads to', async () => {
    await link('outside', 'workspace/images');
    assert.equal(await find('workspace/images', 'workspace'), join(base, 'outside'));
  });

  it('finds where a link in a parent folder leads to', async () => {
    await link('outside/deep', 'workspace/docs/linked');
    const found = await find('workspace/docs/linked/images', 'workspace/docs/linked');
    assert.equal(found, join(base, 'outside/deep/images'));
  });

  it('does not mistake a folder with a longer name for the workspace', async () => {
    await link('workspace2', 'workspace/images');
    assert.equal(await find('workspace/images', 'workspace'), join(base, 'workspace2'));
  });

  it('finds nothing if a link stays in the workspace', async () => {
    await link('second', 'workspace/images');
    assert.equal(await find('workspace/images', 'workspace'), undefined);
  });

  it('finds nothing if the workspace itself is a link', async () => {
    await link('workspace', 'linked');
    const folders = [join(base, 'linked')];
    const folder = join(base, 'linked', 'images');
    assert.equal(await findFolderOutside(folder, join(base, 'linked'), folders), undefined);
  });

  it('finds nothing next to a document outside of the workspace, unless a link leads away', async () => {
    assert.equal(await find('outside/images', 'outside'), undefined);
    await link('workspace2', 'outside/images');
    assert.equal(await find('outside/images', 'outside'), join(base, 'workspace2'));
  });
});
