import * as vscode from 'vscode';
import { Library } from '../library/library.ts';
import { revealTitle } from './revealInOS.ts';

/**
 * The library in the extension's global storage. Nothing is read or made until it is first asked.
 * However many files it sets aside, the user hears of it once.
 */
export function openLibrary(folder: vscode.Uri, log: vscode.LogOutputChannel): Library {
  let hasWarned = false;
  return new Library(folder.fsPath, {
    onUnreadable: (file, error) => {
      log.warn(`Unable to read or watch, skipped: ${file}`, error);
    },
    onQuarantine: (file, error) => {
      log.warn(`Moved an invalid record to the 'quarantine' folder: ${file}`, error);
      if (!hasWarned) void warnAboutQuarantine(folder, log);
      hasWarned = true;
    },
  });
}

async function warnAboutQuarantine(
  folder: vscode.Uri,
  log: vscode.LogOutputChannel,
): Promise<void> {
  const message = vscode.l10n.t(
    "Some files in the library are not valid records and were moved to its 'quarantine' folder. If an image is missing, look there.",
  );
  const reveal = revealTitle();
  const actionLabel = reveal ?? vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(message, actionLabel)) !== actionLabel) return;
  if (reveal !== undefined) {
    const quarantineFolder = vscode.Uri.joinPath(folder, 'quarantine');
    await vscode.commands.executeCommand('revealFileInOS', quarantineFolder);
  } else {
    log.show();
  }
}
