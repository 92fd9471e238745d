import * as vscode from 'vscode';
import { normalizeKey, type ApiKey, type KeyCheck, type Provider } from '../../jimeng/index.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { openUrl } from '../openUrl.ts';
import { createInputBox, createInputButton, setValidationMessage } from '../ui/inputBox.ts';

/** Checks a key by a call that is not billed. Never rejects. */
export type CheckApiKey = (provider: Provider, key: ApiKey) => Promise<KeyCheck>;

/** The check of a key that its provider does not reject. */
type PassedCheck = Exclude<KeyCheck, { result: 'rejected' }>;

/** A key that the user has entered. */
export interface EnteredKey {
  readonly provider: Provider;
  readonly key: ApiKey;
  readonly check: PassedCheck;
}

/** Characters of an HTTP header without spaces. Anything else was copied by mistake. */
const validKeyPattern = /^[\x21-\x7e]+$/;

/** Why a text cannot be a key, or a part of an access key. `undefined` if it can be. */
export function validateKey(text: string): string | undefined {
  const key = normalizeKey(text);
  if (key === '') return vscode.l10n.t('Enter the key.');
  if (!validKeyPattern.test(key)) {
    return vscode.l10n.t('The key contains invalid characters. Copy it again.');
  }
  return undefined;
}

/**
 * Asks for a bearer key until the provider does not reject it. `undefined` if the user dismisses the
 * input box.
 */
export async function askForApiKey(
  provider: Provider,
  checkApiKey: CheckApiKey,
): Promise<EnteredKey | undefined> {
  const title = vscode.l10n.t('API Key for {0}', provider.name);
  const prompt = formatKeyHint(provider);
  const toKey = (token: string): ApiKey => ({ kind: 'bearer', token });
  const step = {
    title,
    prompt,
    placeholder: 'sk-…',
    validate: validateKey,
    check: (token: string) => checkApiKey(provider, toKey(token)),
  };
  const input = await showKeyInput(provider, step);
  if (input === undefined || input === goBack) return undefined;
  return { provider, key: toKey(input.text), check: input.check };
}

function formatKeyHint({ origin, apiKeyUrl }: Provider): string {
  return vscode.l10n.t(
    'Stored securely and sent only to {0}. Get a key at {1}',
    toPlainText(new URL(origin).host),
    toPlainText(apiKeyUrl),
  );
}

/** Asks for an access key in three steps; the last one is optional. `undefined` if the user dismisses one. */
export async function askForAccessKey(provider: Provider): Promise<EnteredKey | undefined> {
  const { name } = provider;
  const steps: InputStep[] = [
    {
      title: vscode.l10n.t('Access Key ID for {0}', name),
      prompt: formatKeyHint(provider),
      placeholder: 'AKLT…',
      validate: validateKey,
    },
    {
      title: vscode.l10n.t('Secret Access Key for {0}', name),
      prompt: vscode.l10n.t('Stored securely. Used only to sign requests and never sent.'),
      placeholder: '',
      validate: validateKey,
    },
    {
      title: vscode.l10n.t('Session Token for {0}', name),
      prompt: vscode.l10n.t(
        'Only required for temporary keys. Otherwise, leave it empty and press Enter.',
      ),
      placeholder: '',
      validate: (text) => (normalizeKey(text) === '' ? undefined : validateKey(text)),
    },
  ];
  const values = ['', '', ''];
  let index = 0;
  for (let inputStep = steps[index]; inputStep; inputStep = steps[index]) {
    const result = await showKeyInput(provider, inputStep, index + 1, steps.length, values[index]);
    if (result === undefined) return undefined;
    if (result === goBack) index--;
    else values[index++] = result.text;
  }
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = values;
  const key: ApiKey = {
    kind: 'accessKey',
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== '' && { sessionToken }),
  };
  return { provider, key, check: { result: 'unknown' } };
}

interface InputStep {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly validate: (text: string) => string | undefined;
  /** The input box stays open meanwhile, and if the key is rejected. */
  readonly check?: (text: string) => Promise<KeyCheck>;
}

/** The text of an input box. */
interface KeyInput {
  readonly text: string;
  readonly check: PassedCheck;
}

const goBack = Symbol('back');

/** Shows a masked input box. Resolves to what was entered, to `goBack`, or to `undefined` if the user dismisses it. */
function showKeyInput(
  { apiKeyUrl, name }: Provider,
  { title, prompt, placeholder, validate, check }: InputStep,
  stepNumber?: number,
  totalSteps?: number,
  value = '',
): Promise<KeyInput | typeof goBack | undefined> {
  // It stays open when the provider's page opens in the browser.
  const input = createInputBox({ title, prompt, placeholder });
  const getKeyButton = createInputButton(
    'link-external',
    vscode.l10n.t('Get a key at {0}', toPlainText(apiKeyUrl)),
  );
  // A user who has no account at this provider may have one at another.
  const selectProviderButton = createInputButton(
    'arrow-swap',
    vscode.l10n.t('Select Another Provider…'),
  );
  input.value = value;
  input.step = stepNumber;
  input.totalSteps = totalSteps;
  input.password = true;
  const hasPreviousStep = stepNumber !== undefined && stepNumber > 1;
  const ownButtons = [selectProviderButton, getKeyButton];
  input.buttons = hasPreviousStep ? [vscode.QuickInputButtons.Back, ...ownButtons] : ownButtons;

  /** The check that is running: not one of a text that has changed since. */
  let runningCheck: object | undefined;
  const cancelCheck = () => {
    runningCheck = undefined;
    input.busy = false;
  };
  /** `undefined` if the key is rejected, or if the check was canceled. */
  const runCheck = async (text: string): Promise<PassedCheck | undefined> => {
    if (!check) return { result: 'unknown' };
    const thisCheck = (runningCheck = {});
    input.busy = true;
    const { Info } = vscode.InputBoxValidationSeverity;
    setValidationMessage(input, vscode.l10n.t('Checking the API key…'), Info);
    const result = await check(text);
    if (runningCheck !== thisCheck) return undefined;
    cancelCheck();
    if (result.result !== 'rejected') return result;
    // The next key that is typed or pasted replaces it.
    input.valueSelection = [0, input.value.length];
    setValidationMessage(
      input,
      vscode.l10n.t('{0} rejected the API key. Check the key and try again.', name),
    );
    return undefined;
  };

  return new Promise((resolve) => {
    input.onDidTriggerButton((button) => {
      if (button === getKeyButton) {
        void openUrl(apiKeyUrl);
        return;
      }
      if (button !== selectProviderButton) resolve(goBack);
      input.hide();
      if (button === selectProviderButton)
        void vscode.commands.executeCommand('jimeng.selectProvider');
    });
    input.onDidChangeValue(() => {
      cancelCheck();
      setValidationMessage(input, undefined);
    });
    input.onDidAccept(() => {
      if (runningCheck) return;
      const message = validate(input.value);
      if (message !== undefined) {
        setValidationMessage(input, message);
        return;
      }
      const text = normalizeKey(input.value);
      void runCheck(text).then((passedCheck) => {
        if (!passedCheck) return;
        resolve({ text, check: passedCheck });
        input.hide();
      });
    });
    input.onDidHide(() => {
      cancelCheck();
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
