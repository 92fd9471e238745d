import { posix } from 'node:path';
import * as vscode from 'vscode';
import { readInsertSettings } from '../../host/settings/settings.ts';
import { reportInvalidSettings } from '../../host/settings/settingsCheck.ts';
import { askForText } from '../../host/ui/inputBox.ts';
import type { InsertOptions, Step } from '../../insert/index.ts';
import { confirmFolder } from './confirmFolder.ts';

/** The settings of insertions, and what the user is asked. */
export const insertOptions: InsertOptions = {
  readSettings: (document) => {
    reportInvalidSettings(document);
    return readInsertSettings(document);
  },
  confirmFolder,
  askAltText: (proposal, step) =>
    askForText(
      {
        title: formatTitle(vscode.l10n.t('Alt Text'), step),
        prompt: vscode.l10n.t('Describe the image for people who cannot see it.'),
        value: proposal,
      },
      () => undefined,
    ),
  askFileName: (proposal, step) =>
    askForText(
      {
        title: formatTitle(vscode.l10n.t('File Name'), step),
        prompt: vscode.l10n.t('Enter the name of the image file.'),
        value: proposal,
        // As VS Code does when a file is renamed.
        valueSelection: [0, posix.parse(proposal).name.length],
      },
      (name) => (name.trim() === '' ? vscode.l10n.t('Enter a name.') : undefined),
    ),
};

/** A title with the number of the image, as in VS Code's inputs of several steps. */
function formatTitle(title: string, { number, count }: Step): string {
  return count === 1 ? title : `${title} (${number}/${count})`;
}
