import * as vscode from 'vscode';
import { readInsertSettings } from '../../host/settings/settings.ts';
import { askForText } from '../../host/ui/inputBox.ts';
import type { InsertOptions } from '../../insert/index.ts';
import { confirmFolder } from './confirmFolder.ts';

/** The settings of insertions, and what the user is asked. */
export const insertOptions: InsertOptions = {
  readSettings: readInsertSettings,
  confirmFolder,
  askAltText: (proposal) =>
    askForText(
      {
        title: vscode.l10n.t('Alt Text'),
        prompt: vscode.l10n.t('Describe the image for people who cannot see it.'),
        value: proposal,
      },
      () => undefined,
    ),
  askFileName: (proposal) =>
    askForText(
      {
        title: vscode.l10n.t('File Name'),
        prompt: vscode.l10n.t('Enter the name of the image file.'),
        value: proposal,
      },
      (name) => (name.trim() === '' ? vscode.l10n.t('Enter a name.') : undefined),
    ),
};
