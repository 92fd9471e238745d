import * as vscode from 'vscode';
import { showError } from './ui/notifications.ts';
import { showStatusMessage } from './ui/statusBar.ts';

/**
 * Copies a text to the clipboard, and shows `confirmation` in the status bar. Reports a clipboard
 * that is not available, as on Linux without a display. Never rejects.
 */
export async function copyText(text: string, confirmation: string): Promise<void> {
  if (text === '') return;
  try {
    await vscode.env.clipboard.writeText(text);
    showStatusMessage(confirmation);
  } catch {
    void showError(
      vscode.l10n.t(
        'The clipboard is not available. Close other programs that use it and try again.',
      ),
    );
  }
}
