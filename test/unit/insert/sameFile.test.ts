import assert from 'node:assert/strict';
import { findSameFile, type FileReader } from '../../../src/insert/sameFile.ts';

const images = { scheme: 'file', authority: '', path: '/site/images' };
const others = { ...images, path: '/site/other' };

/** Reads files in memory, and counts how many are read. */
function createReader(files: Readonly<Record<string, string>>) {
  let contents = 0;
  const reader: FileReader = {
    list: ({ path }) =>
      Promise.resolve(
        Object.keys(files)
          .filter((each) => each.startsWith(`${path}/`))
          .map((each) => each.slice(path.length + 1)),
      ),
    getSize: ({ path }) => Promise.resolve(files[path]?.length),
    readBytes: ({ path }) => {
      contents++;
      const text = files[path];
      return Promise.resolve(text === undefined ? undefined : Buffer.from(text));
    },
  };
  return { reader, countContents: () => contents };
}

const find = (files: Readonly<Record<string, string>>, content = 'fox') => {
  const { reader, countContents } = createReader(files);
  const candidates = { folders: [images, others], files: [] };
  return findSameFile(candidates, Buffer.from(content), '.png', reader).then((file) => ({
    path: file?.path,
    contents: countContents(),
  }));
};

describe('findSameFile', () => {
  it('finds a file with the same content under any name', async () => {
    const files = { '/site/images/a.png': 'hare', '/site/images/b.PNG': 'fox' };
    assert.deepEqual(await find(files), { path: '/site/images/b.PNG', contents: 1 });
  });

  it('finds it in a later folder', async () => {
    const { path } = await find({ '/site/images/a.png': 'dog', '/site/other/狐 1%.png': 'fox' });
    assert.equal(path, '/site/other/狐 1%.png');
  });

  it('reads only files of the same size and type', async () => {
    const files = {
      '/site/images/a.png': 'foxes',
      '/site/images/a.jpg': 'fox',
      '/site/x.png': 'fox',
    };
    assert.deepEqual(await find(files), { path: undefined, contents: 0 });
  });

  it('distinguishes files of the same size', async () => {
    assert.deepEqual(await find({ '/site/images/a.png': 'dog' }), { path: undefined, contents: 1 });
  });

  it('reads at most 20 files', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `/site/images/${index}.png`);
    const files = Object.fromEntries(names.map((name) => [name, 'dog']));
    assert.deepEqual(await find(files), { path: undefined, contents: 20 });
  });

  it('finds nothing where files cannot be read', async () => {
    const reader: FileReader = {
      list: () => Promise.resolve(['a.png']),
      getSize: () => Promise.resolve(3),
      readBytes: () => Promise.resolve(undefined),
    };
    const candidates = { folders: [images], files: [] };
    assert.equal(await findSameFile(candidates, Buffer.from('fox'), '.png', reader), undefined);
  });
});
