import assert from 'node:assert/strict';
import { chooseDestination } from '../../../src/insert/destination.ts';

const uriAt = (path: string) => ({ scheme: 'file', authority: '', path });
const savedDocument = (path: string) => ({
  uri: uriAt(path),
  isUntitled: false,
  isReadOnly: false,
});
const workspaceFolders = [uriAt('/w'), uriAt('/other')];

describe('chooseDestination', () => {
  const folders: [string, string | undefined, string][] = [
    ['a document in a subfolder', '/w/docs/guide.md', '/w/docs/images'],
    ['a document at the root of the workspace', '/w/README.md', '/w/images'],
    ['a document in the second folder', '/other/README.md', '/other/images'],
    ['a document outside every folder', '/tmp/note.md', '/tmp/images'],
    ['no document', undefined, '/w/images'],
  ];
  for (const [description, path, expected] of folders) {
    it(`returns ${expected} for ${description}`, () => {
      const context = {
        workspaceFolders,
        ...(path !== undefined && { document: savedDocument(path) }),
      };
      assert.deepEqual(chooseDestination(context), {
        kind: 'folder',
        folder: uriAt(expected),
      });
    });
  }

  it('returns the reason if there is none', () => {
    const document = savedDocument('/w/a.md');
    const reasonFor = (context: Parameters<typeof chooseDestination>[0]) => {
      const destination = chooseDestination(context);
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
