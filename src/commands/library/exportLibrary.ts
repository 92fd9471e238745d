import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { formatByteSize, formatNumber } from '../../host/format.ts';
import { formatFileError } from '../../host/messages/fileErrors.ts';
import { formatImageCount } from '../../host/plural.ts';
import { revealInOS, revealTitle } from '../../host/revealInOS.ts';
import { confirm, showInformation } from '../../host/ui/notifications.ts';
import { pickItem, type PickItem } from '../../host/ui/quickPick.ts';
import {
  exportArchive,
  isExported,
  type ExportResult,
} from '../../library/archive/exportArchive.ts';
import { fileExists } from '../../insert/index.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import type { Services } from '../services.ts';
import {
  transferArgumentSchema,
  withLocalFile,
  withProgressNotification,
  zipFilters,
} from './transfer.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** `jimeng.exportLibrary`: resolves to what was exported, or to `undefined` if the user cancels. */
export async function exportLibrary(
  { library, gallery }: Pick<Services, 'gallery' | 'library'>,
  argument: unknown,
): Promise<ExportResult | undefined> {
  const parsed = safeParse(transferArgumentSchema, argument);
  const exportScope = parsed.success ? parsed.output : await pickExportScope(gallery.selection);
  if (!exportScope) return undefined;
  const { ids } = exportScope;
  const records = ids ? await library.getMany(ids) : await library.list();
  if (!records.some(isExported)) {
    void showInformation(vscode.l10n.t('There is nothing to export. Generate an image first.'));
    return undefined;
  }
  const uri = parsed.success ? parsed.output.uri : await askForExportTarget();
  if (!uri) return undefined;
  // The dialog asks by itself. An argument may come from a link or another program.
  if (parsed.success && !(await confirmReplacement(uri))) return undefined;
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

/** Asks whether to export only the selection, if several generations are selected in the gallery. */
async function pickExportScope(
  selection: readonly string[],
): Promise<{ ids?: string[] } | undefined> {
  if (selection.length < 2) return {};
  const selectedLabel = vscode.l10n.t('Selected Images');
  const items: (PickItem & { ids?: string[] })[] = [
    {
      label: selectedLabel,
      description: vscode.l10n.t('{0} selected', formatNumber(selection.length)),
      ids: [...selection],
    },
    { label: vscode.l10n.t('Entire Library') },
  ];
  return pickItem(items, { title: vscode.l10n.t('Export Library') });
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

/** Whether a file does not exist, or the user has agreed to replace it. */
async function confirmReplacement(uri: vscode.Uri): Promise<boolean> {
  // If that cannot be found out, the export reports why.
  if (!(await fileExists(uri).catch(() => false))) return true;
  const path = toPlainText(uri.scheme === 'file' ? uri.fsPath : uri.toString(), maxPathCharacters);
  return confirm(
    vscode.l10n.t("'{0}' already exists. Do you want to replace it?", path),
    vscode.l10n.t('Replace'),
  );
}

/** `undefined` if the error is not one of the file system. */
function formatExportError(error: unknown): string | undefined {
  return formatFileError(vscode.l10n.t('Unable to export the library.'), error);
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
  const choice = await showInformation(message, ...buttons);
  if (choice !== undefined) await revealInOS(uri);
}
