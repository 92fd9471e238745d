import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Generator } from '../host/generator.ts';
import type { Keys } from '../host/keys.ts';
import { providerItem, type ProviderItem } from '../host/providerItem.ts';
import { openSettings, readSettings, setProvider } from '../host/settings.ts';
import { tell } from '../host/words.ts';
import { accessKeySchema, JimengError, providerIds } from '../jimeng/index.ts';

export interface KeysDeps {
  readonly keys: Keys;
  readonly generator: Generator;
}

const setKeyArgument = v.object({
  provider: v.picklist(providerIds),
  key: v.union([v.string(), accessKeySchema]),
});

/** `jimeng.setApiKey`, `jimeng.clearApiKey` and `jimeng.selectProvider`. */
export function registerKeys(deps: KeysDeps): vscode.Disposable {
  const command = (id: string, run: (deps: KeysDeps, argument?: unknown) => Promise<void>) =>
    vscode.commands.registerCommand(id, async (argument?: unknown) => {
      try {
        await run(deps, argument);
      } catch (error) {
        if (!(error instanceof JimengError)) throw error;
        // The user has been told of this one; only a caller can use it a second time.
        if (argument !== undefined) throw new Error(tell(error.failure, '').sentence);
      }
    });
  return vscode.Disposable.from(
    command('jimeng.setApiKey', setApiKey),
    command('jimeng.clearApiKey', clearApiKey),
    command('jimeng.selectProvider', selectProvider),
  );
}

async function setApiKey({ keys, generator }: KeysDeps, argument: unknown): Promise<void> {
  const given = v.safeParse(setKeyArgument, argument);
  if (given.success) {
    await keys.set(generator.providerNow(given.output.provider), given.output.key);
    return;
  }
  const provider = generator.providerNow();
  if (await keys.ask(provider)) {
    const sentence = vscode.l10n.t('The API key for {0} is set.', provider.name);
    void vscode.window.showInformationMessage(sentence);
  }
}

async function clearApiKey({ keys, generator }: KeysDeps): Promise<void> {
  const provider = generator.providerNow();
  if (!(await keys.get(provider))) {
    const sentence = vscode.l10n.t('No API key is set for {0}.', provider.name);
    void vscode.window.showInformationMessage(sentence);
    return;
  }
  const clear = vscode.l10n.t('Clear API Key');
  const question = vscode.l10n.t(
    'Are you sure you want to clear the API key for {0}?',
    provider.name,
  );
  const choice = await vscode.window.showWarningMessage(question, { modal: true }, clear);
  if (choice === clear) await keys.clear(provider);
}

async function selectProvider({ keys }: KeysDeps): Promise<void> {
  const current = readSettings().provider;
  const items = await Promise.all(providerIds.map((id) => itemOf(providerItem(id), keys, current)));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select Provider'),
    placeHolder: vscode.l10n.t('Select the service used to generate images'),
  });
  if (!chosen) return;
  await setProvider(chosen.id);
  if (!chosen.provider) await openSettings('jimeng.customProvider');
  else if (!(await keys.get(chosen.provider))) await keys.ask(chosen.provider);
}

async function itemOf(item: ProviderItem, keys: Keys, current: string): Promise<ProviderItem> {
  const { id, provider } = item;
  const hasKey = provider && (await keys.get(provider)) !== undefined;
  return {
    ...item,
    iconPath: new vscode.ThemeIcon(id === current ? 'check' : 'blank'),
    ...(provider && {
      description: hasKey ? vscode.l10n.t('API key set') : vscode.l10n.t('No API key'),
    }),
  };
}
