import * as vscode from 'vscode';
import { toPlainText } from '../../untrusted/plainText.ts';

/** The most characters of a path in the question. */
const maxPathCharacters = 300;
/** The folders that the user has confirmed in this window. */
const confirmedFolders = new Set<string>();

/** Asks, once for each folder, whether to save images outside of the workspace, where a link leads to. */
export async function confirmFolder(folder: string): Promise<boolean> {
  if (confirmedFolders.has(folder)) return true;
  const question = vscode.l10n.t(
    'The folder for the image is a link to {0}, which is outside of the workspace.',
    toPlainText(folder, maxPathCharacters),
  );
  const continueLabel = vscode.l10n.t('Continue');
  const choice = await vscode.window.showWarningMessage(question, { modal: true }, continueLabel);
  if (choice !== continueLabel) return false;
  confirmedFolders.add(folder);
  return true;
}
