import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import { eventually } from '../../support/eventually.ts';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
  writeInPlayground,
} from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import {
  addInsertion,
  insertLatest,
  readInsertions,
  redo,
  undo,
  waitForInsertions,
} from '../support/insertions.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';

const image = 'images/a-lighthouse-at-dusk.png';
const reference = `![A lighthouse at dusk](${image})`;

describe('Undo of an insertion while other documents change', () => {
  const messages = useMessageRecorder();
  let generated: GenerateResult;

  before(resetGateway);
  beforeEach(async () => {
    generated = await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  afterEach(clearPlayground);

  it('keeps a file that a closed document refers to', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await writeInPlayground('b.md', '');
    await vscode.commands.executeCommand('vscode.open', toUri('b.md'));
    const other = vscode.window.activeTextEditor;
    assert.ok(other);
    await other.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), reference);
    });
    assert.ok(await other.document.save());
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await eventually('the document to be closed', () => other.document.isClosed);
    await vscode.window.showTextDocument(document);
    await undo();
    await waitForInsertions(generated, 0);
    assert.deepEqual(await filesInPlayground(), ['a.md', 'b.md', image]);
  });

  it('keeps a file that a copy of the document refers to', async () => {
    await openInEditor('a.md', '|');
    await insertLatest();
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(toUri('copy.md'), { contents: new TextEncoder().encode(reference) });
    assert.ok(await vscode.workspace.applyEdit(edit));
    await vscode.window.showTextDocument(toUri('a.md'));
    await undo();
    await waitForInsertions(generated, 0);
    assert.deepEqual(await filesInPlayground(), ['a.md', 'copy.md', image]);
  });

  it('keeps a file whose reference was pasted into an untitled document', async () => {
    const { document } = await openInEditor('docs/a.md', '|');
    await insertLatest();
    const content = `Draft\n\n${reference}`;
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
    await vscode.window.showTextDocument(document);
    await undo();
    await waitForInsertions(generated, 0);
    assert.deepEqual(await filesInPlayground(), ['docs/a.md', `docs/${image}`]);
  });

  it('keeps a file that another window inserted into another document', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await waitForInsertions(generated, 1);
    await writeInPlayground('b.md', reference);
    const [uri, file] = ['b.md', image].map((path) => toUri(path).toString());
    assert.ok(uri !== undefined && file !== undefined);
    await addInsertion(generated, { uri, file, at: 1 });
    await vscode.window.showTextDocument(document);
    await undo();
    await waitForInsertions(generated, 1);
    assert.deepEqual(await filesInPlayground(), ['a.md', 'b.md', image]);
  });

  it('follows a document that was renamed', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    assert.ok(await document.save());
    await waitForInsertions(generated, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(toUri('a.md'), toUri('renamed.md'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('the record to follow', async () => {
      const [insertion] = await readInsertions(generated);
      return insertion?.uri === toUri('renamed.md').toString();
    });
    await openInEditor('a.md', 'New|');
    await vscode.commands.executeCommand('type', { text: '!' });
    await undo();
    assert.deepEqual(await filesInPlayground(), ['a.md', image, 'renamed.md']);
    assert.equal((await readInsertions(generated)).length, 1);
  });

  it('follows a folder that was moved with the document and the image', async () => {
    const { document } = await openInEditor('docs/a.md', '|');
    await insertLatest();
    assert.ok(await document.save());
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(toUri('docs'), toUri('guide'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('the record to follow', async () => {
      const [insertion] = await readInsertions(generated);
      return insertion?.file === toUri(`guide/${image}`).toString();
    });
    const moved = await vscode.window.showTextDocument(toUri('guide/a.md'));
    await undo();
    const files = moved.document.getText() === '' ? [] : [`guide/${image}`];
    await eventually(
      'the files',
      async () => (await filesInPlayground()).join() === ['guide/a.md', ...files].join(),
    );
  });

  it('keeps the file if the library no longer has the image', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await deleteSource();
    await undo();
    await waitForInsertions(generated, 0);
    assert.equal(document.getText(), '');
    assert.deepEqual(await filesInPlayground(), ['a.md', image]);
  });

  it('reports that Redo cannot restore a file', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await undo();
    await waitForInsertions(generated, 0);
    await deleteSource();
    await redo();
    await waitForInsertions(generated, 1);
    assert.equal(document.getText(), reference);
    assert.deepEqual(messages.errors, [
      'The image file is missing from the library. Generate the image again.',
    ]);
  });

  async function deleteSource(): Promise<void> {
    const [source] = generated.images;
    assert.ok(source);
    await rm(source.uri.fsPath);
  }
});

function toUri(path: string): vscode.Uri {
  return vscode.Uri.file(playgroundPath(path));
}
