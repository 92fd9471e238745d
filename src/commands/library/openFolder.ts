import * as vscode from 'vscode';
import { copyText } from '../../host/copyText.ts';
import { canRevealInOS, revealInOS } from '../../host/revealInOS.ts';
import { showInformation } from '../../host/ui/notifications.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import type { Services } from '../services.ts';

/**
 * `jimeng.openLibraryFolder`: opens the folder in the system's file manager, or in a new window of
 * VS Code if the library is on a remote machine.
 */
export async function openLibraryFolder({ library }: Pick<Services, 'library'>): Promise<void> {
  const { folders } = library;
  const imagesFolder = vscode.Uri.file(folders.images);
  await vscode.workspace.fs.createDirectory(imagesFolder);
  if (canRevealInOS()) {
    // The file manager shows the parent folder, with this one selected.
    await revealInOS(imagesFolder);
    return;
  }
  const folder = vscode.Uri.joinPath(imagesFolder, '..');
  const openLabel = vscode.l10n.t('Open in New Window');
  const copyLabel = vscode.l10n.t('Copy Path');
  const choice = await showInformation(
    vscode.l10n.t(
      'The library is on the machine that the extension runs on: {0}',
      toPlainText(folder.fsPath, maxPathCharacters),
    ),
    openLabel,
    copyLabel,
  );
  if (choice === copyLabel) await copyText(folder.fsPath, vscode.l10n.t('Path copied'));
  if (choice !== openLabel) return;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
