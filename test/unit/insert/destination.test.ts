import assert from 'node:assert/strict';
import { destinationFor } from '../../../src/insert/destination.ts';

const place = (path: string) => ({ scheme: 'file', authority: '', path });
const saved = (path: string) => ({ place: place(path), isUntitled: false, isReadOnly: false });
const workspaceFolders = [place('/w'), place('/other')];

describe('destinationFor', () => {
  const folders: [string, string | undefined, string][] = [
    ['a document in a subfolder', '/w/docs/guide.md', '/w/docs/images'],
    ['a document at the root of the workspace', '/w/README.md', '/w/images'],
    ['a document in the second folder', '/other/README.md', '/other/images'],
    ['a document outside every folder', '/tmp/note.md', '/tmp/images'],
    ['no document', undefined, '/w/images'],
  ];
  for (const [what, path, expected] of folders) {
    it(`for ${what} is ${expected}`, () => {
      const surroundings = {
        workspaceFolders,
        ...(path !== undefined && { document: saved(path) }),
      };
      assert.deepEqual(destinationFor(surroundings), { kind: 'folder', folder: place(expected) });
    });
  }

  it('says why there is none', () => {
    const document = saved('/w/a.md');
    const reasonFor = (surroundings: Parameters<typeof destinationFor>[0]) => {
      const destination = destinationFor(surroundings);
      return destination.kind === 'none' ? destination.reason : destination.folder.path;
    };
    assert.equal(reasonFor({ workspaceFolders: [] }), 'noFolderOpen');
    assert.equal(reasonFor({ workspaceFolders: [], document }), 'noFolderOpen');
    assert.equal(
      reasonFor({ workspaceFolders, document: { ...document, isUntitled: true } }),
      'untitled',
    );
    assert.equal(
      reasonFor({ workspaceFolders, document: { ...document, isReadOnly: true } }),
      'readOnly',
    );
  });
});
