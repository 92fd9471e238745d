import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { revealTitle } from '../host/fileManager.ts';
import { tellNumber, tellSize } from '../host/numbers.ts';
import { formatImageCount } from '../host/plural.ts';
import type { TransferOptions } from '../library/archive.ts';
import { writeArchive, type Exported } from '../library/exporting.ts';
import { fileErrorCode } from '../library/files.ts';
import { readArchive, type Imported } from '../library/importing.ts';
import { isUnfinished } from '../library/record.ts';
import { ZipError } from '../library/zipReader.ts';
import type { LibraryDeps } from './library.ts';

/** What other extensions may hand over, so that nothing is asked. */
const argumentSchema = v.object({
  uri: v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  /** Only these generations are exported. */
  ids: v.exactOptional(v.array(v.string())),
});

/** `jimeng.exportLibrary`: resolves to what was exported, `undefined` where the user thought better of it. */
export async function exportLibrary(
  { library, gallery }: LibraryDeps,
  argument: unknown,
): Promise<Exported | undefined> {
  const given = v.safeParse(argumentSchema, argument);
  const chosen = given.success ? given.output : await chooseExport(gallery.selection);
  if (!chosen) return undefined;
  const { ids } = chosen;
  const records = ids ? await library.some(ids) : await library.list();
  if (records.every(isUnfinished)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to export. Generate an image first.'),
    );
    return undefined;
  }
  const uri = given.success ? given.output.uri : await askTarget();
  if (!uri) return undefined;
  return whileShown(vscode.l10n.t('Exporting library'), tellNotExported, async (options) => {
    const exported = await withFileFor(uri, async (file) => {
      const exported = await writeArchive(library, file, { ids, ...options });
      if (uri.scheme !== 'file') {
        await vscode.workspace.fs.copy(vscode.Uri.file(file), uri, { overwrite: true });
      }
      return exported;
    });
    void sayExported(exported, uri);
    return exported;
  });
}

/** `jimeng.importLibrary`: resolves to what was imported, `undefined` where the user thought better of it. */
export async function importLibrary(
  { library, gallery }: LibraryDeps,
  argument: unknown,
): Promise<Imported | undefined> {
  const given = v.safeParse(argumentSchema, argument);
  const uri = given.success ? given.output.uri : await askSource();
  if (!uri) return undefined;
  return whileShown(vscode.l10n.t('Importing library'), tellNotImported, async (options) => {
    const imported = await withFileFor(uri, async (file) => {
      if (uri.scheme !== 'file') await vscode.workspace.fs.copy(uri, vscode.Uri.file(file));
      return readArchive(library, file, options);
    });
    void sayImported(imported, gallery.isVisible);
    return imported;
  });
}

/** Where several generations are selected in the gallery, it may be about them alone. */
async function chooseExport(selection: readonly string[]): Promise<{ ids?: string[] } | undefined> {
  if (selection.length < 2) return {};
  const selected = vscode.l10n.t('Selected Images');
  const items: (vscode.QuickPickItem & { ids?: string[] })[] = [
    {
      label: selected,
      description: vscode.l10n.t('{0} selected', tellNumber(selection.length)),
      ids: [...selection],
    },
    { label: vscode.l10n.t('Entire Library') },
  ];
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export Library') });
}

async function askTarget(): Promise<vscode.Uri | undefined> {
  const day = new Date().toISOString().slice(0, 10);
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Library'),
    saveLabel: vscode.l10n.t({ message: 'Export', comment: ['Verb: button of a dialog'] }),
    defaultUri: vscode.Uri.file(join(homedir(), `jimeng-library-${day}.zip`)),
    filters: zips(),
  });
}

async function askSource(): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Library'),
      openLabel: vscode.l10n.t({ message: 'Import', comment: ['Verb: button of a dialog'] }),
      defaultUri: vscode.Uri.file(homedir()),
      filters: zips(),
    })) ?? [];
  return uri;
}

function zips(): Record<string, string[]> {
  return { [vscode.l10n.t('ZIP Archives')]: ['zip'] };
}

/** A file of this machine for what is at `uri`: itself, or one for the time being. */
async function withFileFor<T>(uri: vscode.Uri, work: (file: string) => Promise<T>): Promise<T> {
  if (uri.scheme === 'file') return work(uri.fsPath);
  const folder = await mkdtemp(join(tmpdir(), 'jimeng-library-'));
  try {
    return await work(join(folder, 'library.zip'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Does something that lasts, with a notification that ends it; says why where it fails. */
function whileShown<T>(
  title: string,
  tellFailure: (error: unknown) => string | undefined,
  work: (options: TransferOptions) => Promise<T>,
): Thenable<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const shown = { location, title, cancellable: true };
  return vscode.window.withProgress(shown, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => {
      abort.abort();
    });
    const onProgress = (done: number, total: number) => {
      const message = vscode.l10n.t({
        message: '{0} of {1}',
        args: [tellNumber(done), tellNumber(total)],
        comment: ['Progress of an export or import: number of items done, and of all items'],
      });
      progress.report({ message, increment: 100 / total });
    };
    try {
      return await work({ signal: abort.signal, onProgress });
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      const sentence = tellFailure(error);
      if (sentence === undefined) throw error;
      void vscode.window.showErrorMessage(sentence);
      return undefined;
    }
  });
}

/** `undefined` for a fault of our own. */
function tellNotExported(error: unknown): string | undefined {
  const code = fileErrorCode(error);
  if (code === 'UNKNOWN') return undefined;
  return vscode.l10n.t('Unable to export the library ({0}). Choose another location.', code);
}

function tellNotImported(error: unknown): string | undefined {
  if (error instanceof ZipError) {
    return vscode.l10n.t('This file is not a valid ZIP archive. Nothing was imported.');
  }
  const code = fileErrorCode(error);
  if (code === 'UNKNOWN') return undefined;
  return vscode.l10n.t('Unable to import the library ({0}). Nothing was imported.', code);
}

async function sayExported(
  { images, bytes, unfinished, missing }: Exported,
  uri: vscode.Uri,
): Promise<void> {
  const sentence = [
    vscode.l10n.t('Exported {0} ({1}).', formatImageCount(images), tellSize(bytes)),
    ...(unfinished > 0
      ? [vscode.l10n.t('Skipped, still in progress: {0}.', tellNumber(unfinished))]
      : []),
    ...(missing > 0 ? [vscode.l10n.t('Skipped, file missing: {0}.', tellNumber(missing))] : []),
  ].join(' ');
  const reveal = uri.scheme === 'file' ? revealTitle() : undefined;
  const buttons = reveal === undefined ? [] : [reveal];
  const choice = await vscode.window.showInformationMessage(sentence, ...buttons);
  if (choice !== undefined) await vscode.commands.executeCommand('revealFileInOS', uri);
}

async function sayImported(
  { images, known, unreadable }: Imported,
  isGalleryVisible: boolean,
): Promise<void> {
  const sentence = [
    vscode.l10n.t('Imported {0}.', formatImageCount(images)),
    ...(known > 0 ? [vscode.l10n.t('Already in the library: {0}.', tellNumber(known))] : []),
    ...(unreadable > 0 ? [vscode.l10n.t('Skipped, unreadable: {0}.', tellNumber(unreadable))] : []),
  ].join(' ');
  const open = vscode.l10n.t('Open Gallery');
  const buttons = isGalleryVisible ? [] : [open];
  const choice = await vscode.window.showInformationMessage(sentence, ...buttons);
  if (choice === open) await vscode.commands.executeCommand('jimeng.openGallery');
}
