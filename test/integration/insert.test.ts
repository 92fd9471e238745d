import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../src/commands/generate.ts';
import {
  clearPlayground,
  filesInPlayground,
  inEditor,
  inPlayground,
  textWithCursor,
  writeInPlayground,
} from './support/documents.ts';
import { freshGateway, generate, small } from './support/generating.ts';
import { hearMessages } from './support/messages.ts';

/** What a line with the cursor in it becomes when the picture of “A lighthouse at dusk” is inserted. */
const lines: readonly [file: string, before: string, after: string][] = [
  ['a.md', '|', '![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)|'],
  ['a.md', 'See|', 'See ![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)|'],
  ['a.md', '![Mine](|)', '![Mine](images/a-lighthouse-at-dusk.png|)'],
  ['a.mdx', '|', '![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)|'],
  ['a.html', '<p>|</p>', `<p>${tag('images', '>')}|</p>`],
  ['a.html', '<img src="|">', '<img src="images/a-lighthouse-at-dusk.png|">'],
  ['a.vue', '  |', `  ${tag('./images', '>')}|`],
  ['a.css', '  |', '  background-image: url("images/a-lighthouse-at-dusk.png");|'],
  ['a.css', 'background: |;', 'background: url("images/a-lighthouse-at-dusk.png")|;'],
  ['a.scss', 'a { | }', 'a { background-image: url("images/a-lighthouse-at-dusk.png");| }'],
  ['a.less', 'a { | }', 'a { background-image: url("images/a-lighthouse-at-dusk.png");| }'],
  [
    'a.tex',
    '|',
    '\\includegraphics[width=\\linewidth, alt={A lighthouse at dusk}]{images/a-lighthouse-at-dusk.png}|',
  ],
  ['a.jsx', '  |', `  ${tag('images', ' />')}|`],
  ['a.tsx', 'return |;', `return ${tag('images', ' />')}|;`],
  ['a.py', 'open("|")', 'open("images/a-lighthouse-at-dusk.png|")'],
  ['a.txt', '|', 'images/a-lighthouse-at-dusk.png|'],
];

describe('jimeng.insertLatest', () => {
  const messages = hearMessages();
  let generated: GenerateResult;
  let picture: Buffer;

  before(async () => {
    await freshGateway();
    generated = await generate({ prompt: 'A lighthouse at dusk', ...small });
    picture = await readFile(generated.images[0]?.uri.fsPath ?? '');
  });
  afterEach(clearPlayground);

  for (const [file, before, after] of lines) {
    it(`in ${file} makes “${before}” to “${after}”`, async () => {
      const editor = await inEditor(file, `first\n${before}\nlast`);
      await insertLatest();

      assert.equal(textWithCursor(editor), `first\n${after}\nlast`);
      assert.deepEqual(await filesInPlayground(), [file, 'images/a-lighthouse-at-dusk.png']);
      assert.deepEqual(await readFile(inPlayground('images/a-lighthouse-at-dusk.png')), picture);
      assert.deepEqual(messages.shown, []);
    });
  }

  it('is taken away by one undo', async () => {
    const editor = await inEditor('a.md', 'typed|\nlast');
    await editor.edit((edit) => {
      edit.insert(editor.selection.active, ' before');
    });
    await insertLatest();
    assert.match(textWithCursor(editor), /dusk\.png\)\|/);
    await vscode.commands.executeCommand('undo');

    assert.equal(textWithCursor(editor), 'typed before|\nlast');
  });

  it('keeps the words that are selected', async () => {
    const editor = await inEditor('a.md', 'Here: «a lighthouse»\nlast');
    await insertLatest();
    assert.match(textWithCursor(editor), /^Here: a lighthouse !\[.*\)\|\nlast$/);
  });

  it('numbers names that are taken and overwrites nothing', async () => {
    await writeInPlayground('images/a-lighthouse-at-dusk.png', 'mine');
    const editor = await inEditor('a.md', '|');
    await insertLatest();
    await insertLatest();

    assert.equal(
      editor.document.getText(),
      '![A lighthouse at dusk](images/a-lighthouse-at-dusk-1.png)' +
        ' ![A lighthouse at dusk](images/a-lighthouse-at-dusk-2.png)',
    );
    assert.equal(await readFile(inPlayground('images/a-lighthouse-at-dusk.png'), 'utf8'), 'mine');
    for (const name of ['a-lighthouse-at-dusk-1.png', 'a-lighthouse-at-dusk-2.png']) {
      assert.deepEqual(await readFile(inPlayground(`images/${name}`)), picture);
    }
  });

  it('gives insertions at the same time names of their own', async () => {
    const editor = await inEditor('a.txt', '|');
    await Promise.all([insertLatest(), insertLatest()]);

    const files = ['images/a-lighthouse-at-dusk-1.png', 'images/a-lighthouse-at-dusk.png'];
    assert.deepEqual(await filesInPlayground(), ['a.txt', ...files]);
    for (const file of files) assert.ok(editor.document.getText().includes(file));
  });

  it('puts the picture beside a document in a folder of its own', async () => {
    const editor = await inEditor('docs/guide/intro.md', '|');
    await insertLatest();

    assert.match(textWithCursor(editor), /\]\(images\/a-lighthouse-at-dusk\.png\)\|$/);
    assert.deepEqual(await filesInPlayground(), [
      'docs/guide/images/a-lighthouse-at-dusk.png',
      'docs/guide/intro.md',
    ]);
  });

  it('inserts at the cursor of the last editor while the gallery has the focus', async () => {
    const { document } = await inEditor('a.md', 'Before | after');
    await vscode.commands.executeCommand('jimeng.openGallery');
    await insertLatest();

    assert.match(document.getText(), /^Before !\[.*\) after$/);
  });

  it('keeps Chinese names, and inserts an earlier picture by its id', async () => {
    const prompt = '月光下的灯塔，水彩';
    await generate({ prompt, ...small, provider: 'deepwl' });
    const editor = await inEditor('文档/说明.md', '|');
    await insertLatest();
    assert.equal(textWithCursor(editor), `![${prompt}](images/月光下的灯塔-水彩.jpg)|`);

    await insertLatest(generated.id);
    assert.match(textWithCursor(editor), /dusk\.png\)\|$/);
    assert.deepEqual(await filesInPlayground(), [
      '文档/images/a-lighthouse-at-dusk.png',
      '文档/images/月光下的灯塔-水彩.jpg',
      '文档/说明.md',
    ]);
  });
});

async function insertLatest(id?: string): Promise<void> {
  await vscode.commands.executeCommand('jimeng.insertLatest', id);
}

function tag(folder: string, end: string): string {
  return `<img src="${folder}/a-lighthouse-at-dusk.png" alt="A lighthouse at dusk"${end}`;
}
