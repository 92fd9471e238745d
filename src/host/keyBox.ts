import * as vscode from 'vscode';
import type { AccessKey, Provider } from '../jimeng/index.ts';

/** What an HTTP header can carry, without spaces: anything else is a slip of the clipboard. */
const usable = /^[\x21-\x7e]+$/;

/** What is wrong with the text of a key, or of a part of one; `undefined` when it may be one. */
export function keyFault(text: string): string | undefined {
  const key = text.trim();
  if (key === '') return vscode.l10n.t('Enter the key.');
  if (!usable.test(key)) {
    return vscode.l10n.t('The key contains invalid characters. Copy it again.');
  }
  return undefined;
}

/** Asks for a bearer key. `undefined` when the box is dismissed. */
export function askApiKey(provider: Provider): Promise<string | undefined> {
  const title = vscode.l10n.t('API Key for {0}', provider.name);
  const prompt = whereItGoes(provider);
  return step(provider, { title, prompt, placeholder: 'sk-…', fault: keyFault }).then(textOf);
}

function whereItGoes({ origin, keysUrl }: Provider): string {
  return vscode.l10n.t(
    'Stored securely and sent only to {0}. Get a key at {1}',
    new URL(origin).host,
    keysUrl,
  );
}

/** Asks for an access key in steps, of which the last may be left empty. `undefined` when one is dismissed. */
export async function askAccessKey(provider: Provider): Promise<AccessKey | undefined> {
  const { name } = provider;
  const steps: Step[] = [
    {
      title: vscode.l10n.t('Access Key ID for {0}', name),
      prompt: whereItGoes(provider),
      placeholder: 'AKLT…',
      fault: keyFault,
    },
    {
      title: vscode.l10n.t('Secret Access Key for {0}', name),
      prompt: vscode.l10n.t('Stored securely. Used only to sign requests and never sent.'),
      placeholder: '',
      fault: keyFault,
    },
    {
      title: vscode.l10n.t('Session Token for {0}', name),
      prompt: vscode.l10n.t(
        'Only required for temporary keys. Otherwise, leave it empty and press Enter.',
      ),
      placeholder: '',
      fault: (text) => (text.trim() === '' ? undefined : keyFault(text)),
    },
  ];
  const given = ['', '', ''];
  let at = 0;
  for (let current = steps[at]; current; current = steps[at]) {
    const answer = await step(provider, current, at + 1, steps.length, given[at]);
    if (answer === undefined) return undefined;
    if (answer === back) at--;
    else given[at++] = answer;
  }
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = given;
  return { accessKeyId, secretAccessKey, ...(sessionToken !== '' && { sessionToken }) };
}

interface Step {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly fault: (text: string) => string | undefined;
}

const back = Symbol('back');

function textOf(answer: string | typeof back | undefined): string | undefined {
  return answer === back ? undefined : answer;
}

/** Shows one masked box. Resolves to its text, to `back`, or to `undefined` when it is dismissed. */
function step(
  { keysUrl }: Provider,
  { title, prompt, placeholder, fault }: Step,
  number?: number,
  total?: number,
  value = '',
): Promise<string | typeof back | undefined> {
  const box = vscode.window.createInputBox();
  const getKey: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: vscode.l10n.t('Get a key at {0}', keysUrl),
  };
  box.title = title;
  box.prompt = prompt;
  box.placeholder = placeholder;
  box.value = value;
  box.step = number;
  box.totalSteps = total;
  box.password = true;
  // A visit to the provider's page in the browser must not close the box.
  box.ignoreFocusOut = true;
  const isLater = number !== undefined && number > 1;
  box.buttons = isLater ? [vscode.QuickInputButtons.Back, getKey] : [getKey];

  return new Promise((resolve) => {
    box.onDidTriggerButton((button) => {
      if (button === getKey) {
        void vscode.env.openExternal(vscode.Uri.parse(keysUrl));
        return;
      }
      resolve(back);
      box.hide();
    });
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      const message = fault(box.value);
      if (message !== undefined) {
        box.validationMessage = message;
        return;
      }
      resolve(box.value.trim());
      box.hide();
    });
    box.onDidHide(() => {
      resolve(undefined);
      box.dispose();
    });
    box.show();
  });
}
