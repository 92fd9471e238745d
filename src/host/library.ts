import * as vscode from 'vscode';
import { Library } from '../library/library.ts';
import { revealTitle } from './fileManager.ts';

/**
 * The library in the extension's global storage. Nothing is read or made until it is first asked.
 * However many files it sets aside, the user hears of it once.
 */
export function openLibrary(folder: vscode.Uri, log: vscode.LogOutputChannel): Library {
  let isTold = false;
  return new Library(folder.fsPath, {
    onUnreadable: (file, error) => {
      log.warn(`Unable to read or watch, skipped: ${file}`, error);
    },
    onSetAside: (file, error) => {
      log.warn(`Moved an invalid record to the 'set-aside' folder: ${file}`, error);
      if (!isTold) void tellOfSetAside(folder, log);
      isTold = true;
    },
  });
}

async function tellOfSetAside(folder: vscode.Uri, log: vscode.LogOutputChannel): Promise<void> {
  const sentence = vscode.l10n.t(
    "Some files in the library are not valid records and were moved to its 'set-aside' folder. If an image is missing, look there.",
  );
  const reveal = revealTitle();
  const open = reveal ?? vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(sentence, open)) !== open) return;
  if (reveal !== undefined) {
    const aside = vscode.Uri.joinPath(folder, 'set-aside');
    await vscode.commands.executeCommand('revealFileInOS', aside);
  } else {
    log.show();
  }
}
