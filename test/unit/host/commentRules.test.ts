import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useTempFolder } from '../support/tempFolder.ts';
import { setExtensions } from '../support/vscode.ts';

const { readCommentRules } = await import('../../../src/host/commentRules.ts');

describe('readCommentRules', () => {
  const getFolder = useTempFolder();
  after(() => setExtensions([]));

  /** An extension that configures a language with the text of a file. */
  async function createExtension(name: string, languageId: string, configuration: string) {
    const folder = join(getFolder(), name);
    await mkdir(folder);
    await writeFile(join(folder, 'language-configuration.json'), configuration);
    const languages = [
      { id: languageId, configuration: './language-configuration.json' },
      { id: languageId, extensions: ['.x'] },
    ];
    return { folder, packageJSON: { contributes: { languages } } };
  }

  it('reads the configurations of every extension that configures the language', async () => {
    await setExtensions([
      await createExtension('one', 'elm', '{ "comments": { "lineComment": "--" } }'),
      await createExtension('two', 'elm', '{ "comments": { "blockComment": ["{-", "-}"] } }'),
      await createExtension('three', 'lua', '{ "comments": { "lineComment": "#" } }'),
    ]);
    assert.deepEqual(await readCommentRules('elm'), [
      { lineComment: '--' },
      { blockComment: ['{-', '-}'] },
    ]);
    assert.deepEqual(await readCommentRules('python'), []);
  });

  it('reads comments, trailing commas, and line comments with options', async () => {
    const text = `\ufeff// "comments"
{
  /* "x" */ "comments": {
    "lineComment": { "comment": "//", "noIndent": true },
    "blockComment": ["/*", "*/"],
  },
}`;
    await setExtensions([await createExtension('one', 'c', text)]);
    const expected = [{ lineComment: '//', blockComment: ['/*', '*/'] }];
    assert.deepEqual(await readCommentRules('c'), expected);
  });

  it('skips what it cannot read', async () => {
    const missing = await createExtension('missing', 'c', '{}');
    await setExtensions([
      { ...missing, folder: join(getFolder(), 'nowhere') },
      await createExtension('broken', 'c', '{ "comments": '),
      await createExtension('empty', 'c', '{}'),
      await createExtension('wrong', 'c', '{ "comments": "//" }'),
      { folder: getFolder(), packageJSON: {} },
      { folder: getFolder(), packageJSON: { contributes: { languages: 'c' } } },
      await createExtension(
        'half',
        'c',
        '{ "comments": { "lineComment": "//", "blockComment": null } }',
      ),
    ]);
    assert.deepEqual(await readCommentRules('c'), [{ lineComment: '//' }]);
  });
});
