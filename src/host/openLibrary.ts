import * as vscode from 'vscode';
import { Library } from '../library/library.ts';
import { canRevealInOS } from './revealInOS.ts';

/**
 * The library in the extension's global storage. Nothing is read or made until it is first asked.
 * However many files it sets aside, the user hears of it once.
 */
export function openLibrary(folder: vscode.Uri, log: vscode.LogOutputChannel): Library {
  let hasWarned = false;
  return new Library(folder.fsPath, {
    onUnreadable: (file, error) => {
      log.warn(`Cannot be read or watched, and is left alone: ${file}`, error);
    },
    onQuarantine: (file, error) => {
      log.warn(`Was no record, and is now out of the way: ${file}`, error);
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
    'The gallery found files among its records that are no records, and has set them aside in the library’s folder. If a picture is missing, look for it there.',
  );
  const canReveal = canRevealInOS();
  const actionLabel = canReveal ? vscode.l10n.t('Open Folder') : vscode.l10n.t('Show Log');
  if ((await vscode.window.showWarningMessage(message, actionLabel)) !== actionLabel) return;
  if (canReveal) {
    const quarantineFolder = vscode.Uri.joinPath(folder, 'set-aside');
    await vscode.commands.executeCommand('revealFileInOS', quarantineFolder);
  } else {
    log.show();
  }
}
