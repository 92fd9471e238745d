import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import {
  clearPlayground,
  filesInPlayground,
  inEditor,
  inPlayground,
  show,
  writeInPlayground,
} from './support/documents.ts';
import { eventually } from './support/eventually.ts';
import { freshGateway, generate, small } from './support/generating.ts';
import { hearMessages } from './support/messages.ts';
import { ReadOnlyFiles } from './support/readOnlyFiles.ts';

const readOnly =
  'The document is read-only. Choose another document, or save the image to another location.';

describe('jimeng.insertLatest where nothing can be inserted', () => {
  const messages = hearMessages();
  let picture: vscode.Uri;
  const disposables: vscode.Disposable[] = [];

  before(async () => {
    await freshGateway();
    const { images } = await generate({ prompt: 'A lighthouse at dusk', ...small });
    assert.ok(images[0]);
    picture = images[0].uri;
  });
  afterEach(async () => {
    for (const each of disposables.splice(0)) each.dispose();
    await clearPlayground();
  });

  it('refuses a document that was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'Draft' });
    await show(document.uri, 'Draft|');
    await refuses(
      document,
      'The document has not been saved yet, so the image cannot be saved next to it. Save the document first, or save the image to another location.',
    );
  });

  it('refuses a document that the user made read-only', async () => {
    const { document } = await inEditor('a.md', 'Finished|');
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    await refuses(document, readOnly, ['a.md']);
  });

  it('refuses a document on a read-only file system', async () => {
    const files = new ReadOnlyFiles('Archived');
    disposables.push(
      vscode.workspace.registerFileSystemProvider('archive', files, { isReadonly: true }),
    );
    const { document } = await show(vscode.Uri.parse('archive:/folder/a.md'), 'Archived|');
    await refuses(document, readOnly);
  });

  it('refuses a document that is no file', async () => {
    const provider = { provideTextDocumentContent: () => 'Virtual' };
    disposables.push(vscode.workspace.registerTextDocumentContentProvider('virtual', provider));
    const { document } = await show(vscode.Uri.parse('virtual:/folder/a.md'), 'Virtual|');
    await refuses(document, readOnly);
  });

  it('refuses where the folder cannot be made', async () => {
    await writeInPlayground('images', 'a file of that name');
    const { document } = await inEditor('a.md', 'Text|');
    await insert();
    assert.match(messages.errors[0] ?? '', /^Unable to save the image next to the document/);
    assert.equal(document.getText(), 'Text');
    assert.equal(await readFile(inPlayground('images'), 'utf8'), 'a file of that name');
  });

  it('refuses without a document', async () => {
    await writeInPlayground('a.md', 'Text');
    // Not by showTextDocument, which would keep the document for minutes.
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(inPlayground('a.md')));
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('the document to be let go', () => (document.isClosed ? true : undefined));
    await refuses(
      document,
      'No document is open to insert the image into. Open a document, or save the image to another location.',
      ['a.md'],
    );
  });

  it('saves the picture elsewhere when “Save As…” is pressed', async () => {
    const real = vscode.window.showSaveDialog;
    let suggested: string | undefined;
    const showSaveDialog: typeof real = (options) => {
      suggested = options?.defaultUri?.path.split('/').at(-1);
      return Promise.resolve(vscode.Uri.file(inPlayground('elsewhere.png')));
    };
    Object.assign(vscode.window, { showSaveDialog });
    try {
      messages.button = 'Save As…';
      const document = await vscode.workspace.openTextDocument({ content: 'Draft' });
      await show(document.uri, 'Draft|');
      await insert();
    } finally {
      Object.assign(vscode.window, { showSaveDialog: real });
    }
    assert.equal(suggested, 'a-lighthouse-at-dusk.png');
    assert.deepEqual(await filesInPlayground(), ['elsewhere.png']);
    assert.deepEqual(await readFile(inPlayground('elsewhere.png')), await readFile(picture.fsPath));
  });

  /** Says so and offers Save As…; the document is as it was and there is no file but these. */
  async function refuses(
    document: vscode.TextDocument,
    sentence: string,
    files: readonly string[] = [],
  ): Promise<void> {
    const before = document.getText();
    await insert();
    assert.deepEqual(messages.shown, [
      { severity: 'error', text: sentence, buttons: ['Save As…'] },
    ]);
    assert.equal(document.getText(), before);
    assert.deepEqual(await filesInPlayground(), files);
  }
});

async function insert(): Promise<void> {
  await vscode.commands.executeCommand('jimeng.insertLatest');
}
