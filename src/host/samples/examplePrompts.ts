import * as vscode from 'vscode';

/** Prompts for a user who has not generated an image yet. */
export function listExamplePrompts(): string[] {
  return [
    vscode.l10n.t('A lighthouse on a cliff at dawn, in watercolor'),
    vscode.l10n.t('A cup of coffee next to an open laptop, seen from above'),
    vscode.l10n.t('Flat illustration of a rocket that leaves a city at night'),
  ];
}
