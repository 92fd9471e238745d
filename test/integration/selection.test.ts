import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { clearPlayground, openInEditor } from './support/documents.ts';
import { eventually } from '../support/eventually.ts';
import { submitRequests } from './support/gateway.ts';
import { resetGateway, rejectionMessage } from './support/generate.ts';
import { useMessageRecorder } from './support/messageRecorder.ts';
import { openNotebook } from './support/notebook.ts';
import { resetSettings, setSetting } from './support/settings.ts';

/** Each selection contains a word that the gateway rejects, so that no image is generated. */
const cases: readonly [
  description: string,
  file: string,
  marked: string,
  prompts: readonly string[],
][] = [
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
  [
    'a comment in a language that only its configuration describes',
    'a.pug',
    '«//- A forbidden-word»',
    ['A forbidden-word'],
  ],
  ['an HTML element', 'a.html', '«<p>A <b>forbidden-word</b></p>»', ['A forbidden-word']],
  ['Chinese', 'a.md', '«一只**违禁词**猫»', ['一只违禁词猫']],
  [
    'several selections from top to bottom',
    'a.txt',
    '«forbidden-word 1» and «forbidden-word 2»\n\n«forbidden-word 3»',
    ['forbidden-word 1', 'forbidden-word 2', 'forbidden-word 3'],
  ],
];

describe('jimeng.generateFromSelection', () => {
  useMessageRecorder();
  before(async () => {
    // One at a time, so that they arrive in the order in which they were started.
    await setSetting('jimeng.maxConcurrentTasks', 1);
  });
  beforeEach(resetGateway);
  afterEach(clearPlayground);
  after(resetSettings);

  for (const [description, file, markedText, prompts] of cases) {
    it(`uses ${description}`, async () => {
      const editor = await openInEditor(file, markedText);
      const before = editor.document.getText();
      await rejectionMessage({}, 'jimeng.generateFromSelection');

      assert.deepEqual(await sentPrompts(prompts.length), prompts);
      assert.equal(editor.document.getText(), before);
    });
  }

  it('sorts selections in document order', async () => {
    const editor = await openInEditor('a.txt', '«forbidden-word 1»\n«forbidden-word 2»');
    editor.selections = [...editor.selections].reverse();
    await rejectionMessage({}, 'jimeng.generateFromSelection');

    assert.deepEqual(await sentPrompts(2), ['forbidden-word 1', 'forbidden-word 2']);
  });

  it('prefers the prompt in the argument', async () => {
    await openInEditor('a.md', '«forbidden-word selected»');
    await rejectionMessage({ prompt: 'forbidden-word given' }, 'jimeng.generateFromSelection');

    assert.deepEqual(await sentPrompts(1), ['forbidden-word given']);
  });

  it('shows the gallery beside the editor without focusing it', async () => {
    const { document } = await openInEditor('a.md', '«A forbidden-word cat»');
    await rejectionMessage({}, 'jimeng.generateFromSelection');

    assert.deepEqual(shownTabs(), [['a.md'], ['gallery']]);
    assert.equal(vscode.window.activeTextEditor?.document, document);
  });

  it('shows the gallery beside a notebook of which no cell is being edited', async () => {
    await openNotebook();
    await vscode.commands.executeCommand('jimeng.openGallery');

    await eventually('the gallery', () => shownTabs().flat().includes('gallery'));
    assert.deepEqual(shownTabs(), [['n.ipynb'], ['gallery']]);
  });
});

/** The tabs of each column. */
function shownTabs(): string[][] {
  return vscode.window.tabGroups.all.map(({ tabs }) =>
    tabs.map(({ input, label }) => (input instanceof vscode.TabInputWebview ? 'gallery' : label)),
  );
}

describe('jimeng.generateFromParagraph', () => {
  useMessageRecorder();
  beforeEach(resetGateway);
  afterEach(clearPlayground);

  for (const [file, text, prompt] of [
    [
      'a.md',
      '## Title\nA **forbidden-word** c|at\non the moon.\n\nTwo.',
      'A forbidden-word cat on the moon.',
    ],
    ['a.html', '<p>One.</p>\n<p>A <b>forbidden-word</b> c|at.</p>', 'A forbidden-word cat.'],
  ] as const)
    it(`asks with the paragraph at the cursor in ${file}`, async () => {
      await openInEditor(file, text);
      const rejection = rejectionMessage({}, 'jimeng.generateFromParagraph');
      await eventually('the prompt to be accepted', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return (await submitRequests()).length > 0;
      });
      await rejection;
      assert.deepEqual(await sentPrompts(1), [prompt]);
    });
});

async function sentPrompts(count: number): Promise<string[]> {
  const requests = await eventually(`${count} submits`, async () => {
    const all = await submitRequests();
    return all.length < count ? undefined : all;
  });
  return requests.map(({ body }) => body.prompt);
}
