import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../src/commands/generate/register.ts';
import { eventually } from '../../support/eventually.ts';
import { clearPlayground, showDocument } from '../support/documents.ts';
import { generate, resetGateway, smallSize } from '../support/generate.ts';
import { insertLatest, redo, undo } from '../support/insertions.ts';
import { MemoryFileSystem } from '../support/memoryFileSystem.ts';
import { useMessageRecorder } from '../support/messageRecorder.ts';

const file = '/docs/images/a-lighthouse-at-dusk.png';
const reference = '![A lighthouse at dusk](images/a-lighthouse-at-dusk.png)';

describe('Insertion into a virtual file system', () => {
  const messages = useMessageRecorder();
  let generated: GenerateResult;
  let files: MemoryFileSystem;
  let registration: vscode.Disposable;

  before(async () => {
    await resetGateway();
    generated = await generate({ prompt: 'A lighthouse at dusk', ...smallSize });
  });
  afterEach(async () => {
    await clearPlayground();
    registration.dispose();
  });

  it('writes file and reference, and undoes and redoes both', async () => {
    const { document } = await openVirtual('jimengtest', 'Text.|\n');
    await insertLatest();
    assert.deepEqual(messages.shown, []);
    assert.equal(document.getText(), `Text.\n\n${reference}\n`);
    assert.deepEqual(files.paths, ['/docs/a.md', file]);
    const source = generated.images[0]?.uri.fsPath ?? '';
    const copy = files.readFile(vscode.Uri.parse(`jimengtest:${file}`));
    assert.deepEqual(Buffer.from(copy), await readFile(source));

    await undo();
    assert.equal(document.getText(), 'Text.\n');
    await eventually('the file to be removed', () => files.paths.length === 1);
    await redo();
    await eventually('the file to be restored', () => files.paths.includes(file));
  });

  it('leaves no folder behind if the file cannot be written', async () => {
    const { document } = await openVirtual('jimengtest-full', 'Text.|\n');
    Object.assign(files, {
      writeFile: () => {
        throw vscode.FileSystemError.Unavailable('No space left');
      },
    });
    await insertLatest();
    assert.match(messages.errors[0] ?? '', /^Unable to save the image\. /);
    assert.equal(document.getText(), 'Text.\n');
    const folder = vscode.Uri.parse('jimengtest-full:/docs');
    assert.deepEqual(files.readDirectory(folder), [['a.md', vscode.FileType.File]]);
  });

  it('reports a read-only file system, and writes nothing', async () => {
    const { document } = await openVirtual('jimengtest-readonly', 'Text.|\n', true);
    await insertLatest();
    assert.deepEqual(messages.errors, [
      'The document is read-only. Choose another document, or save the image to another location.',
    ]);
    assert.equal(document.getText(), 'Text.\n');
    assert.deepEqual(files.paths, ['/docs/a.md']);
  });

  async function openVirtual(
    scheme: string,
    markedText: string,
    isReadonly = false,
  ): Promise<vscode.TextEditor> {
    files = new MemoryFileSystem();
    registration = vscode.workspace.registerFileSystemProvider(scheme, files, { isReadonly });
    const uri = vscode.Uri.parse(`${scheme}:/docs/a.md`);
    files.createDirectory(vscode.Uri.parse(`${scheme}:/docs`));
    const content = new TextEncoder().encode(markedText.replace('|', ''));
    files.writeFile(uri, content, { create: true, overwrite: false });
    return showDocument(uri, markedText);
  }
});
