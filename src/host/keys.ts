import * as vscode from 'vscode';
import type { Provider } from '../jimeng/index.ts';

/** What an HTTP header can carry, without spaces: anything else is a slip of the clipboard. */
const usable = /^[\x21-\x7e]+$/;

/** The API keys, one for each provider's origin. They are in SecretStorage and nowhere else. */
export class Keys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async get(provider: Provider): Promise<string | undefined> {
    return this.#secrets.get(nameOf(provider));
  }

  /** @throws Error with a sentence for the user when the text cannot be a key. */
  async set(provider: Provider, key: string): Promise<void> {
    const fault = keyFault(key);
    if (fault) throw new Error(fault);
    await this.#secrets.store(nameOf(provider), key.trim());
  }

  async clear(provider: Provider): Promise<void> {
    await this.#secrets.delete(nameOf(provider));
  }

  /** Asks for a key in a masked box and stores it. `undefined` when the box is dismissed. */
  async ask(provider: Provider): Promise<string | undefined> {
    const key = await showKeyBox(provider);
    if (key === undefined) return undefined;
    await this.set(provider, key);
    return key;
  }
}

function nameOf(provider: Provider): string {
  return `apiKey:${provider.origin}`;
}

function keyFault(text: string): string | undefined {
  const key = text.trim();
  if (key === '') return vscode.l10n.t('Enter an API key.');
  if (!usable.test(key)) {
    return vscode.l10n.t('An API key has no spaces and only plain characters. Copy it again.');
  }
  return undefined;
}

function showKeyBox(provider: Provider): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  const getKey: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('link-external'),
    tooltip: vscode.l10n.t('Get a key at {0}', provider.keysUrl),
  };
  box.title = vscode.l10n.t('API Key for {0}', provider.name);
  box.prompt = vscode.l10n.t(
    'Stored in the secret storage of VS Code and sent to {0} only. No key yet? Get one at {1}',
    new URL(provider.origin).host,
    provider.keysUrl,
  );
  box.placeholder = 'sk-…';
  box.password = true;
  // A visit to the provider's page in the browser must not close the box.
  box.ignoreFocusOut = true;
  box.buttons = [getKey];

  return new Promise((resolve) => {
    box.onDidTriggerButton(() => {
      void vscode.env.openExternal(vscode.Uri.parse(provider.keysUrl));
    });
    box.onDidChangeValue(() => {
      box.validationMessage = undefined;
    });
    box.onDidAccept(() => {
      const fault = keyFault(box.value);
      if (fault) {
        box.validationMessage = fault;
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
