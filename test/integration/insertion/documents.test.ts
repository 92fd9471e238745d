import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
  textWithCursor,
  writeInPlayground,
} from '../support/documents.ts';
import { resetGateway, generate, smallSize } from '../support/generate.ts';
import { insertLatest, undo } from '../support/insertions.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';
import { resetSettings, setSetting } from '../support/settings.ts';

const image = 'images/a-lighthouse-at-dusk.png';
const markdown = `![A lighthouse at dusk](${image})`;

/** What a document becomes when the image of “A lighthouse at dusk” is inserted at `|`. */
const documents: readonly [file: string, before: string, after: string][] = [
  ['a.md', 'first\n|\nlast', `first\n\n${markdown}|\n\nlast`],
  ['a.md', 'See|', `See\n\n${markdown}|`],
  ['a.md', 'See | here', `See ${markdown}| here`],
  ['a.md', '![Mine](|)', `![Mine](${image}|)`],
  ['a.mdx', 'first\n|\nlast', `first\n\n![A lighthouse at dusk](./${image})|\n\nlast`],
  ['a.html', '<p>|</p>', `<p>${imgTag(image, '>')}|</p>`],
  ['a.html', '<img src="|">', `<img src="${image}|">`],
  ['a.vue', 'first\n  |\nlast', `first\n  ${imgTag(`./${image}`, '>')}|\nlast`],
  ['a.css', 'a {\n  |\n}', `a {\n  background-image: url("${image}");|\n}`],
  ['a.css', 'a {\n  background: |;\n}', `a {\n  background: url("${image}")|;\n}`],
  ['a.scss', 'a { | }', `a {\n  background-image: url("${image}");|\n}`],
  ['a.less', 'a { | }', `a {\n  background-image: url("${image}");|\n}`],
  [
    'a.tex',
    'first\n|\nlast',
    `first\n\n\\includegraphics[width=\\linewidth, alt={A lighthouse at dusk}]{${image}}|\n\nlast`,
  ],
  ['a.jsx', 'const a = <p>|</p>;', `const a = <p>${imgTag(image, ' />')}|</p>;`],
  ['a.tsx', 'return |;', `return ${imgTag(image, ' />')}|;`],
  ['a.py', 'open("|")', `open("${image}|")`],
  ['a.txt', 'first\n|\nlast', `first\n${image}|\nlast`],
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

  for (const [file, before, after] of documents) {
    it(`in ${file} turns “${before}” into “${after}”`, async () => {
      const editor = await openInEditor(file, before);
      await insertLatest();

      assert.equal(textWithCursor(editor), after);
      assert.deepEqual(await filesInPlayground(), [file, image]);
      assert.deepEqual(await readFile(playgroundPath(image)), imageBytes);
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
    await undo();

    assert.equal(textWithCursor(editor), 'typed before|\nlast');
  });

  it('keeps the selected text', async () => {
    const editor = await openInEditor('a.md', 'Here: «a lighthouse»\nlast');
    await insertLatest();
    assert.equal(textWithCursor(editor), `Here: a lighthouse\nlast\n\n${markdown}|`);
  });

  it('numbers existing names, overwrites nothing, and uses its file again', async () => {
    await writeInPlayground(image, 'mine');
    const editor = await openInEditor('a.md', '|');
    await insertLatest();
    await insertLatest();

    const reference = '![A lighthouse at dusk](images/a-lighthouse-at-dusk-1.png)';
    assert.equal(editor.document.getText().match(/!\[/g)?.length, 2);
    assert.ok(editor.document.getText().startsWith(reference));
    assert.ok(editor.document.getText().endsWith(reference));
    assert.equal(await readFile(playgroundPath(image), 'utf8'), 'mine');
    assert.deepEqual(
      await readFile(playgroundPath('images/a-lighthouse-at-dusk-1.png')),
      imageBytes,
    );
    assert.equal((await filesInPlayground()).length, 3);
  });

  it('numbers a name that differs from another one only in case', async () => {
    await writeInPlayground('images/A-Lighthouse-at-dusk.PNG', 'mine');
    const editor = await openInEditor('a.md', '|');
    await insertLatest();
    assert.equal(
      editor.document.getText(),
      '![A lighthouse at dusk](images/a-lighthouse-at-dusk-1.png)',
    );
  });

  it('writes one file for simultaneous insertions of an image', async () => {
    const editor = await openInEditor('a.txt', '|');
    await Promise.all([insertLatest(), insertLatest()]);

    assert.deepEqual(await filesInPlayground(), ['a.txt', image]);
    assert.equal(editor.document.getText(), `${image} ${image}`);
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

function imgTag(path: string, end: string): string {
  return `<img src="${path}" alt="A lighthouse at dusk"${end}`;
}
