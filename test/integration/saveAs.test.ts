import assert from 'node:assert/strict';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { eventually } from '../support/eventually.ts';
import {
  clearPlayground,
  filesInPlayground,
  playgroundPath,
  writeInPlayground,
} from './support/documents.ts';
import { generate, resetGateway, smallSize } from './support/generate.ts';
import { useMessageRecorder } from './support/messageRecorder.ts';
import { ReadOnlyFileSystem } from './support/readOnlyFileSystem.ts';

describe('Save As…', () => {
  const messages = useMessageRecorder();
  const { showSaveDialog } = vscode.window;
  let id: string;
  let imageUri: vscode.Uri;
  /** What the user chooses, one after another; nothing when they are used up. */
  let choices: vscode.Uri[];

  before(async () => {
    await resetGateway();
    const result = await generate({ prompt: 'A lighthouse to keep', ...smallSize });
    id = result.id;
    assert.ok(result.images[0]);
    imageUri = result.images[0].uri;
  });
  beforeEach(async () => {
    choices = [];
    await mkdir(playgroundPath(), { recursive: true });
    Object.assign(vscode.window, { showSaveDialog: () => Promise.resolve(choices.shift()) });
  });
  afterEach(async () => {
    Object.assign(vscode.window, { showSaveDialog });
    await clearPlayground();
  });

  const choose = async (...uris: vscode.Uri[]) => {
    choices = uris;
    await vscode.commands.executeCommand('jimeng.gallery.saveAs', { id });
    await eventually('the dialogs', () => choices.length === 0);
  };
  const inPlayground = (name: string) => vscode.Uri.file(playgroundPath(name));
  const assertSaved = async (name: string) => {
    const image = await readFile(imageUri.fsPath);
    await eventually('the image', async () => {
      const saved = await readFile(playgroundPath(name)).catch(() => undefined);
      return saved?.equals(image);
    });
  };

  it('overwrites the chosen file', async () => {
    await writeInPlayground('a.png', 'old');
    await choose(inPlayground('a.png'));
    await assertSaved('a.png');
    await eventually('nothing else', async () => (await filesInPlayground()).length === 1);
    assert.deepEqual(messages.shown, []);
  });

  const renamed: readonly [chosen: string, saved: string][] = [
    ['a.jpg', 'a.png'],
    ['a', 'a.png'],
    ['a.v2', 'a.v2.png'],
  ];
  for (const [chosen, saved] of renamed) {
    it(`saves ${chosen} as ${saved}, and reports it`, async () => {
      await choose(inPlayground(chosen));
      await assertSaved(saved);
      assert.deepEqual(await filesInPlayground(), [saved]);
      await eventually('the message', () => messages.shown[0]);
      const text = `The image is a PNG file, so it was saved as ${saved}.`;
      assert.deepEqual(messages.shown, [{ severity: 'information', text, buttons: [] }]);
    });
  }

  it('never overwrites a file that was not chosen', async () => {
    await writeInPlayground('a.png', 'precious');
    await choose(inPlayground('a.jpg'));
    await assertSaved('a-1.png');
    assert.equal(await readFile(playgroundPath('a.png'), 'utf8'), 'precious');
  });

  it('reports why a read-only file system was refused, and offers another location', async () => {
    const provider = new ReadOnlyFileSystem('Archived', ['/', '/a.png']);
    const registration = vscode.workspace.registerFileSystemProvider('vault', provider, {
      isReadonly: true,
    });
    messages.buttonToPress = 'Save As…';
    try {
      await choose(vscode.Uri.parse('vault:/a.png'), inPlayground('b.png'));
      await assertSaved('b.png');
    } finally {
      registration.dispose();
    }
    const [message, ...others] = messages.shown;
    assert.deepEqual(others, []);
    assert.match(message?.text ?? '', /^Unable to save the image\. \S/);
    assert.deepEqual(message?.buttons, ['Save As…']);
  });

  it('reports that there is no permission for a folder', async function () {
    // The superuser may write anywhere.
    if (process.getuid?.() === 0 || process.platform === 'win32') return;
    await mkdir(playgroundPath('locked'));
    await chmod(playgroundPath('locked'), 0o500);
    await choose(inPlayground('locked/a.png'));
    const { text } = await eventually('the message', () => messages.shown[0]);
    assert.match(text, /^Unable to save the image\. You do not have permission/);
    await chmod(playgroundPath('locked'), 0o700);
  });
});
