import * as vscode from 'vscode';
import { showStatusMessage } from './statusMessage.ts';

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
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The clipboard is not available. Close other programs that use it and try again.',
      ),
    );
  }
}
