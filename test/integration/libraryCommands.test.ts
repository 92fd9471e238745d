import assert from 'node:assert/strict';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import type { ExportResult } from '../../src/library/archive/exportArchive.ts';
import type { ImportResult } from '../../src/library/archive/importArchive.ts';
import { clearPlayground, playgroundPath } from './support/documents.ts';
import { eventually } from '../support/eventually.ts';
import { useFreshGateway, generate, smallSize } from './support/generate.ts';
import { ReadOnlyFileSystem } from './support/readOnlyFileSystem.ts';
import { setSetting } from './support/settings.ts';

const { executeCommand } = vscode.commands;

describe('Library commands', () => {
  const messages = useFreshGateway();
  afterEach(clearPlayground);
  const zipUri = () => vscode.Uri.file(playgroundPath('library.zip'));

  /** Generates an image. Returns its ID, its path, and the folder of the library. */
  async function generateOne(prompt: string) {
    const { id, images } = await generate({ prompt, ...smallSize });
    const file = images[0]?.uri.fsPath ?? '';
    return { id, file, library: dirname(dirname(dirname(file))) };
  }

  const exists = (file: string) =>
    readFile(file).then(
      () => true,
      () => false,
    );

  /** Deletes a generation and dismisses the notification with Undo. */
  async function deletePermanently(id: string, library: string): Promise<void> {
    await executeCommand('jimeng.gallery.delete', { id });
    await eventually('the deletion', async () => {
      return (await exists(join(library, 'records', `${id}.json`))) ? undefined : true;
    });
  }

  it('export and import deleted generations', async () => {
    await mkdir(playgroundPath(), { recursive: true });
    const { id, file, library } = await generateOne('A lighthouse that is exported');
    const { id: other } = await generateOne('A lighthouse that stays');
    const imageBytes = await readFile(file);
    const exported = await executeCommand<ExportResult>('jimeng.exportLibrary', {
      uri: zipUri(),
      ids: [id],
    });
    assert.deepEqual(exported, { images: 1, bytes: imageBytes.length, unfinished: 0, missing: 0 });
    await deletePermanently(id, library);

    const firstImport = { images: 1, generations: 1, known: 0, empty: 0, unreadable: 0 };
    assert.deepEqual(
      await executeCommand<ImportResult>('jimeng.importLibrary', { uri: zipUri() }),
      firstImport,
    );
    assert.ok(imageBytes.equals(await readFile(file)));
    assert.ok(await exists(join(library, 'records', `${id}.json`)));

    const secondImport = { images: 0, generations: 0, known: 1, empty: 0, unreadable: 0 };
    assert.deepEqual(
      await executeCommand<ImportResult>('jimeng.importLibrary', { uri: zipUri() }),
      secondImport,
    );
    const sentences = messages.shown.map(({ text }) => text);
    assert.ok(sentences.includes('Imported 1 image.'));
    assert.ok(sentences.includes('Imported 0 images. Already in the library: 1.'));

    assert.equal(await executeCommand('jimeng.exportLibrary', { uri: zipUri() }), undefined);
    assert.match(messages.shown.at(-1)?.text ?? '', /already exists/);
    messages.buttonToPress = 'Replace';
    const all = await executeCommand<ExportResult>('jimeng.exportLibrary', { uri: zipUri() });
    assert.ok(all.images >= 2);
    await deletePermanently(other, library);
    await executeCommand('jimeng.importLibrary', { uri: zipUri() });
    assert.ok(await exists(join(library, 'records', `${other}.json`)));
  });

  it('report failures on another file system', async () => {
    await generateOne('A lighthouse that cannot be exported');
    const files = vscode.workspace.registerFileSystemProvider(
      'sealed',
      new ReadOnlyFileSystem('text'),
    );
    const uri = vscode.Uri.parse('sealed:/library.zip');
    messages.buttonToPress = 'Replace';
    try {
      assert.equal(await executeCommand('jimeng.exportLibrary', { uri }), undefined);
      assert.equal(await executeCommand('jimeng.importLibrary', { uri }), undefined);
      assert.deepEqual(messages.errors, [
        'Unable to export the library. You do not have permission to access this location. Change its permissions or choose another location.',
        'This file is not a valid ZIP archive. Nothing was imported.',
      ]);
    } finally {
      files.dispose();
    }
  });

  it('leave no partial archive if it cannot be written', async () => {
    await generateOne('A lighthouse without a target folder');
    const uri = vscode.Uri.file(playgroundPath('no such folder/library.zip'));
    assert.equal(await executeCommand('jimeng.exportLibrary', { uri }), undefined);
    assert.deepEqual(messages.errors, [
      'Unable to export the library. The file or its folder no longer exists. Choose another location.',
    ]);
  });

  it('clean up the selected groups after confirmation', async () => {
    const { id, library } = await generateOne('A lighthouse that was never inserted');
    const { id: favorite } = await generateOne('A favorite lighthouse');
    await executeCommand('jimeng.gallery.favorite', { id: favorite });
    await eventually('the favorite', async () => {
      const text = await readFile(join(library, 'records', `${favorite}.json`), 'utf8');
      return text.includes('"favorite": true');
    });
    const { showQuickPick } = vscode.window;
    const quickPicks: { title: string | undefined; labels: string[] }[] = [];
    const pick = async (
      items: readonly vscode.QuickPickItem[],
      { title }: vscode.QuickPickOptions,
    ): Promise<readonly vscode.QuickPickItem[]> => {
      await Promise.resolve();
      quickPicks.push({ title, labels: items.map(({ label }) => label) });
      return items.filter(({ label }) => label === 'Never inserted into a document');
    };
    Object.assign(vscode.window, { showQuickPick: pick });
    try {
      await executeCommand('jimeng.cleanUpLibrary');
      assert.ok(await exists(join(library, 'records', `${id}.json`)));
      assert.match(
        messages.shown.at(-1)?.text ?? '',
        /^Are you sure you want to delete [\d,]+ images?\?$/,
      );

      messages.buttonToPress = 'Delete';
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
    assert.match(
      quickPicks[0]?.title ?? '',
      /^Clean Up Library: [\d.,]+ [KM]B in [\d,]+ images?$/i,
    );
    assert.ok(quickPicks[0]?.labels.includes('Never inserted into a document'));
  });

  it('report once that the library exceeds its limit', async () => {
    const limitWarnings = () =>
      messages.shown.filter(({ text }) => text.startsWith('The library uses '));
    await generateOne('A lighthouse without a limit');
    assert.deepEqual(limitWarnings(), []);
    await setSetting('jimeng.library.maxSize', 0.001);
    await generateOne('A lighthouse above the limit');
    const { text, buttons } = await eventually('the warning', () => limitWarnings()[0]);
    assert.match(text, /^The library uses [\d.,]+ [KM]B, which exceeds the limit of 1 KB\.$/);
    assert.deepEqual(buttons, ['Clean Up…', 'Change Limit']);
    await generateOne('Another lighthouse above the limit');
    assert.equal(limitWarnings().length, 1);
  });

  it('open the library folder', async () => {
    const { library } = await generateOne('A lighthouse with a path');
    messages.buttonToPress = 'Copy Path';
    await executeCommand('jimeng.openLibraryFolder');
    // A window on the local machine reveals it in the file manager.
    if (vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop) return;
    assert.equal(
      messages.shown.at(-1)?.text,
      `The library is on the machine that the extension runs on: ${library}`,
    );
    assert.equal(await vscode.env.clipboard.readText(), library);
  });
});
