import assert from 'node:assert/strict';
import { freeName, releaseName } from '../../../src/insert/freeName.ts';

const folderWith =
  (...names: string[]) =>
  (name: string) =>
    Promise.resolve(names.includes(name));

describe('freeName', () => {
  it('is the name itself while nobody has it', async () => {
    assert.equal(await freeName('cat.png', folderWith(), new Set()), 'cat.png');
  });

  it('counts past those in the folder', async () => {
    const isTaken = folderWith('cat.png', 'cat-1.png', 'cat-3.png');
    assert.equal(await freeName('cat.png', isTaken, new Set()), 'cat-2.png');
  });

  it('numbers the stem, not the extension', async () => {
    assert.equal(await freeName('v1.2.png', folderWith('v1.2.png'), new Set()), 'v1.2-1.png');
    assert.equal(await freeName('cat', folderWith('cat'), new Set()), 'cat-1');
  });

  it('gives two insertions at once two names', async () => {
    const promised = new Set<string>();
    const names = await Promise.all(
      Array.from({ length: 5 }, () => freeName('cat.png', folderWith('cat-2.png'), promised)),
    );
    assert.deepEqual(names.sort(), ['cat-1.png', 'cat-3.png', 'cat-4.png', 'cat-5.png', 'cat.png']);
  });

  it('takes names that differ only in case or composition for one', async () => {
    const promised = new Set<string>();
    await freeName('Café.png', folderWith(), promised);
    assert.equal(await freeName('cafe\u0301.png', folderWith(), promised), 'cafe\u0301-1.png');
  });

  it('gives a name again after its promise has ended', async () => {
    const promised = new Set<string>();
    const name = await freeName('Cat.png', folderWith(), promised);
    releaseName(name, promised);
    assert.equal(promised.size, 0);
  });

  it('promises nothing when the folder cannot be read', async () => {
    const promised = new Set<string>();
    const failing = () => Promise.reject(new Error('no permission'));
    await assert.rejects(freeName('cat.png', failing, promised), /no permission/);
    assert.equal(promised.size, 0);
  });

  it('does not promise the names it passed over', async () => {
    const promised = new Set<string>();
    await freeName('cat.png', folderWith('cat.png'), promised);
    assert.deepEqual([...promised], ['cat-1.png']);
  });
});
