import * as vscode from 'vscode';

/** Whether the system's file manager can show files of this machine: not in a remote window or a browser. */
export function canRevealInOS(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
}

/** The title of VS Code's command that reveals a file, by platform. `undefined` if files cannot be revealed. */
export function revealTitle(): string | undefined {
  if (!canRevealInOS()) return undefined;
  switch (process.platform) {
    case 'win32':
      return vscode.l10n.t('Reveal in File Explorer');
    case 'darwin':
      return vscode.l10n.t('Reveal in Finder');
    default:
      return vscode.l10n.t('Open Containing Folder');
  }
}

/** Selects a file or folder in the system's file manager. */
export async function revealInOS(uri: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('revealFileInOS', uri);
}
