import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import * as vscode from 'vscode';
import { revealTitle } from '../../host/revealInOS.ts';
import { formatNumber, formatByteSize } from '../../host/format.ts';
import { formatImageCount } from '../../host/plural.ts';
import type { TransferOptions } from '../../library/archiveFormat.ts';
import { exportArchive, type ExportResult } from '../../library/exportArchive.ts';
import { getFileErrorCode } from '../../library/files.ts';
import { importArchive, type ImportResult } from '../../library/importArchive.ts';
import { isUnfinished } from '../../library/record.ts';
import { ZipError } from '../../library/zipReader.ts';
import type { LibraryServices } from './register.ts';

/** What other extensions may hand over, so that nothing is asked. */
const argumentSchema = v.object({
  uri: v.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
  /** Only these generations are exported. */
  ids: v.exactOptional(v.array(v.string())),
});

/** `jimeng.exportLibrary`: resolves to what was exported, `undefined` where the user thought better of it. */
export async function exportLibrary(
  { library, gallery }: LibraryServices,
  argument: unknown,
): Promise<ExportResult | undefined> {
  const parsed = v.safeParse(argumentSchema, argument);
  const exportScope = parsed.success ? parsed.output : await pickExportScope(gallery.selection);
  if (!exportScope) return undefined;
  const { ids } = exportScope;
  const records = ids ? await library.getMany(ids) : await library.list();
  if (records.every(isUnfinished)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('There is nothing to export. Generate an image first.'),
    );
    return undefined;
  }
  const uri = parsed.success ? parsed.output.uri : await askForExportTarget();
  if (!uri) return undefined;
  return withProgressNotification(
    vscode.l10n.t('Exporting library'),
    formatExportError,
    async (options) => {
      const exported = await withLocalFile(uri, async (file) => {
        const result = await exportArchive(library, file, { ids, ...options });
        if (uri.scheme !== 'file') {
          await vscode.workspace.fs.copy(vscode.Uri.file(file), uri, { overwrite: true });
        }
        return result;
      });
      void showExportResult(exported, uri);
      return exported;
    },
  );
}

/** `jimeng.importLibrary`: resolves to what was imported, `undefined` where the user thought better of it. */
export async function importLibrary(
  { library, gallery }: LibraryServices,
  argument: unknown,
): Promise<ImportResult | undefined> {
  const parsed = v.safeParse(argumentSchema, argument);
  const uri = parsed.success ? parsed.output.uri : await askForImportSource();
  if (!uri) return undefined;
  return withProgressNotification(
    vscode.l10n.t('Importing library'),
    formatImportError,
    async (options) => {
      const imported = await withLocalFile(uri, async (file) => {
        if (uri.scheme !== 'file') await vscode.workspace.fs.copy(uri, vscode.Uri.file(file));
        return importArchive(library, file, options);
      });
      void showImportResult(imported, gallery.isVisible);
      return imported;
    },
  );
}

/** Where several generations are selected in the gallery, it may be about them alone. */
async function pickExportScope(
  selection: readonly string[],
): Promise<{ ids?: string[] } | undefined> {
  if (selection.length < 2) return {};
  const selectedLabel = vscode.l10n.t('Selected Images');
  const items: (vscode.QuickPickItem & { ids?: string[] })[] = [
    {
      label: selectedLabel,
      description: vscode.l10n.t('{0} selected', formatNumber(selection.length)),
      ids: [...selection],
    },
    { label: vscode.l10n.t('Entire Library') },
  ];
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export Library') });
}

async function askForExportTarget(): Promise<vscode.Uri | undefined> {
  const date = new Date().toISOString().slice(0, 10);
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Library'),
    saveLabel: vscode.l10n.t({ message: 'Export', comment: ['Verb: button of a dialog'] }),
    defaultUri: vscode.Uri.file(join(homedir(), `jimeng-library-${date}.zip`)),
    filters: zipFilters(),
  });
}

async function askForImportSource(): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Library'),
      openLabel: vscode.l10n.t({ message: 'Import', comment: ['Verb: button of a dialog'] }),
      defaultUri: vscode.Uri.file(homedir()),
      filters: zipFilters(),
    })) ?? [];
  return uri;
}

function zipFilters(): Record<string, string[]> {
  return { [vscode.l10n.t('ZIP Archives')]: ['zip'] };
}

/** A file of this machine for what is at `uri`: itself, or one for the time being. */
async function withLocalFile<T>(
  uri: vscode.Uri,
  operation: (file: string) => Promise<T>,
): Promise<T> {
  if (uri.scheme === 'file') return operation(uri.fsPath);
  const folder = await mkdtemp(join(tmpdir(), 'jimeng-library-'));
  try {
    return await operation(join(folder, 'library.zip'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Does something that lasts, with a notification that ends it; says why where it fails. */
function withProgressNotification<T>(
  title: string,
  formatError: (error: unknown) => string | undefined,
  operation: (options: TransferOptions) => Promise<T>,
): Thenable<T | undefined> {
  const location = vscode.ProgressLocation.Notification;
  const progressOptions = { location, title, cancellable: true };
  return vscode.window.withProgress(progressOptions, async (progress, token) => {
    const abortController = new AbortController();
    token.onCancellationRequested(() => {
      abortController.abort();
    });
    const onProgress = (done: number, total: number) => {
      const message = vscode.l10n.t({
        message: '{0} of {1}',
        args: [formatNumber(done), formatNumber(total)],
        comment: ['Progress of an export or import: number of items done, and of all items'],
      });
      progress.report({ message, increment: 100 / total });
    };
    try {
      return await operation({ signal: abortController.signal, onProgress });
    } catch (error) {
      if (abortController.signal.aborted) return undefined;
      const message = formatError(error);
      if (message === undefined) throw error;
      void vscode.window.showErrorMessage(message);
      return undefined;
    }
  });
}

/** `undefined` for a fault of our own. */
function formatExportError(error: unknown): string | undefined {
  const code = getFileErrorCode(error);
  if (code === 'UNKNOWN') return undefined;
  return vscode.l10n.t('Unable to export the library ({0}). Choose another location.', code);
}

function formatImportError(error: unknown): string | undefined {
  if (error instanceof ZipError) {
    return vscode.l10n.t('This file is not a valid ZIP archive. Nothing was imported.');
  }
  const code = getFileErrorCode(error);
  if (code === 'UNKNOWN') return undefined;
  return vscode.l10n.t('Unable to import the library ({0}). Nothing was imported.', code);
}

async function showExportResult(
  { images, bytes, unfinished, missing }: ExportResult,
  uri: vscode.Uri,
): Promise<void> {
  const message = [
    vscode.l10n.t('Exported {0} ({1}).', formatImageCount(images), formatByteSize(bytes)),
    ...(unfinished > 0
      ? [vscode.l10n.t('Skipped, still in progress: {0}.', formatNumber(unfinished))]
      : []),
    ...(missing > 0 ? [vscode.l10n.t('Skipped, file missing: {0}.', formatNumber(missing))] : []),
  ].join(' ');
  const reveal = uri.scheme === 'file' ? revealTitle() : undefined;
  const buttons = reveal === undefined ? [] : [reveal];
  const choice = await vscode.window.showInformationMessage(message, ...buttons);
  if (choice !== undefined) await vscode.commands.executeCommand('revealFileInOS', uri);
}

async function showImportResult(
  { images, known: existingCount, unreadable }: ImportResult,
  isGalleryVisible: boolean,
): Promise<void> {
  const message = [
    vscode.l10n.t('Imported {0}.', formatImageCount(images)),
    ...(existingCount > 0
      ? [vscode.l10n.t('Already in the library: {0}.', formatNumber(existingCount))]
      : []),
    ...(unreadable > 0
      ? [vscode.l10n.t('Skipped, unreadable: {0}.', formatNumber(unreadable))]
      : []),
  ].join(' ');
  const openLabel = vscode.l10n.t('Open Gallery');
  const buttons = isGalleryVisible ? [] : [openLabel];
  const choice = await vscode.window.showInformationMessage(message, ...buttons);
  if (choice === openLabel) await vscode.commands.executeCommand('jimeng.openGallery');
}
