import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { clearPlayground, filesInPlayground, workspacePath } from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import { focusGallery, insertLatest, redo, undo } from '../support/insertions.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';
import { openNotebook } from '../support/notebook.ts';

const reference = '![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)';
const image = 'images/a-lighthouse-at-dusk.png';

describe('Insertion targets in notebooks', () => {
  const messages = useMessageRecorder();

  before(async () => {
    await resetGateway();
    await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  afterEach(clearPlayground);

  it('inserts into a cell of an untitled notebook', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, 'Text', 'markdown');
    const data = new vscode.NotebookData([cell]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    await vscode.window.showNotebookDocument(notebook);
    try {
      await insertLatest();
      assert.deepEqual(messages.errors, []);
      assert.equal(notebook.cellAt(0).document.getText(), `Text\n\n${reference}`);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      const folder = vscode.Uri.file(workspacePath('images'));
      await vscode.workspace.fs.delete(folder, { recursive: true });
    }
  });

  for (const [index, type] of ['Markdown', 'code'].entries()) {
    it(`inserts into a ${type} cell of a notebook, and undoes that`, async () => {
      const { document } = await editCell(index);
      const before = document.getText();
      await focusGallery();
      await insertLatest();
      assert.match(document.getText(), /a-lighthouse-at-dusk\.png/);
      assert.deepEqual(await filesInPlayground(), [image, 'n.ipynb']);

      await undo();
      assert.equal(document.getText(), before);
      await eventually(
        'the file to be removed',
        async () => (await filesInPlayground()).length === 1,
      );
      await redo();
      await eventually(
        'the file to be restored',
        async () => (await filesInPlayground()).length === 2,
      );
      assert.match(document.getText(), /a-lighthouse-at-dusk\.png/);
    });
  }

  it('inserts into the selected cell of a notebook that is not being edited', async () => {
    const notebook = await openNotebook();
    notebook.selections = [new vscode.NotebookRange(0, 1)];
    await focusGallery();
    await insertLatest();
    const { document } = notebook.notebook.cellAt(0);
    assert.equal(document.getText(), `# Title\ntext\n\n${reference}`);
    // VS Code does not render the cell again, so it is edited.
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor?.document === document);
    assert.equal(document.getText(editor.selection), 'A lighthouse at dusk');
  });
});

async function editCell(index: number): Promise<vscode.TextEditor> {
  const notebookEditor = await openNotebook();
  const { document } = notebookEditor.notebook.cellAt(index);
  notebookEditor.selections = [new vscode.NotebookRange(index, index + 1)];
  const editor = await eventually('the cell to be edited', async () => {
    await vscode.commands.executeCommand('notebook.cell.edit');
    const { activeTextEditor } = vscode.window;
    return activeTextEditor?.document === document ? activeTextEditor : undefined;
  });
  const end = document.positionAt(document.getText().length);
  editor.selection = new vscode.Selection(end, end);
  return editor;
}
