import * as vscode from 'vscode';
import type { Failure, Provider } from '../jimeng/index.ts';
import type { ApiKeyStore } from './apiKeyStore.ts';
import type { PromptInput } from './promptInput.ts';
import { openSettings } from './settings.ts';
import { formatActionLabel, type FailureAction } from './messages/buttons.ts';
import { formatFailure, formatUnexpectedError } from './messages/failures.ts';

/** What the buttons of a failure notification need. */
export interface FailureActionServices {
  readonly apiKeys: ApiKeyStore;
  readonly promptInput: PromptInput;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Shows a failure, and runs the action whose button the user chooses.
 * @param provider undefined if it is missing or invalid
 * @param prompt kept as a draft if the user chooses to edit it
 * @param retry starts the generation again
 */
export async function showFailure(
  failure: Failure,
  provider: Provider | undefined,
  prompt: string,
  services: FailureActionServices,
  retry: () => Promise<unknown>,
): Promise<void> {
  const name = provider?.name ?? '';
  const { text, actions } = formatFailure(failure, name);
  const buttons = new Map(actions.map((action) => [formatActionLabel(action, name), action]));
  const choice = await vscode.window.showErrorMessage(text, ...buttons.keys());
  const chosenAction = choice === undefined ? undefined : buttons.get(choice);
  if (chosenAction) await runFailureAction(chosenAction, services, provider, prompt, retry);
}

/** Logs an error that is a bug in this extension, and shows that it occurred. */
export function reportUnexpectedError(error: unknown, log: vscode.LogOutputChannel): void {
  log.error(error instanceof Error ? error : String(error));
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window.showErrorMessage(formatUnexpectedError(), showLog).then((choice) => {
    if (choice === showLog) log.show();
  });
}

async function runFailureAction(
  action: FailureAction,
  { apiKeys, promptInput, log }: FailureActionServices,
  provider: Provider | undefined,
  prompt: string,
  retry: () => Promise<unknown>,
): Promise<void> {
  switch (action) {
    case 'setApiKey':
      if (provider && (await apiKeys.askForKey(provider))) await retry();
      break;
    case 'openProviderWebsite':
      if (provider) await vscode.env.openExternal(vscode.Uri.parse(provider.apiKeyUrl));
      break;
    case 'selectProvider':
      await vscode.commands.executeCommand('jimeng.selectProvider');
      break;
    case 'editPrompt':
      await promptInput.saveDraft(prompt);
      await vscode.commands.executeCommand('jimeng.generate');
      break;
    case 'retry':
    case 'keepWaiting':
    case 'retryDownload':
      await retry();
      break;
    case 'openSettings':
      await openSettings('jimeng.');
      break;
    case 'openProviderSettings':
      await openSettings('jimeng.customProvider');
      break;
    case 'openProxySettings':
      await openSettings('http.proxy');
      break;
    case 'showLog':
      log.show();
      break;
  }
}
