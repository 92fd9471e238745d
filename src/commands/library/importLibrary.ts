import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { formatByteSize, formatNumber } from '../../host/format.ts';
import { formatFileError } from '../../host/messages/fileErrors.ts';
import { formatImageCount } from '../../host/plural.ts';
import { showInformation } from '../../host/ui/notifications.ts';
import { NoSpaceError } from '../../library/archive/freeSpace.ts';
import { importArchive, type ImportResult } from '../../library/archive/importArchive.ts';
import { ZipError } from '../../library/archive/zipReader.ts';
import type { Services } from '../services.ts';
import {
  transferArgumentSchema,
  withLocalFile,
  withProgressNotification,
  zipFilters,
} from './transfer.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

/** `jimeng.importLibrary`: resolves to what was imported, or to `undefined` if the user cancels. */
export async function importLibrary(
  { library, gallery }: Pick<Services, 'gallery' | 'library'>,
  argument: unknown,
): Promise<ImportResult | undefined> {
  const parsed = safeParse(transferArgumentSchema, argument);
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

function formatImportError(error: unknown): string | undefined {
  if (error instanceof ZipError) {
    return vscode.l10n.t('This file is not a valid ZIP archive. Nothing was imported.');
  }
  if (error instanceof NoSpaceError) {
    return vscode.l10n.t(
      'The images of the archive require {0}, and the disk of the library has {1} left. Free up space and try again. Nothing was imported.',
      formatByteSize(error.neededBytes),
      formatByteSize(error.freeBytes),
    );
  }
  return formatFileError(
    vscode.l10n.t('Unable to import the library. Nothing was imported.'),
    error,
  );
}

async function showImportResult(
  { images, known: existingCount, empty, unreadable }: ImportResult,
  isGalleryVisible: boolean,
): Promise<void> {
  const message = [
    vscode.l10n.t('Imported {0}.', formatImageCount(images)),
    ...(existingCount > 0
      ? [vscode.l10n.t('Already in the library: {0}.', formatNumber(existingCount))]
      : []),
    ...(empty > 0 ? [vscode.l10n.t('Skipped, without images: {0}.', formatNumber(empty))] : []),
    ...(unreadable > 0
      ? [vscode.l10n.t('Skipped, unreadable: {0}.', formatNumber(unreadable))]
      : []),
  ].join(' ');
  const openLabel = vscode.l10n.t('Open Gallery');
  const buttons = isGalleryVisible ? [] : [openLabel];
  const choice = await showInformation(message, ...buttons);
  if (choice === openLabel) await vscode.commands.executeCommand('jimeng.openGallery');
}
