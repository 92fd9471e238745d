import assert from 'node:assert/strict';
import { readFileError } from '../../../src/host/messages/fileErrorCause.ts';
import '../support/vscode.ts';

const { formatFileError } = await import('../../../src/host/messages/fileErrors.ts');

/** An error of Node's file system. */
function nodeError(code: string): Error {
  return Object.assign(new Error(`${code}: failed, write`), { code, syscall: 'write' });
}

/** An error of `vscode.workspace.fs`, which has Node's code in its message only. */
function vscodeError(code: string, message = ''): Error {
  return Object.assign(new Error(message), { code, name: `${code} (FileSystemError)` });
}

const causes: readonly [error: Error, cause: string, sentence: RegExp][] = [
  [nodeError('ENOSPC'), 'full', /The disk is full/],
  [nodeError('EDQUOT'), 'full', /The disk is full/],
  [nodeError('EROFS'), 'readOnly', /read-only/],
  [nodeError('EACCES'), 'noPermission', /permission/],
  [nodeError('EPERM'), 'noPermission', /permission/],
  [nodeError('ENOENT'), 'notFound', /no longer exists/],
  [nodeError('EBUSY'), 'busy', /in use by another program/],
  [nodeError('EMFILE'), 'busy', /in use by another program/],
  [nodeError('EIO'), 'unavailable', /not responding/],
  [nodeError('ENOTSUP'), 'unavailable', /does not support/],
  [nodeError('EINVAL'), 'invalidName', /another name/],
  [nodeError('ENAMETOOLONG'), 'invalidName', /another name/],
  [nodeError('EXDEV'), 'other', /reported an error \(EXDEV\)/],
  [vscodeError('NoPermissions'), 'noPermission', /permission/],
  [vscodeError('FileNotFound'), 'notFound', /no longer exists/],
  [vscodeError('FileExists'), 'exists', /already exists/],
  [vscodeError('FileIsADirectory'), 'notFile', /folder with this name/],
  [vscodeError('Unavailable'), 'unavailable', /not responding/],
  [vscodeError('Unknown', 'Unable to write (Error: ENOSPC: no space left)'), 'full', /full/],
  [vscodeError('Unknown', "Unable to write 'a.png' (EROFS: read-only)"), 'readOnly', /read-only/],
  [vscodeError('Unknown', 'Something else'), 'other', /reported an error \(Unknown\)/],
];

describe('Errors of file systems', () => {
  for (const [error, cause, sentence] of causes) {
    it(`${error.name} ${error.message} has the cause ${cause}`, () => {
      assert.equal(readFileError(error)?.cause, cause);
      const text = formatFileError('Unable to save the image.', error) ?? '';
      assert.ok(text.startsWith('Unable to save the image. '), text);
      assert.match(text, sentence);
    });
  }

  it('are not taken for those of anything else', () => {
    const others = [
      new TypeError('x is undefined'),
      Object.assign(new Error('bad'), { code: 'ERR_INVALID_ARG_TYPE' }),
      'ENOSPC',
      undefined,
    ];
    for (const error of others) assert.equal(readFileError(error), undefined);
  });
});
