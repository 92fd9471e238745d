import * as vscode from 'vscode';
import { JimengError, type Failure, type Provider } from '../jimeng/index.ts';
import type { EnteredKey } from './keys/apiKeyInput.ts';
import type { ApiKeyStore } from './keys/apiKeyStore.ts';
import { markReported, reportError } from './errorReport.ts';
import { reportKeySet, type NextStep } from './keys/reportKeySet.ts';
import { locationSetting } from './library/readLocation.ts';
import { openUrl } from './openUrl.ts';
import type { PromptInput } from './promptInput.ts';
import { openSettings } from './settings/settings.ts';
import { findSettingName } from './settings/settingsSchema.ts';
import { formatActionLabel } from './messages/buttons.ts';
import { listFailureActions, type FailureAction } from './messages/failureActions.ts';
import { formatFailure } from './messages/failures.ts';
import type { Log } from './ui/log.ts';
import { showError } from './ui/notifications.ts';

/** What the buttons of a failure notification need. */
export interface FailureActionServices {
  readonly apiKeys: ApiKeyStore;
  readonly promptInput: PromptInput;
  readonly log: Log;
}

/** A failure, and what its buttons work with. */
export interface FailureReport {
  readonly failure: Failure;
  /** `undefined` if it is missing or invalid. */
  readonly provider: Provider | undefined;
  /** Kept as a draft if the user chooses to edit it. */
  readonly prompt: string;
  /** Missing if it could be billed twice. */
  readonly retry?: () => Promise<unknown>;
  /** Like `retry`, when a key was set; does not submit again what was submitted since the failure. */
  readonly retryWithKey?: () => Promise<unknown>;
  /** Starts a new generation, which is billed. Missing if the prompt is unknown. */
  readonly generateAgain?: () => Promise<unknown>;
}

/** Shows a failure like `showFailure`. Returns the error to throw, which is not shown again. */
export function reportFailure(report: FailureReport, services: FailureActionServices): JimengError {
  showFailure(report, services);
  return markReported(new JimengError(report.failure));
}

/** Shows a failure, and runs the action whose button the user chooses. */
export function showFailure(report: FailureReport, services: FailureActionServices): void {
  showChoice(report, services).catch((error: unknown) => {
    reportError(error, services.log);
  });
}

async function showChoice(report: FailureReport, services: FailureActionServices): Promise<void> {
  const { failure, provider, retry, generateAgain } = report;
  const name = provider?.name ?? '';
  const actions = listFailureActions(failure, {
    canRetry: retry !== undefined,
    isRepeatable: generateAgain !== undefined,
  });
  const buttons = new Map(actions.map((action) => [formatActionLabel(action, name), action]));
  const text = formatFailure(failure, name, retry !== undefined);
  const choice = await showError(text, ...buttons.keys());
  const chosenAction = choice === undefined ? undefined : buttons.get(choice);
  if (chosenAction) await runFailureAction(chosenAction, report, services);
}

/** Asks for a key, stores it, and offers the next step: by default, to generate an image. */
export async function setApiKey(
  provider: Provider,
  services: FailureActionServices,
  nextStep?: NextStep,
): Promise<void> {
  const ask = () => services.apiKeys.askForKey(provider);
  await withKeyStore(provider, services, ask, (entered) => {
    if (entered) offerNextStep(entered, services, nextStep);
  });
}

/** Shows whether a key that was set works, and offers the next step: by default, to generate an image. */
export function offerNextStep(
  entered: EnteredKey,
  services: FailureActionServices,
  nextStep: NextStep = {
    label: vscode.l10n.t('Generate Image…'),
    run: () => vscode.commands.executeCommand('jimeng.generate'),
  },
): void {
  reportKeySet(entered, nextStep).catch((error: unknown) => {
    reportError(error, services.log);
  });
}

/**
 * Runs what uses the key store. If that fails, reports it, with a way to try again.
 * @param onDone called with the result
 */
export async function withKeyStore<T>(
  provider: Provider,
  services: FailureActionServices,
  run: () => Promise<T>,
  onDone?: (result: T) => unknown,
): Promise<void> {
  let result: T;
  try {
    result = await run();
  } catch (error) {
    const failure = error instanceof JimengError ? error.failure : undefined;
    if (failure?.kind !== 'keyStore') throw error;
    const retry = () => withKeyStore(provider, services, run, onDone);
    showFailure({ failure, provider, prompt: '', retry }, services);
    return;
  }
  await onDone?.(result);
}

/** Runs the action of a button of a failure. */
export async function runFailureAction(
  action: FailureAction,
  { failure, provider, prompt, retry, retryWithKey, generateAgain }: FailureReport,
  services: FailureActionServices,
): Promise<void> {
  switch (action) {
    case 'setApiKey':
      if (provider) {
        const label = vscode.l10n.t('Generate Image');
        await setApiKey(provider, services, retryWithKey && { label, run: retryWithKey });
      }
      break;
    case 'openProviderWebsite':
      if (provider) await openUrl(provider.apiKeyUrl);
      break;
    case 'selectProvider':
      await vscode.commands.executeCommand('jimeng.selectProvider');
      break;
    case 'queryTask':
      await vscode.commands.executeCommand('jimeng.queryTask');
      break;
    case 'editPrompt':
      services.promptInput.editPrompt(prompt);
      await vscode.commands.executeCommand('jimeng.generate');
      break;
    case 'retry':
    case 'keepWaiting':
    case 'retryDownload':
      await retry?.();
      break;
    case 'generateAgain':
    case 'generateAgainMaybeBilled':
      await generateAgain?.();
      break;
    case 'openSettings':
      await openSettings(`jimeng.${findInvalidSetting(failure)}`);
      break;
    case 'openProviderSettings':
      await openSettings('jimeng.customProvider');
      break;
    case 'openProxySettings':
      await openSettings('http.proxy');
      break;
    case 'openLibrarySettings':
      await openSettings(`jimeng.${locationSetting}`);
      break;
    case 'showLog':
      services.log.show();
      break;
  }
}

/** The first setting that a failure is about. Empty if it is about none. */
function findInvalidSetting(failure: Failure): string {
  if (failure.kind !== 'request') return '';
  const fault = failure.faults.find(({ fault }) => fault === 'settingInvalid');
  return fault?.fault === 'settingInvalid' ? findSettingName(fault.setting) : '';
}
