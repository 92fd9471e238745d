import * as vscode from 'vscode';
import { hasFileManager } from '../host/fileManager.ts';
import type { LibraryDeps } from './library.ts';

/**
 * `jimeng.openLibraryFolder`: in the system's file manager; where that is on another machine than the
 * library, in a window of VS Code.
 */
export async function openLibraryFolder({ library }: LibraryDeps): Promise<void> {
  const { folders } = library;
  const images = vscode.Uri.file(folders.images);
  await vscode.workspace.fs.createDirectory(images);
  if (hasFileManager()) {
    // The file manager opens the folder that this one is in.
    await vscode.commands.executeCommand('revealFileInOS', images);
    return;
  }
  const folder = vscode.Uri.joinPath(images, '..');
  const open = vscode.l10n.t('Open in New Window');
  const copy = vscode.l10n.t('Copy Path');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('The library is on the machine that the extension runs on: {0}', folder.fsPath),
    open,
    copy,
  );
  if (choice === copy) await vscode.env.clipboard.writeText(folder.fsPath);
  if (choice !== open) return;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
