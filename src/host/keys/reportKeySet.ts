import * as vscode from 'vscode';
import type { ApiKey, KeyCheck, Provider } from '../../jimeng/index.ts';
import { formatNumber } from '../format.ts';
import { formatFailure } from '../messages/failures.ts';
import { showError, showInformation } from '../ui/notifications.ts';
import { showStatusBarProgress } from '../ui/progress.ts';

/** Checks a key by a call that is not billed. Never rejects. */
export type CheckApiKey = (provider: Provider, key: ApiKey) => Promise<KeyCheck>;

/** What the user started when the key was missing. It may be billed, so it has a button. */
export interface NextStep {
  readonly label: string;
  readonly run: () => unknown;
}

/** How to go on after a key was set. */
export interface KeySetOptions {
  readonly checkApiKey: CheckApiKey;
  readonly nextStep: NextStep;
  /** Asks for another key, if this one is rejected. */
  readonly setAgain: () => unknown;
}

/** Tries a key that was set, shows whether it works, and offers the next step. */
export async function reportKeySet(
  provider: Provider,
  key: ApiKey,
  { checkApiKey, nextStep, setAgain }: KeySetOptions,
): Promise<void> {
  const check = await showStatusBarProgress(vscode.l10n.t('Checking the API key…'), () =>
    checkApiKey(provider, key),
  );
  if (check.result === 'rejected') {
    const setLabel = vscode.l10n.t('Set API Key…');
    const message = formatFailure({ kind: 'authentication' }, provider.name);
    if ((await showError(message, setLabel)) === setLabel) await setAgain();
    return;
  }
  const choice = await showInformation(formatKeySet(provider, check), nextStep.label);
  if (choice === nextStep.label) await nextStep.run();
}

function formatKeySet(
  { name }: Provider,
  check: Exclude<KeyCheck, { result: 'rejected' }>,
): string {
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
