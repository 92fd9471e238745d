import assert from 'node:assert/strict';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import { InsertionTracker } from '../../../src/commands/gallery/insertionTracker.ts';
import type { Library } from '../../../src/library/library.ts';
import { eventually } from '../../support/eventually.ts';
import { recordOf } from '../../unit/support/galleryRecords.ts';
import {
  clearPlayground,
  filesInPlayground,
  openInEditor,
  playgroundPath,
  showDocument,
  waitForFiles,
  workspacePath,
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
import { useMessageRecorder } from '../support/messageRecorder.ts';

const image = 'images/a-lighthouse-at-dusk.png';
const reference = `![A lighthouse at dusk](${image})`;

describe('Undo of an insertion', () => {
  const messages = useMessageRecorder();
  let generated: GenerateResult;

  before(resetGateway);
  beforeEach(async () => {
    generated = await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  afterEach(clearPlayground);

  it('removes text, file, and folder in one step, and Redo restores them', async () => {
    const { document } = await openInEditor('a.md', 'Text|');
    await insertLatest();
    const content = await readFile(playgroundPath(image));
    assert.equal(document.getText(), `Text\n\n${reference}`);
    await waitForInsertions(generated, 1);

    for (let round = 0; round < 2; round++) {
      await undo();
      assert.equal(document.getText(), 'Text');
      await waitForFiles('a.md');
      await waitForInsertions(generated, 0);
      await redo();
      assert.equal(document.getText(), `Text\n\n${reference}`);
      await waitForFiles('a.md', image);
      await waitForInsertions(generated, 1);
    }
    await eventually('the content', async () =>
      (await readFile(playgroundPath(image))).equals(content),
    );
    assert.deepEqual(messages.shown, []);
  });

  it('keeps a file that has changed since', async () => {
    await openInEditor('a.md', '|');
    await insertLatest();
    await writeFile(playgroundPath(image), 'edited');
    await undo();
    await waitForInsertions(generated, 0);
    assert.equal(await readFile(playgroundPath(image), 'utf8'), 'edited');
  });

  it('does not mind that the file is gone, and overwrites nothing', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await unlink(playgroundPath(image));
    await undo();
    await waitForInsertions(generated, 0);
    assert.equal(document.getText(), '');
    await writeInPlayground(image, 'mine');
    await redo();
    await waitForInsertions(generated, 1);
    assert.equal(await readFile(playgroundPath(image), 'utf8'), 'mine');
  });

  it('uses the file of an earlier insertion again, until the last one is undone', async () => {
    await openInEditor('a.md', 'First|');
    await insertLatest(generated.id);
    const { document } = await openInEditor('b.md', 'Second|');
    await insertLatest(generated.id);
    assert.equal(document.getText(), `Second\n\n${reference}`);
    assert.deepEqual(await filesInPlayground(), ['a.md', 'b.md', image]);

    await vscode.window.showTextDocument(vscode.Uri.file(playgroundPath('a.md')));
    await undo();
    await waitForInsertions(generated, 1);
    assert.deepEqual(await filesInPlayground(), ['a.md', 'b.md', image]);
    await vscode.window.showTextDocument(document);
    await undo();
    await waitForInsertions(generated, 0);
    await waitForFiles('a.md', 'b.md');
  });

  it('keeps a file that was there before', async () => {
    const [source] = generated.images;
    assert.ok(source);
    await writeInPlayground('images/mine.png', await readFile(source.uri.fsPath));
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    assert.equal(document.getText(), '![A lighthouse at dusk](images/mine.png)');
    await undo();
    await waitForInsertions(generated, 0);
    assert.deepEqual(await filesInPlayground(), ['a.md', 'images/mine.png']);
  });

  it('keeps a file whose reference was copied', async () => {
    const editor = await openInEditor('a.md', '|');
    await insertLatest();
    const { document } = await openInEditor('b.md', reference);
    await vscode.window.showTextDocument(editor.document);
    await undo();
    await waitForInsertions(generated, 0);
    assert.equal(document.getText(), reference);
    assert.deepEqual(await filesInPlayground(), ['a.md', 'b.md', image]);
  });

  it('undoes an image of several cursors once', async () => {
    const { document } = await openInEditor('a.md', 'one|\ntwo|');
    await insertLatest();
    await undo();
    assert.equal(document.getText(), 'one\ntwo');
    await waitForFiles('a.md');
  });

  it('follows an untitled document to its file', async () => {
    await writeInPlayground('docs/other.md', '');
    const path = playgroundPath('docs/new.md');
    const untitled = vscode.Uri.file(path).with({ scheme: 'untitled' });
    const { document } = await showDocument(untitled, '');
    await insertLatest();
    assert.equal(document.getText(), reference);
    assert.deepEqual(await filesInPlayground(), [
      'docs/images/a-lighthouse-at-dusk.png',
      'docs/other.md',
    ]);
    assert.ok(await document.save());
    await waitForInsertions(generated, 1);
    await eventually('the insertion to move', async () => {
      const [insertion] = await readInsertions(generated);
      return insertion?.uri === vscode.Uri.file(path).toString();
    });
  });

  it('corrects the path of an image in an untitled document when it is saved to another folder', async () => {
    // VS Code proposes the folder of the document that was active before.
    await openInEditor('docs/other.md', '');
    const { document } = await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: 'Draft\n\n' }),
    );
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(2, 0, 2, 0);
    await insertLatest();
    try {
      assert.equal(document.getText(), `Draft\n\n${reference}`);
      const saved = vscode.workspace.save(document.uri);
      await eventually('the document to be saved', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return document.isClosed;
      });
      const uri = await saved;
      assert.equal(uri?.fsPath, playgroundPath('docs/Draft.md'));
      const corrected = `Draft\n\n![A lighthouse at dusk](../../${image})`;
      await eventually('the path to be corrected and saved', async () =>
        (await readFile(uri.fsPath, 'utf8')).startsWith(corrected),
      );
      await eventually('the insertion to move', async () =>
        (await readInsertions(generated)).some((each) => each.uri === uri.toString()),
      );
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.file(workspacePath('images')), {
        recursive: true,
      });
    }
  });

  it('finds out that a reference is gone', async () => {
    const { document } = await openInEditor('a.md', '|');
    await insertLatest();
    await waitForInsertions(generated, 1);
    const insertions = await readInsertions(generated);
    let record = recordOf(1, { insertions: insertions.map((each) => ({ ...each, at: 1 })) });
    const library: Pick<Library, 'getMany' | 'update'> = {
      getMany: () => Promise.resolve([record]),
      update: (_, change) => Promise.resolve((record = change(record))),
    };
    const logged: unknown[] = [];
    const newTracker = () =>
      new InsertionTracker(library, { error: (error) => logged.push(error) });
    const tracker = newTracker();
    await tracker.verify([record.id]);
    assert.equal(record.insertions?.length, 1);
    await document.save();
    await writeInPlayground('a.md', 'Nothing');
    await eventually('the document to be reloaded', () => document.getText() === 'Nothing');
    const laterTracker = newTracker();
    await laterTracker.verify([record.id]);
    assert.equal(record.insertions, undefined);
    laterTracker.dispose();
    tracker.dispose();
    assert.deepEqual(logged, []);
  });
});
