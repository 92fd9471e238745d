import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import { InsertionHistory } from '../../../src/insert/index.ts';
import { eventually } from '../../support/eventually.ts';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
  waitForFiles,
  writeInPlayground,
} from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import {
  insertLatest,
  readInsertions,
  redo,
  undo,
  waitForInsertions,
} from '../support/insertions.ts';

const image = 'images/a-lighthouse-at-dusk.png';
const reference = `![A lighthouse at dusk](${image})`;

describe('The history of insertions', () => {
  let generated: GenerateResult;

  before(resetGateway);
  beforeEach(async () => {
    generated = await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  afterEach(clearPlayground);

  it('never deletes a file that the user wrote between Undo and Redo', async () => {
    await openInEditor('a.md', '|');
    await insertLatest();
    await undo();
    await waitForInsertions(generated, 0);
    await writeInPlayground(image, 'mine');
    await redo();
    await waitForInsertions(generated, 1);
    await undo();
    await waitForInsertions(generated, 0);
    assert.equal(await readFile(playgroundPath(image), 'utf8'), 'mine');
  });

  it('records an insertion once after Undo and Redo in quick succession', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await waitForInsertions(generated, 1);
    await Promise.all([undo(), redo(), undo(), redo()]);
    await eventually('the reference', () => document.getText() === reference);
    await undo();
    await waitForInsertions(generated, 0);
    await redo();
    await waitForInsertions(generated, 1);
    // What is recorded may be the last but one of the changes.
    await waitForFiles('a.md', image);
  });

  it('keeps the file until its last reference in the document is undone', async () => {
    const editor = await openInEditor('a.md', '|');
    await insertLatest();
    await insertLatest();
    assert.equal(editor.document.getText(), `${reference}\n\n${reference}`);
    await undo();
    assert.equal(editor.document.getText(), reference);
    await insertLatest();
    assert.deepEqual(await filesInPlayground(), ['a.md', image]);
    await undo();
    await undo();
    await waitForInsertions(generated, 0);
    assert.deepEqual(await filesInPlayground(), ['a.md']);
  });

  it('removes the folder with the last file, whichever created it', async () => {
    const first = await openInEditor('a.md', '|');
    await insertLatest();
    const other = await generate({ prompt: 'A red fox', ...smallSize });
    await openInEditor('b.md', '|');
    await insertLatest(other.id);
    await vscode.window.showTextDocument(first.document);
    await undo();
    await waitForFiles('a.md', 'b.md', 'images/a-red-fox.png');
    await vscode.window.showTextDocument(vscode.Uri.file(playgroundPath('b.md')));
    await undo();
    await waitForFiles('a.md', 'b.md');
    await eventually('the folder to be removed', () =>
      stat(playgroundPath('images')).then(
        () => false,
        () => true,
      ),
    );
  });

  it('brings back what was removed by hand', async () => {
    const { document } = await openInEditor('a.md', '|');
    const errors: unknown[] = [];
    const events: boolean[] = [];
    const history = new InsertionHistory((error) => errors.push(error));
    await insertLatest();
    const file = vscode.Uri.file(playgroundPath(image));
    const [source] = generated.images;
    assert.ok(source);
    history.add(document.uri, {
      files: [{ file, source: source.uri }],
      mentions: (text, name) => text.includes(name),
      onDidChange: (isPresent) => {
        events.push(isPresent);
        return Promise.resolve();
      },
      onDidMiss: () => assert.fail('The library has the image'),
      isUsed: () => Promise.resolve(false),
    });
    await vscode.commands.executeCommand('editor.action.selectAll');
    await vscode.commands.executeCommand('deleteLeft');
    assert.equal(document.getText(), '');
    history.setAbsent(document.uri.toString(), file.toString());
    await undo();
    await eventually('the insertion to be back', () => events.join() === 'true');
    assert.equal(document.getText(), reference);
    assert.deepEqual(await filesInPlayground(), ['a.md', image]);
    await undo();
    await eventually('the insertion to be gone', () => events.join() === 'true,false');
    history.dispose();
    assert.deepEqual(errors, []);
  });

  it('restores a file that another insertion used while its own was undone', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await waitForInsertions(generated, 1);
    const [first] = await readInsertions(generated);
    await undo();
    await insertLatest();
    assert.equal(document.getText(), reference);
    // The file may be deleted until then, and restored after it.
    await eventually('the second insertion alone', async () => {
      const insertions = await readInsertions(generated);
      return insertions.length === 1 && insertions[0]?.at !== first?.at;
    });
    await waitForFiles('a.md', image);
  });
});
