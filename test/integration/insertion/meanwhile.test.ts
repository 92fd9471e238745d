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
import { insertLatest, undo } from '../support/insertions.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';
import { resetSettings, setSetting } from '../support/settings.ts';

const image = 'images/a-lighthouse-at-dusk.png';
const reference = `![A lighthouse at dusk](${image})`;

describe('A document while the alt text of its image is asked for', () => {
  const messages = useMessageRecorder();
  const { showInputBox } = vscode.window;
  /** What happens before the user answers. */
  let meanwhile: () => Promise<void>;

  before(async () => {
    await resetGateway();
    await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  beforeEach(async () => {
    await setSetting('jimeng.insert.altText', 'ask');
    const answerLater: typeof showInputBox = async (options) => {
      await meanwhile();
      return options?.value;
    };
    Object.assign(vscode.window, { showInputBox: answerLater });
  });
  afterEach(async () => {
    Object.assign(vscode.window, { showInputBox });
    await resetSettings();
    await clearPlayground();
  });

  it('is edited: the image goes to where the cursor is then', async () => {
    const editor = await openInEditor('a.md', 'first\n\n|\n\nlast\n');
    meanwhile = async () => {
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(0, 0), 'Title\n\n');
      });
    };
    await insertLatest();
    assert.deepEqual(messages.shown, []);
    assert.equal(editor.document.getText(), `Title\n\nfirst\n\n${reference}\n\nlast\n`);
    await undo();
    assert.equal(editor.document.getText(), 'Title\n\nfirst\n\n\n\nlast\n');
  });

  it('gets shorter: the image goes to its end', async () => {
    const editor = await openInEditor('a.md', 'first\n\nlast\n\n|');
    meanwhile = async () => {
      await editor.edit((edit) => {
        edit.delete(new vscode.Range(1, 0, 4, 0));
      });
    };
    await insertLatest();
    assert.deepEqual(messages.shown, []);
    assert.equal(editor.document.getText().trimEnd(), `first\n\n${reference}`);
  });

  it('is closed: that is reported, and nothing is left over', async () => {
    await writeInPlayground('a.md', 'Text');
    // Not with showTextDocument, which would keep the document in memory for minutes.
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(playgroundPath('a.md')));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    meanwhile = async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await eventually('the document to be closed', () => document.isClosed);
    };
    await insertLatest();
    const text =
      'The document was closed or changed before the image was inserted. Try again, or save the image to another location.';
    assert.deepEqual(messages.shown, [{ severity: 'error', text, buttons: ['Save As…'] }]);
    assert.deepEqual(await filesInPlayground(), ['a.md']);
  });

  it('becomes read-only: that is reported, and nothing is left over', async () => {
    const { document } = await openInEditor('a.md', 'Finished|');
    meanwhile = async () => {
      await chmod(playgroundPath('a.md'), 0o444);
    };
    await insertLatest();
    assert.deepEqual(messages.errors, [
      'The document is read-only. Choose another document, or save the image to another location.',
    ]);
    assert.equal(document.getText(), 'Finished');
    assert.deepEqual(await filesInPlayground(), ['a.md']);
  });
});
