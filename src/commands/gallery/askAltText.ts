import * as vscode from 'vscode';
import { askForText } from '../../host/ui/inputBox.ts';

/** Asks for the alt text of an image. `undefined` if the user dismisses the input box. */
export function askAltText(proposal: string): Promise<string | undefined> {
  return askForText(
    {
      title: vscode.l10n.t('Alt Text'),
      prompt: vscode.l10n.t('Describe the image for people who cannot see it.'),
      value: proposal,
    },
    () => undefined,
  );
}
