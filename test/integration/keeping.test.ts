import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { Exported } from '../../src/library/exporting.ts';
import type { Imported } from '../../src/library/importing.ts';
import { clearPlayground, inPlayground } from './support/documents.ts';
import { eventually } from './support/eventually.ts';
import { eachAfresh, generate, small } from './support/generating.ts';
import { ReadOnlyFiles } from './support/readOnlyFiles.ts';
import { set } from './support/settings.ts';

const { executeCommand } = vscode.commands;

describe('looking after the library', () => {
  const messages = eachAfresh();
  afterEach(clearPlayground);
  const zip = () => vscode.Uri.file(inPlayground('library.zip'));

  /** A new generation: its id, its picture's file, and the library's folder. */
  async function made(prompt: string) {
    const { id, images } = await generate({ prompt, ...small });
    const file = images[0]?.uri.fsPath ?? '';
    return { id, file, library: dirname(dirname(dirname(file))) };
  }

  const isThere = (file: string) =>
    readFile(file).then(
      () => true,
      () => false,
    );

  /** Deletes a generation, and dismisses the notification that could bring it back. */
  async function wipe(id: string, library: string): Promise<void> {
    await executeCommand('jimeng.gallery.delete', { id });
    await eventually('the deletion', async () => {
      return (await isThere(join(library, 'records', `${id}.json`))) ? undefined : true;
    });
  }

  it('exports and imports, so that what was gone is back', async () => {
    await mkdir(inPlayground(), { recursive: true });
    const { id, file, library } = await made('A lighthouse that moves house');
    const { id: other } = await made('A lighthouse that stays');
    const picture = await readFile(file);
    const exported = await executeCommand<Exported>('jimeng.exportLibrary', {
      uri: zip(),
      ids: [id],
    });
    assert.deepEqual(exported, { images: 1, bytes: picture.length, unfinished: 0, missing: 0 });
    await wipe(id, library);

    const come = { images: 1, generations: 1, known: 0, unreadable: 0 };
    assert.deepEqual(await executeCommand<Imported>('jimeng.importLibrary', { uri: zip() }), come);
    assert.ok(picture.equals(await readFile(file)));
    assert.ok(await isThere(join(library, 'records', `${id}.json`)));

    const again = { images: 0, generations: 0, known: 1, unreadable: 0 };
    assert.deepEqual(await executeCommand<Imported>('jimeng.importLibrary', { uri: zip() }), again);
    const sentences = messages.shown.map(({ text }) => text);
    assert.ok(sentences.includes('Imported 1 image.'));
    assert.ok(sentences.includes('Imported 0 images. Already in the library: 1.'));

    const all = await executeCommand<Exported>('jimeng.exportLibrary', { uri: zip() });
    assert.ok(all.images >= 2);
    await wipe(other, library);
    await executeCommand('jimeng.importLibrary', { uri: zip() });
    assert.ok(await isThere(join(library, 'records', `${other}.json`)));
  });

  it('says what goes wrong on the way to or from another file system', async () => {
    await made('A lighthouse without a road');
    const files = vscode.workspace.registerFileSystemProvider('sealed', new ReadOnlyFiles('text'));
    const uri = vscode.Uri.parse('sealed:/library.zip');
    try {
      assert.equal(await executeCommand('jimeng.exportLibrary', { uri }), undefined);
      assert.equal(await executeCommand('jimeng.importLibrary', { uri }), undefined);
      assert.deepEqual(messages.errors, [
        'Unable to export the library (NoPermissions). Choose another location.',
        'This file is not a valid ZIP archive. Nothing was imported.',
      ]);
    } finally {
      files.dispose();
    }
  });

  it('leaves no half archive where it cannot be written', async () => {
    await made('A lighthouse with nowhere to go');
    const uri = vscode.Uri.file(inPlayground('no such folder/library.zip'));
    assert.equal(await executeCommand('jimeng.exportLibrary', { uri }), undefined);
    assert.deepEqual(messages.errors, [
      'Unable to export the library (ENOENT). Choose another location.',
    ]);
  });

  it('cleans up what is chosen once that is confirmed, and nothing before', async () => {
    const { id, library } = await made('A lighthouse that nobody put into a document');
    const { id: favorite } = await made('A lighthouse that somebody likes');
    await executeCommand('jimeng.gallery.favorite', { id: favorite });
    await eventually('the favorite', async () => {
      const text = await readFile(join(library, 'records', `${favorite}.json`), 'utf8');
      return text.includes('"favorite": true') || undefined;
    });
    const { showQuickPick } = vscode.window;
    const offered: { title: string | undefined; labels: string[] }[] = [];
    const pick = async (
      items: readonly vscode.QuickPickItem[],
      { title }: vscode.QuickPickOptions,
    ): Promise<readonly vscode.QuickPickItem[]> => {
      await Promise.resolve();
      offered.push({ title, labels: items.map(({ label }) => label) });
      return items.filter(({ label }) => label === 'Never inserted into a document');
    };
    Object.assign(vscode.window, { showQuickPick: pick });
    try {
      await executeCommand('jimeng.cleanUpLibrary');
      assert.ok(await isThere(join(library, 'records', `${id}.json`)));
      assert.match(
        messages.shown.at(-1)?.text ?? '',
        /^Are you sure you want to delete [\d,]+ images?\?$/,
      );

      messages.button = 'Delete';
      await Promise.race([
        executeCommand('jimeng.cleanUpLibrary'),
        eventually('the deletion', () =>
          messages.shown.find(({ buttons }) => buttons.includes('Undo')),
        ),
      ]);
    } finally {
      Object.assign(vscode.window, { showQuickPick });
    }
    const records = await readdir(join(library, 'records'));
    assert.ok(!records.includes(`${id}.json`));
    assert.ok(records.includes(`${favorite}.json`));
    assert.match(offered[0]?.title ?? '', /^Clean Up Library: [\d.,]+ [KM]B in [\d,]+ images?$/i);
    assert.ok(offered[0]?.labels.includes('Never inserted into a document'));
  });

  it('says once that the library takes more than it should', async () => {
    const over = () => messages.shown.filter(({ text }) => text.startsWith('The library uses '));
    await made('A lighthouse with all the room it wants');
    assert.deepEqual(over(), []);
    await set('jimeng.library.maxSize', 0.001);
    await made('A lighthouse too many');
    const { text, buttons } = await eventually('the sentence', () => over()[0]);
    assert.match(text, /^The library uses [\d.,]+ [KM]B, which exceeds the limit of 1 KB\.$/);
    assert.deepEqual(buttons, ['Clean Up…', 'Change Limit']);
    await made('Another lighthouse too many');
    assert.equal(over().length, 1);
  });

  it('shows the folder', async () => {
    const { library } = await made('A lighthouse with an address');
    messages.button = 'Copy Path';
    await executeCommand('jimeng.openLibraryFolder');
    // A window on this very machine shows it in its file manager.
    if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) return;
    assert.equal(
      messages.shown.at(-1)?.text,
      `The library is on the machine that the extension runs on: ${library}`,
    );
    assert.equal(await vscode.env.clipboard.readText(), library);
  });
});
