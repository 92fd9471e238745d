import * as vscode from 'vscode';
import { canRevealInOS, revealInOS } from '../../host/revealInOS.ts';
import type { Services } from '../services.ts';

/**
 * `jimeng.openLibraryFolder`: in the system's file manager; where that is on another machine than the
 * library, in a window of VS Code.
 */
export async function openLibraryFolder({ library }: Pick<Services, 'library'>): Promise<void> {
  const { folders } = library;
  const imagesFolder = vscode.Uri.file(folders.images);
  await vscode.workspace.fs.createDirectory(imagesFolder);
  if (canRevealInOS()) {
    // The file manager opens the folder that this one is in.
    await revealInOS(imagesFolder);
    return;
  }
  const folder = vscode.Uri.joinPath(imagesFolder, '..');
  const openLabel = vscode.l10n.t('Open in New Window');
  const copyLabel = vscode.l10n.t('Copy Path');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('The library is on the machine that the extension runs on: {0}', folder.fsPath),
    openLabel,
    copyLabel,
  );
  if (choice === copyLabel) await vscode.env.clipboard.writeText(folder.fsPath);
  if (choice !== openLabel) return;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
