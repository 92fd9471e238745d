import assert from 'node:assert/strict';
import { posix } from 'node:path';
import {
  getParentFolder,
  appendSegment,
  getRelativePath,
  type UriComponents,
} from '../../../src/insert/relativePath.ts';

const file = (path: string, authority = '', scheme = 'file'): UriComponents => ({
  scheme,
  authority,
  path,
});

describe('getRelativePath', () => {
  const cases: [document: string, target: string, expected: string][] = [
    ['/w/README.md', '/w/images/cat.png', 'images/cat.png'],
    ['/w/docs/guide.md', '/w/images/cat.png', '../images/cat.png'],
    ['/w/docs/guide.md', '/w/docs/cat.png', 'cat.png'],
    ['/README.md', '/images/cat.png', 'images/cat.png'],
    ['/a/b/c.md', '/x/y.png', '../../x/y.png'],
    ['/w/docs/a.md', '/w/docs2/b.png', '../docs2/b.png'],
    ['/w/images', '/w/images/cat.png', 'images/cat.png'],
    ['/工作/说明.md', '/工作/图 片/猫.png', '图 片/猫.png'],
    ['/c:/Work/a.md', '/C:/Work/images/b.png', 'images/b.png'],
  ];
  for (const [document, target, expected] of cases) {
    it(`${document} → ${target} is ${expected}`, () => {
      assert.equal(getRelativePath(file(document), file(target)), expected);
    });
  }

  it('agrees with path.posix.relative on every pair of a small tree', () => {
    const folders = ['/', '/a', '/a/b', '/a/b/c', '/ab', '/a/bc'];
    for (const from of folders) {
      for (const to of folders) {
        const target = posix.join(to, 'image.png');
        assert.equal(
          getRelativePath(file(posix.join(from, 'doc.md')), file(target)),
          posix.relative(from, target),
        );
      }
    }
  });

  it('returns undefined if there is no relative path', () => {
    const document = file('/w/a.md');
    assert.equal(getRelativePath(document, file('/w/b.png', '', 'vscode-vfs')), undefined);
    assert.equal(getRelativePath(document, file('/w/b.png', 'server')), undefined);
    assert.equal(getRelativePath(file('/c:/w/a.md'), file('/d:/w/b.png')), undefined);
    assert.equal(getRelativePath(file('/c:/w/a.md'), file('/w/b.png')), undefined);
  });

  it('compares host names case-insensitively', () => {
    assert.equal(getRelativePath(file('/s/a.md', 'NAS'), file('/s/b.png', 'nas')), 'b.png');
  });
});

describe('getParentFolder and appendSegment', () => {
  it('keep scheme and authority and change the path', () => {
    const document = file('/home/me/a.md', 'ssh-remote+host', 'vscode-remote');
    assert.deepEqual(getParentFolder(document), { ...document, path: '/home/me' });
    assert.deepEqual(appendSegment(getParentFolder(document), 'images'), {
      ...document,
      path: '/home/me/images',
    });
  });

  it('work at the root', () => {
    assert.equal(getParentFolder(file('/a.md')).path, '/');
    assert.equal(appendSegment(file('/'), 'images').path, '/images');
  });
});
