import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
  writeInPlayground,
} from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import { focusGallery, insertLatest, undo } from '../support/insertions.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';
import { resetSettings, setSetting } from '../support/settings.ts';

const reference = '![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)';
const image = 'images/a-lighthouse-at-dusk.png';
const readOnlyMessage =
  'The document is read-only. Choose another document, or save the image to another location.';

describe('Insertion targets', () => {
  const messages = useMessageRecorder();

  before(async () => {
    await resetGateway();
    await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  afterEach(async () => {
    await resetSettings();
    await clearPlayground();
  });

  it('inserts into the right side of a comparison, and keeps it open', async () => {
    await openInEditor('a.md', 'Another document|');
    const { document } = await openComparison();
    await focusGallery();
    await insertLatest();

    assert.equal(document.getText(), `New\n\n${reference}`);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.ok(activeTab()?.input instanceof vscode.TabInputTextDiff);
    assert.deepEqual(messages.shown, []);
  });

  it('shows a comparison again that is hidden', async () => {
    const { document } = await openComparison();
    await focusGallery(vscode.ViewColumn.One);
    await eventually(
      'the comparison to be hidden',
      () => vscode.window.visibleTextEditors.length === 0,
    );
    await insertLatest();

    assert.equal(document.getText(), `New\n\n${reference}`);
    assert.ok(activeTab()?.input instanceof vscode.TabInputTextDiff);
  });

  it('does not insert into the left side of a comparison', async () => {
    await openComparison();
    await vscode.commands.executeCommand('workbench.action.compareEditor.focusSecondarySide');
    await eventually('the left side to be active', () =>
      vscode.window.activeTextEditor?.document.fileName.endsWith('old.md'),
    );
    await insertLatest();

    assert.deepEqual(messages.errors, [readOnlyMessage]);
    assert.deepEqual(await filesInPlayground(), ['new.md', 'old.md']);
  });

  it('inserts into a document that is peeked at', async () => {
    const { document } = await openInEditor('a.md', 'Another document|');
    await writeInPlayground('peeked.md', 'Peeked');
    const uri = vscode.Uri.file(playgroundPath('peeked.md'));
    const location = new vscode.Location(uri, new vscode.Position(0, 6));
    const start = new vscode.Position(0, 0);
    await vscode.commands.executeCommand(
      'editor.action.peekLocations',
      ...[document.uri, start, [location], 'peek'],
    );
    await eventually('the peek to be active', async () => {
      await vscode.commands.executeCommand('togglePeekWidgetFocus');
      return vscode.window.activeTextEditor?.document.uri.toString() === uri.toString();
    });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const end = new vscode.Position(0, 6);
    editor.selection = new vscode.Selection(end, end);
    await insertLatest();

    assert.equal(editor.document.getText(), `Peeked\n\n${reference}`);
    assert.equal(document.getText(), 'Another document');
  });

  it('ignores output channels', async () => {
    const { document } = await openInEditor('a.md', 'Text|');
    await vscode.commands.executeCommand('jimeng.showLog');
    await eventually('the log to be active', () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.uri.scheme === 'output';
    });
    await insertLatest();
    await vscode.commands.executeCommand('workbench.action.closePanel');
    assert.equal(document.getText(), `Text\n\n${reference}`);
  });

  it('rejects an output channel that is open in an editor', async () => {
    const channel = vscode.window.createOutputChannel('Insertion target');
    channel.append('Text');
    channel.show();
    await openInEditor('a.md', 'Text|');
    const uri = await eventually('the channel', () =>
      vscode.workspace.textDocuments
        .map((each) => each.uri)
        .find(({ scheme, path }) => scheme === 'output' && path.includes('Insertion target')),
    );
    try {
      await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.One });
      await insertLatest();
      assert.deepEqual(messages.errors, [readOnlyMessage]);
      assert.deepEqual(await filesInPlayground(), ['a.md']);
    } finally {
      channel.dispose();
      await vscode.commands.executeCommand('workbench.action.closePanel');
    }
  });

  it('inserts at all cursors, one file', async () => {
    const { document } = await openInEditor('a.md', 'one|\ntwo|\nthree|');
    await focusGallery();
    await insertLatest();

    const lines = ['one', 'two', 'three'].map((line) => `${line} ${reference}`);
    assert.equal(document.getText(), lines.join('\n'));
    assert.deepEqual(await filesInPlayground(), ['a.md', image]);
    await undo();
    assert.equal(document.getText(), 'one\ntwo\nthree');
  });

  it('selects the alt text as a tab stop', async () => {
    const editor = await openInEditor('a.md', 'one|\ntwo|');
    await insertLatest();
    assert.deepEqual(
      editor.selections.map((each) => editor.document.getText(each)),
      ['A lighthouse at dusk', 'A lighthouse at dusk'],
    );
    await vscode.commands.executeCommand('type', { text: 'Mine' });
    const path = '(images/a-lighthouse-at-dusk.png)';
    assert.equal(editor.document.getText(), `one ![Mine]${path}\ntwo ![Mine]${path}`);
    await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
    assert.deepEqual(
      editor.selections.map(({ active }) => active.character),
      editor.selections.map(({ active }) => editor.document.lineAt(active).text.length),
    );
  });

  it('inserts the next image after the last one while its alt text is selected', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await insertLatest();
    assert.equal(document.getText(), `${reference}\n\n${reference}`);
  });

  it('inserts the next image after the last one after its alt text was typed over', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await vscode.commands.executeCommand('type', { text: 'Mine' });
    await insertLatest();
    assert.equal(document.getText(), `![Mine](${image})\n\n${reference}`);
  });

  for (const [mode, expected] of [
    ['keep', `See a red fox.\n\n${reference}`],
    ['replace', `See ${reference}.`],
    ['altText', 'See ![a red fox](images/a-lighthouse-at-dusk.png).'],
  ] as const) {
    it(`follows jimeng.insert.selection: ${mode}`, async () => {
      await setSetting('jimeng.insert.selection', mode);
      const { document } = await openInEditor('a.md', 'See «a red fox».');
      await insertLatest();
      assert.equal(document.getText(), expected);
    });
  }

  it('sets the cursor after the reference if the alt text is just the prompt', async () => {
    await setSetting('jimeng.insert.altText', 'prompt');
    const editor = await openInEditor('a.md', '|.');
    await insertLatest();
    assert.equal(editor.document.offsetAt(editor.selection.active), reference.length);
  });

  it('asks for the alt text', async () => {
    await setSetting('jimeng.insert.altText', 'ask');
    const { showInputBox } = vscode.window;
    const proposals: (string | undefined)[] = [];
    let answer: string | undefined;
    const fakeInputBox: typeof showInputBox = (options) => {
      proposals.push(options?.value);
      return Promise.resolve(answer);
    };
    Object.assign(vscode.window, { showInputBox: fakeInputBox });
    try {
      const { document } = await openInEditor('a.md', '|');
      await insertLatest();
      assert.equal(document.getText(), '');
      answer = 'A [tall] one';
      await insertLatest();
      assert.equal(document.getText(), '![A \\[tall\\] one](images/a-lighthouse-at-dusk.png)');
      assert.deepEqual(proposals, ['A lighthouse at dusk', 'A lighthouse at dusk']);
      assert.deepEqual(await filesInPlayground(), ['a.md', image]);
    } finally {
      Object.assign(vscode.window, { showInputBox });
    }
  });

  for (const [reason, prepare] of [
    ['its permissions', () => chmod(playgroundPath('a.md'), 0o444)],
    ['the settings', () => setSetting('files.readonlyInclude', { '**/playground-*/a.md': true })],
  ] as const) {
    it(`rejects a document that is read-only by ${reason}, before anything is copied`, async () => {
      const { document } = await openInEditor('a.md', 'Finished|');
      await prepare();
      await insertLatest();
      assert.deepEqual(messages.errors, [readOnlyMessage]);
      assert.equal(document.getText(), 'Finished');
      assert.deepEqual(await filesInPlayground(), ['a.md']);
    });
  }
});

async function openComparison(): Promise<vscode.TextEditor> {
  await writeInPlayground('old.md', 'Old');
  await writeInPlayground('new.md', 'New');
  const [original, modified] = ['old.md', 'new.md'].map((each) =>
    vscode.Uri.file(playgroundPath(each)),
  );
  await vscode.commands.executeCommand('vscode.diff', original, modified, 'Comparison', {
    viewColumn: vscode.ViewColumn.One,
  });
  const editor = await eventually('the right side to be active', () => {
    const { activeTextEditor } = vscode.window;
    return activeTextEditor?.document.fileName.endsWith('new.md') ? activeTextEditor : undefined;
  });
  const end = new vscode.Position(0, 3);
  editor.selection = new vscode.Selection(end, end);
  return editor;
}

function activeTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.activeTabGroup.activeTab;
}
