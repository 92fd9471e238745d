import * as vscode from 'vscode';

/** Whether the system's file manager shows this machine's files: not in a remote window, nor in a browser. */
export function canRevealInOS(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
}
