import * as vscode from 'vscode';
import { confirm } from '../../host/ui/notifications.ts';
import { maxPathCharacters } from '../../untrusted/limits.ts';
import { toPlainText } from '../../untrusted/plainText.ts';

/** The folders that the user has confirmed in this window. */
const confirmedFolders = new Set<string>();

/** Asks, once for each folder, whether to save images outside of the workspace: a setting, or a link, leads there. */
export async function confirmFolder(folder: string): Promise<boolean> {
  if (confirmedFolders.has(folder)) return true;
  const question = vscode.l10n.t(
    'The folder {0} is outside of the workspace. Do you want to save the image there?',
    toPlainText(folder, maxPathCharacters),
  );
  if (!(await confirm(question, vscode.l10n.t('Save')))) return false;
  confirmedFolders.add(folder);
  return true;
}
