import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../src/commands/generate/register.ts';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
  textWithCursor,
  writeInPlayground,
} from './support/documents.ts';
import { resetGateway, generate, smallSize } from './support/generate.ts';
import { insertLatest } from './support/insertions.ts';
import { useMessageRecorder } from './support/messageRecorder.ts';
import { resetSettings, setSetting } from './support/settings.ts';

/**
 * What a line (with the cursor in it) becomes when the image of “A lighthouse at dusk” is inserted.
 */
const lines: readonly [file: string, before: string, after: string][] = [
  ['a.md', '|', '![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)|'],
  ['a.md', 'See|', 'See ![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)|'],
  ['a.md', '![Mine](|)', '![Mine](images/a-lighthouse-at-dusk.png|)'],
  ['a.mdx', '|', '![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)|'],
  ['a.html', '<p>|</p>', `<p>${imgTag('images', '>')}|</p>`],
  ['a.html', '<img src="|">', '<img src="images/a-lighthouse-at-dusk.png|">'],
  ['a.vue', '  |', `  ${imgTag('./images', '>')}|`],
  ['a.css', '  |', '  background-image: url("images/a-lighthouse-at-dusk.png");|'],
  ['a.css', 'background: |;', 'background: url("images/a-lighthouse-at-dusk.png")|;'],
  ['a.scss', 'a { | }', 'a { background-image: url("images/a-lighthouse-at-dusk.png");| }'],
  ['a.less', 'a { | }', 'a { background-image: url("images/a-lighthouse-at-dusk.png");| }'],
  [
    'a.tex',
    '|',
    '\\includegraphics[width=\\linewidth, alt={A lighthouse at dusk}]{images/a-lighthouse-at-dusk.png}|',
  ],
  ['a.jsx', '  |', `  ${imgTag('images', ' />')}|`],
  ['a.tsx', 'return |;', `return ${imgTag('images', ' />')}|;`],
  ['a.py', 'open("|")', 'open("images/a-lighthouse-at-dusk.png|")'],
  ['a.txt', '|', 'images/a-lighthouse-at-dusk.png|'],
];

describe('jimeng.insertLatest', () => {
  const messages = useMessageRecorder();
  let generated: GenerateResult;
  let imageBytes: Buffer;

  before(async () => {
    await resetGateway();
    generated = await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
    imageBytes = await readFile(generated.images[0]?.uri.fsPath ?? '');
  });
  beforeEach(() => setSetting('jimeng.insert.altText', 'prompt'));
  afterEach(async () => {
    await resetSettings();
    await clearPlayground();
  });

  for (const [file, before, after] of lines) {
    it(`in ${file} turns “${before}” into “${after}”`, async () => {
      const editor = await openInEditor(file, `first\n${before}\nlast`);
      await insertLatest();

      assert.equal(textWithCursor(editor), `first\n${after}\nlast`);
      assert.deepEqual(await filesInPlayground(), [file, 'images/a-lighthouse-at-dusk.png']);
      assert.deepEqual(
        await readFile(playgroundPath('images/a-lighthouse-at-dusk.png')),
        imageBytes,
      );
      assert.deepEqual(messages.shown, []);
    });
  }

  it('is undone in one step', async () => {
    const editor = await openInEditor('a.md', 'typed|\nlast');
    await editor.edit((edit) => {
      edit.insert(editor.selection.active, ' before');
    });
    await insertLatest();
    assert.match(textWithCursor(editor), /dusk\.png\)\|/);
    await vscode.commands.executeCommand('undo');

    assert.equal(textWithCursor(editor), 'typed before|\nlast');
  });

  it('keeps the selected text', async () => {
    const editor = await openInEditor('a.md', 'Here: «a lighthouse»\nlast');
    await insertLatest();
    assert.match(textWithCursor(editor), /^Here: a lighthouse !\[.*\)\|\nlast$/);
  });

  it('numbers existing names, overwrites nothing, and uses its file again', async () => {
    await writeInPlayground('images/a-lighthouse-at-dusk.png', 'mine');
    const editor = await openInEditor('a.md', '|');
    await insertLatest();
    await insertLatest();

    const reference = '![A lighthouse at dusk](images/a-lighthouse-at-dusk-1.png)';
    assert.equal(editor.document.getText().match(/!\[/g)?.length, 2);
    assert.ok(editor.document.getText().startsWith(reference));
    assert.ok(editor.document.getText().endsWith(reference));
    assert.equal(await readFile(playgroundPath('images/a-lighthouse-at-dusk.png'), 'utf8'), 'mine');
    assert.deepEqual(
      await readFile(playgroundPath('images/a-lighthouse-at-dusk-1.png')),
      imageBytes,
    );
    assert.equal((await filesInPlayground()).length, 3);
  });

  it('writes one file for simultaneous insertions of an image', async () => {
    const editor = await openInEditor('a.txt', '|');
    await Promise.all([insertLatest(), insertLatest()]);

    const file = 'images/a-lighthouse-at-dusk.png';
    assert.deepEqual(await filesInPlayground(), ['a.txt', file]);
    assert.equal(editor.document.getText(), `${file} ${file}`);
  });

  it('copies the image next to the document', async () => {
    const editor = await openInEditor('docs/guide/intro.md', '|');
    await insertLatest();

    assert.match(textWithCursor(editor), /\]\(images\/a-lighthouse-at-dusk\.png\)\|$/);
    assert.deepEqual(await filesInPlayground(), [
      'docs/guide/images/a-lighthouse-at-dusk.png',
      'docs/guide/intro.md',
    ]);
  });

  it('inserts at the cursor of the last editor while the gallery has the focus', async () => {
    const { document } = await openInEditor('a.md', 'Before | after');
    await vscode.commands.executeCommand('jimeng.openGallery');
    await insertLatest();

    assert.match(document.getText(), /^Before !\[.*\) after$/);
  });

  it('keeps Chinese names and inserts an earlier image by its id', async () => {
    const prompt = '月光下的灯塔，水彩';
    await generate({ prompt, ...smallSize, provider: 'deepwl' });
    const editor = await openInEditor('文档/说明.md', '|');
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

function imgTag(folder: string, end: string): string {
  return `<img src="${folder}/a-lighthouse-at-dusk.png" alt="A lighthouse at dusk"${end}`;
}
