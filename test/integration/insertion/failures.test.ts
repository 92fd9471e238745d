import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
  showDocument,
  writeInPlayground,
} from '../support/documents.ts';
import { eventually } from '../../support/eventually.ts';
import { resetGateway, generate, smallSize } from '../support/generate.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';
import { ReadOnlyFileSystem } from '../support/readOnlyFileSystem.ts';

const readOnlyMessage =
  'The document is read-only. Choose another document, or save the image to another location.';

describe('jimeng.insertLatest without a valid target', () => {
  const messages = useMessageRecorder();
  let imageUri: vscode.Uri;
  const disposables: vscode.Disposable[] = [];

  before(async () => {
    await resetGateway();
    const { images } = await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
    assert.ok(images[0]);
    imageUri = images[0].uri;
  });
  afterEach(async () => {
    for (const each of disposables.splice(0)) each.dispose();
    await clearPlayground();
  });

  it('rejects a document that the user made read-only', async () => {
    const { document } = await openInEditor('a.md', 'Finished|');
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    await assertRejected(document, readOnlyMessage, ['a.md']);
  });

  it('rejects a document on a read-only file system', async () => {
    const files = new ReadOnlyFileSystem('Archived');
    disposables.push(
      vscode.workspace.registerFileSystemProvider('archive', files, { isReadonly: true }),
    );
    const { document } = await showDocument(vscode.Uri.parse('archive:/folder/a.md'), 'Archived|');
    await assertRejected(document, readOnlyMessage);
  });

  it('rejects a virtual document', async () => {
    const provider = { provideTextDocumentContent: () => 'Virtual' };
    disposables.push(vscode.workspace.registerTextDocumentContentProvider('virtual', provider));
    const { document } = await showDocument(vscode.Uri.parse('virtual:/folder/a.md'), 'Virtual|');
    await assertRejected(document, readOnlyMessage);
  });

  it('reports an error if the folder cannot be created', async () => {
    await writeInPlayground('images', 'not a folder');
    const { document } = await openInEditor('a.md', 'Text|');
    await insert();
    assert.match(messages.errors[0] ?? '', /^Unable to save the image\. /);
    assert.equal(document.getText(), 'Text');
    assert.equal(await readFile(playgroundPath('images'), 'utf8'), 'not a folder');
  });

  it('asks before it saves outside of the workspace, where a link leads to', async () => {
    const outside = await realpath(await mkdtemp(join(tmpdir(), 'jimeng-outside-')));
    try {
      await writeInPlayground('a.md', 'Text');
      await symlink(outside, playgroundPath('images'), 'junction');
      const { document } = await openInEditor('a.md', 'Text|');
      await insert();
      const text = `The folder ${outside} is outside of the workspace. Do you want to save the image there?`;
      assert.deepEqual(messages.shown, [{ severity: 'warning', text, buttons: ['Save'] }]);
      assert.equal(document.getText(), 'Text');
      assert.deepEqual(await readdir(outside), []);

      messages.buttonToPress = 'Save';
      await insert();
      assert.deepEqual(await readdir(outside), ['a-lighthouse-at-dusk.png']);
      assert.match(
        document.getText(),
        /!\[A lighthouse at dusk\]\(images\/a-lighthouse-at-dusk\.png\)$/,
      );
    } finally {
      await rm(outside, { recursive: true });
    }
  });

  it('reports an error if there is no document', async () => {
    await writeInPlayground('a.md', 'Text');
    // Not with showTextDocument, which would keep the document in memory for minutes.
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(playgroundPath('a.md')));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('the document to be closed', () => document.isClosed);
    await assertRejected(
      document,
      'No document is open to insert the image into. Open a document, or save the image to another location.',
      ['a.md'],
    );
  });

  it('saves the image elsewhere when “Save As…” is pressed', async () => {
    const { showSaveDialog } = vscode.window;
    let defaultName: string | undefined;
    const fakeDialog: typeof showSaveDialog = (options) => {
      defaultName = options?.defaultUri?.path.split('/').at(-1);
      return Promise.resolve(vscode.Uri.file(playgroundPath('elsewhere.png')));
    };
    Object.assign(vscode.window, { showSaveDialog: fakeDialog });
    try {
      messages.buttonToPress = 'Save As…';
      await insert();
    } finally {
      Object.assign(vscode.window, { showSaveDialog });
    }
    assert.equal(defaultName, 'a-lighthouse-at-dusk.png');
    assert.deepEqual(await filesInPlayground(), ['elsewhere.png']);
    assert.deepEqual(
      await readFile(playgroundPath('elsewhere.png')),
      await readFile(imageUri.fsPath),
    );
  });

  /**
   * Asserts that inserting fails with this error and Save As…, and changes neither the document nor
   * the files.
   */
  async function assertRejected(
    document: vscode.TextDocument,
    message: string,
    expectedFiles: readonly string[] = [],
  ): Promise<void> {
    const before = document.getText();
    await insert();
    assert.deepEqual(messages.shown, [{ severity: 'error', text: message, buttons: ['Save As…'] }]);
    assert.equal(document.getText(), before);
    assert.deepEqual(await filesInPlayground(), expectedFiles);
  }
});

async function insert(): Promise<void> {
  await vscode.commands.executeCommand('jimeng.insertLatest');
}
