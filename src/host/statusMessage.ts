import * as vscode from 'vscode';

const statusMessageMs = 2000;

/** Confirms an action in the status bar for a short time. */
export function showStatusMessage(text: string): void {
  vscode.window.setStatusBarMessage(text, statusMessageMs);
}
