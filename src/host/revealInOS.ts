import * as vscode from 'vscode';

/** Whether the system's file manager shows this machine's files: not in a remote window, nor in a browser. */
export function canRevealInOS(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
}

/** What VS Code calls revealing a file on this platform; `undefined` where it cannot be revealed. */
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
