import * as vscode from 'vscode';
import { maxPathCharacters } from '../untrusted/limits.ts';
import { toPlainText } from '../untrusted/plainText.ts';
import { copyText } from './copyText.ts';
import { showError } from './ui/notifications.ts';

/** Opens a web page in the browser. If that fails, offers to copy its URL. Never rejects. */
export async function openUrl(url: string): Promise<void> {
  const isOpen = await Promise.resolve(vscode.env.openExternal(vscode.Uri.parse(url))).catch(
    () => undefined,
  );
  // `false` means that the user declined in the dialog of VS Code.
  if (isOpen !== undefined) return;
  const copy = vscode.l10n.t('Copy URL');
  const message = vscode.l10n.t(
    'Unable to open the browser. Copy the URL instead: {0}',
    toPlainText(url, maxPathCharacters),
  );
  if ((await showError(message, copy)) !== copy) return;
  await copyText(url, vscode.l10n.t('URL copied'));
}
