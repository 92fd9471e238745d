import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { clearPlayground, inEditor } from './support/documents.ts';
import { eventually } from './support/eventually.ts';
import { submits } from './support/gateway.ts';
import { freshGateway, refusalOf } from './support/generating.ts';
import { hearMessages } from './support/messages.ts';
import { resetSettings, set } from './support/settings.ts';

/** Each selection holds a word that the gateway refuses, so that no picture has to be waited for. */
const cases: readonly [what: string, file: string, marked: string, prompts: readonly string[]][] = [
  ['a sentence', 'a.md', 'Here: « A forbidden-word cat. »', ['A forbidden-word cat.']],
  ['Markdown', 'a.md', '«## A **red** [forbidden-word](b.md)»', ['A red forbidden-word']],
  [
    'a quoted paragraph',
    'a.md',
    '«> A forbidden-word\n> on the `moon`»',
    ['A forbidden-word on the moon'],
  ],
  [
    'line comments',
    'a.js',
    '«// A forbidden-word\n// on the moon»\n',
    ['A forbidden-word on the moon'],
  ],
  [
    'a block comment',
    'a.css',
    '«/*\n * A forbidden-word\n * on the moon\n */»',
    ['A forbidden-word on the moon'],
  ],
  ['an HTML element', 'a.html', '«<p>A <b>forbidden-word</b></p>»', ['A forbidden-word']],
  ['Chinese', 'a.md', '«一只**违禁词**猫»', ['一只违禁词猫']],
  [
    'several selections, from the top down',
    'a.txt',
    '«forbidden-word 1» and «forbidden-word 2»\n\n«forbidden-word 3»',
    ['forbidden-word 1', 'forbidden-word 2', 'forbidden-word 3'],
  ],
];

describe('jimeng.generateFromSelection', () => {
  hearMessages();
  before(async () => {
    // One after the other, so that they arrive in the order in which they were begun.
    await set('jimeng.maxConcurrentTasks', 1);
  });
  beforeEach(freshGateway);
  afterEach(clearPlayground);
  after(resetSettings);

  for (const [what, file, marked, prompts] of cases) {
    it(`asks for ${what}`, async () => {
      const editor = await inEditor(file, marked);
      const before = editor.document.getText();
      await refusalOf({}, 'jimeng.generateFromSelection');

      assert.deepEqual(await sentPrompts(prompts.length), prompts);
      assert.equal(editor.document.getText(), before);
    });
  }

  it('takes selections made from the bottom up in the order of the document', async () => {
    const editor = await inEditor('a.txt', '«forbidden-word 1»\n«forbidden-word 2»');
    editor.selections = [...editor.selections].reverse();
    await refusalOf({}, 'jimeng.generateFromSelection');

    assert.deepEqual(await sentPrompts(2), ['forbidden-word 1', 'forbidden-word 2']);
  });

  it('a prompt in the argument goes before the selection', async () => {
    await inEditor('a.md', '«forbidden-word selected»');
    await refusalOf({ prompt: 'forbidden-word given' }, 'jimeng.generateFromSelection');

    assert.deepEqual(await sentPrompts(1), ['forbidden-word given']);
  });

  it('shows the gallery beside the text without taking the focus', async () => {
    const { document } = await inEditor('a.md', '«A forbidden-word cat»');
    await refusalOf({}, 'jimeng.generateFromSelection');

    const panels = vscode.window.tabGroups.all.map(({ viewColumn, tabs }) => ({
      viewColumn,
      shown: tabs.map(({ input, label }) =>
        input instanceof vscode.TabInputWebview ? 'gallery' : label,
      ),
    }));
    assert.deepEqual(panels, [
      { viewColumn: vscode.ViewColumn.One, shown: ['a.md'] },
      { viewColumn: vscode.ViewColumn.Two, shown: ['gallery'] },
    ]);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });
});

async function sentPrompts(count: number): Promise<string[]> {
  const sent = await eventually(`${count} submits`, async () => {
    const all = await submits();
    return all.length < count ? undefined : all;
  });
  return sent.map(({ body }) => body.prompt);
}
