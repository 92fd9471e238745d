import assert from 'node:assert/strict';
import { reserveName, releaseName } from '../../../src/insert/reserveName.ts';

const folderWith =
  (...names: string[]) =>
  (name: string) =>
    Promise.resolve(names.includes(name));

describe('reserveName', () => {
  it('returns the name itself if it is free', async () => {
    assert.equal(await reserveName('cat.png', folderWith(), new Set()), 'cat.png');
  });

  it('skips the names in the folder', async () => {
    const existsInFolder = folderWith('cat.png', 'cat-1.png', 'cat-3.png');
    assert.equal(await reserveName('cat.png', existsInFolder, new Set()), 'cat-2.png');
  });

  it('numbers the stem, not the extension', async () => {
    assert.equal(await reserveName('v1.2.png', folderWith('v1.2.png'), new Set()), 'v1.2-1.png');
    assert.equal(await reserveName('cat', folderWith('cat'), new Set()), 'cat-1');
  });

  it('gives simultaneous insertions different names', async () => {
    const reserved = new Set<string>();
    const names = await Promise.all(
      Array.from({ length: 5 }, () => reserveName('cat.png', folderWith('cat-2.png'), reserved)),
    );
    assert.deepEqual(names.sort(), ['cat-1.png', 'cat-3.png', 'cat-4.png', 'cat-5.png', 'cat.png']);
  });

  it('treats names that differ only in case or normalization as equal', async () => {
    const reserved = new Set<string>();
    await reserveName('Café.png', folderWith(), reserved);
    assert.equal(await reserveName('cafe\u0301.png', folderWith(), reserved), 'cafe\u0301-1.png');
  });

  it('reuses a name after it is released', async () => {
    const reserved = new Set<string>();
    const name = await reserveName('Cat.png', folderWith(), reserved);
    releaseName(name, reserved);
    assert.equal(reserved.size, 0);
  });

  it('reserves nothing if the folder cannot be read', async () => {
    const reserved = new Set<string>();
    const failing = () => Promise.reject(new Error('no permission'));
    await assert.rejects(reserveName('cat.png', failing, reserved), /no permission/);
    assert.equal(reserved.size, 0);
  });

  it('does not reserve the names it skipped', async () => {
    const reserved = new Set<string>();
    await reserveName('cat.png', folderWith('cat.png'), reserved);
    assert.deepEqual([...reserved], ['cat-1.png']);
  });
});
