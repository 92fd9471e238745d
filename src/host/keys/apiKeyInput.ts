import * as vscode from 'vscode';
import { normalizeKey, type ApiKey, type Provider } from '../../jimeng/index.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { openUrl } from '../openUrl.ts';
import { createInputBox, createInputButton, setValidationMessage } from '../ui/inputBox.ts';

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

/** Asks for a bearer key. `undefined` if the user dismisses the input box. */
export async function askForApiKey(provider: Provider): Promise<ApiKey | undefined> {
  const title = vscode.l10n.t('API Key for {0}', provider.name);
  const prompt = formatKeyHint(provider);
  const step = { title, prompt, placeholder: 'sk-…', validate: validateKey };
  const token = await showKeyInput(provider, step);
  return typeof token === 'string' ? { kind: 'bearer', token } : undefined;
}

function formatKeyHint({ origin, apiKeyUrl }: Provider): string {
  return vscode.l10n.t(
    'Stored securely and sent only to {0}. Get a key at {1}',
    toPlainText(new URL(origin).host),
    toPlainText(apiKeyUrl),
  );
}

/** Asks for an access key in three steps; the last one is optional. `undefined` if the user dismisses one. */
export async function askForAccessKey(provider: Provider): Promise<ApiKey | undefined> {
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
    else values[index++] = result;
  }
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = values;
  return {
    kind: 'accessKey',
    accessKeyId,
    secretAccessKey,
    ...(sessionToken !== '' && { sessionToken }),
  };
}

interface InputStep {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly validate: (text: string) => string | undefined;
}

const goBack = Symbol('back');

/** Shows a masked input box. Resolves to its text, to `goBack`, or to `undefined` if the user dismisses it. */
function showKeyInput(
  { apiKeyUrl }: Provider,
  { title, prompt, placeholder, validate }: InputStep,
  stepNumber?: number,
  totalSteps?: number,
  value = '',
): Promise<string | typeof goBack | undefined> {
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
      setValidationMessage(input, undefined);
    });
    input.onDidAccept(() => {
      const message = validate(input.value);
      if (message !== undefined) {
        setValidationMessage(input, message);
        return;
      }
      resolve(normalizeKey(input.value));
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
