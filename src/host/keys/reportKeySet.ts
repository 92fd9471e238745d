import * as vscode from 'vscode';
import { formatNumber } from '../format.ts';
import { showInformation } from '../ui/notifications.ts';
import type { EnteredKey } from './apiKeyInput.ts';

/** What the user started when the key was missing. It may be billed, so it has a button. */
export interface NextStep {
  readonly label: string;
  readonly run: () => unknown;
}

/** Shows whether a key that was set works, and offers the next step. */
export async function reportKeySet(entered: EnteredKey, nextStep: NextStep): Promise<void> {
  const choice = await showInformation(formatKeySet(entered), nextStep.label);
  if (choice === nextStep.label) await nextStep.run();
}

function formatKeySet({ provider: { name }, check }: EnteredKey): string {
  if (check.result === 'unknown') {
    return vscode.l10n.t(
      'The API key for {0} is set. It will be checked when you generate the first image.',
      name,
    );
  }
  const { availableQuota } = check;
  return availableQuota === undefined
    ? vscode.l10n.t('The API key for {0} works.', name)
    : vscode.l10n.t(
        'The API key for {0} works. Available quota: {1}',
        name,
        formatNumber(availableQuota),
      );
}
