import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Keys } from '../host/keys.ts';
import { providerOf, readSettings, setProvider } from '../host/settings.ts';
import { providerIds, type Provider } from '../jimeng/index.ts';

const setKeyArgument = v.object({ provider: v.picklist(providerIds), key: v.string() });

/** `jimeng.setApiKey`, `jimeng.clearApiKey` and `jimeng.selectProvider`. */
export function registerKeys(keys: Keys): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('jimeng.setApiKey', (argument?: unknown) =>
      setApiKey(keys, argument),
    ),
    vscode.commands.registerCommand('jimeng.clearApiKey', () => clearApiKey(keys)),
    vscode.commands.registerCommand('jimeng.selectProvider', () => selectProvider(keys)),
  );
}

async function setApiKey(keys: Keys, argument: unknown): Promise<void> {
  const given = v.safeParse(setKeyArgument, argument);
  if (given.success) {
    await keys.set(providerOf(given.output.provider), given.output.key);
    return;
  }
  const provider = providerOf(readSettings().provider);
  if (await keys.ask(provider)) {
    const sentence = vscode.l10n.t('The API key for {0} is set.', provider.name);
    void vscode.window.showInformationMessage(sentence);
  }
}

async function clearApiKey(keys: Keys): Promise<void> {
  const provider = providerOf(readSettings().provider);
  if (!(await keys.get(provider))) {
    const sentence = vscode.l10n.t('There is no API key for {0}.', provider.name);
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  const clear = vscode.l10n.t('Clear API Key');
  const question = vscode.l10n.t('Clear the API key for {0}?', provider.name);
  const choice = await vscode.window.showWarningMessage(question, { modal: true }, clear);
  if (choice === clear) await keys.clear(provider);
}

async function selectProvider(keys: Keys): Promise<void> {
  const current = readSettings().provider;
  const items = await Promise.all(providerIds.map((id) => itemOf(providerOf(id), keys, current)));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select Provider'),
    placeHolder: vscode.l10n.t('The service that makes the pictures'),
  });
  if (!chosen) return;
  await setProvider(chosen.provider.id);
  if (!(await keys.get(chosen.provider))) await keys.ask(chosen.provider);
}

async function itemOf(
  provider: Provider,
  keys: Keys,
  current: string,
): Promise<vscode.QuickPickItem & { provider: Provider }> {
  const hasKey = (await keys.get(provider)) !== undefined;
  return {
    provider,
    label: provider.name,
    iconPath: new vscode.ThemeIcon(provider.id === current ? 'check' : 'blank'),
    description: hasKey ? vscode.l10n.t('API key set') : vscode.l10n.t('no API key yet'),
    detail: new URL(provider.origin).host,
  };
}
