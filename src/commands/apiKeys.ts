import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ApiKeyStore } from '../host/apiKeyStore.ts';
import {
  createProviderQuickPickItem,
  type ProviderQuickPickItem,
} from '../host/providerQuickPickItem.ts';
import { openSettings, readSettings, setProvider } from '../host/settings.ts';
import { formatFailure } from '../host/messages/failures.ts';
import { apiKeySchema, JimengError, providerIds } from '../jimeng/index.ts';
import type { Services } from './services.ts';

type ApiKeyServices = Pick<Services, 'apiKeys' | 'generationService'>;

const setApiKeyArgumentSchema = v.object({
  provider: v.picklist(providerIds),
  key: apiKeySchema,
});

/** `jimeng.setApiKey`, `jimeng.clearApiKey` and `jimeng.selectProvider`. */
export function registerApiKeys(services: ApiKeyServices): vscode.Disposable {
  const registerCommand = (
    id: string,
    handler: (services: ApiKeyServices, argument?: unknown) => Promise<void>,
  ) =>
    vscode.commands.registerCommand(id, async (argument?: unknown) => {
      try {
        await handler(services, argument);
      } catch (error) {
        if (!(error instanceof JimengError)) throw error;
        // The user was notified. Only a caller with an argument can use the error again.
        if (argument !== undefined) throw new Error(formatFailure(error.failure, '').text);
      }
    });
  return vscode.Disposable.from(
    registerCommand('jimeng.setApiKey', setApiKey),
    registerCommand('jimeng.clearApiKey', clearApiKey),
    registerCommand('jimeng.selectProvider', selectProvider),
  );
}

async function setApiKey(
  { apiKeys, generationService }: ApiKeyServices,
  argument: unknown,
): Promise<void> {
  const parsed = v.safeParse(setApiKeyArgumentSchema, argument);
  if (parsed.success) {
    await apiKeys.set(generationService.requireProvider(parsed.output.provider), parsed.output.key);
    return;
  }
  const provider = generationService.requireProvider();
  if (await apiKeys.askForKey(provider)) {
    const message = vscode.l10n.t('The API key for {0} is set.', provider.name);
    void vscode.window.showInformationMessage(message);
  }
}

async function clearApiKey({ apiKeys, generationService }: ApiKeyServices): Promise<void> {
  const provider = generationService.requireProvider();
  if (!(await apiKeys.get(provider))) {
    const message = vscode.l10n.t('No API key is set for {0}.', provider.name);
    void vscode.window.showInformationMessage(message);
    return;
  }
  const clearLabel = vscode.l10n.t('Clear API Key');
  const question = vscode.l10n.t(
    'Are you sure you want to clear the API key for {0}?',
    provider.name,
  );
  const choice = await vscode.window.showWarningMessage(question, { modal: true }, clearLabel);
  if (choice === clearLabel) await apiKeys.clear(provider);
}

async function selectProvider({ apiKeys }: ApiKeyServices): Promise<void> {
  const currentProviderId = readSettings().provider;
  const items = await Promise.all(
    providerIds.map((id) =>
      addKeyStatus(createProviderQuickPickItem(id), apiKeys, currentProviderId),
    ),
  );
  const pickedItem = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Select Provider'),
    placeHolder: vscode.l10n.t('Select the service used to generate images'),
  });
  if (!pickedItem) return;
  await setProvider(pickedItem.id);
  if (!pickedItem.provider) await openSettings('jimeng.customProvider');
  else if (!(await apiKeys.get(pickedItem.provider))) await apiKeys.askForKey(pickedItem.provider);
}

async function addKeyStatus(
  item: ProviderQuickPickItem,
  apiKeys: ApiKeyStore,
  currentProviderId: string,
): Promise<ProviderQuickPickItem> {
  const { id, provider } = item;
  const hasKey = provider && (await apiKeys.get(provider)) !== undefined;
  return {
    ...item,
    iconPath: new vscode.ThemeIcon(id === currentProviderId ? 'check' : 'blank'),
    ...(provider && {
      description: hasKey ? vscode.l10n.t('API key set') : vscode.l10n.t('No API key'),
    }),
  };
}
