import * as v from 'valibot';
import * as vscode from 'vscode';
import type { ApiKeyStore } from '../host/keys/apiKeyStore.ts';
import { hasKey } from '../host/keys/keyStatus.ts';
import { setGivenKey } from '../host/keys/setGivenKey.ts';
import {
  createProviderQuickPickItem,
  type ProviderQuickPickItem,
} from '../host/providerQuickPickItem.ts';
import { openSettings, readSettings, setProvider } from '../host/settings/settings.ts';
import { reportError } from '../host/errorReport.ts';
import { openUrl } from '../host/openUrl.ts';
import { setApiKey, withKeyStore } from '../host/failureNotification.ts';
import { formatFailure } from '../host/messages/failures.ts';
import { registerCommand } from '../host/ui/commands.ts';
import { confirm, showInformation } from '../host/ui/notifications.ts';
import { pickItemWithButton } from '../host/ui/quickPick.ts';
import { apiKeySchema, JimengError, providerIds, type Provider } from '../jimeng/index.ts';
import type { Services } from './services.ts';
import { safeParse } from '../untrusted/safeParse.ts';

type ApiKeyServices = Pick<Services, 'apiKeys' | 'log' | 'promptInput' | 'requestSettings'>;

const setApiKeyArgumentSchema = v.object({
  provider: v.picklist(providerIds),
  key: apiKeySchema,
});

/** Milliseconds that the list of providers waits for the key store. */
const keyStatusTimeoutMs = 1000;

/** `jimeng.setApiKey`, `jimeng.clearApiKey` and `jimeng.selectProvider`. */
export function registerApiKeys(services: ApiKeyServices): vscode.Disposable {
  const register = (
    id: string,
    handler: (services: ApiKeyServices, argument?: unknown) => Promise<void>,
  ) =>
    registerCommand(id, async (argument) => {
      try {
        await handler(services, argument);
      } catch (error) {
        // Only a caller with an argument can use the error.
        if (argument === undefined) reportError(error, services.log);
        else if (!(error instanceof JimengError)) throw error;
        else throw new Error(formatFailure(error.failure, ''), { cause: error });
      }
    });
  return vscode.Disposable.from(
    register('jimeng.setApiKey', setApiKeyCommand),
    register('jimeng.clearApiKey', clearApiKey),
    register('jimeng.selectProvider', selectProvider),
  );
}

async function setApiKeyCommand(services: ApiKeyServices, argument: unknown): Promise<void> {
  const { apiKeys, requestSettings } = services;
  const parsed = safeParse(setApiKeyArgumentSchema, argument);
  if (parsed.success) {
    const provider = requestSettings.requireProvider(parsed.output.provider);
    await setGivenKey(provider, parsed.output.key, apiKeys);
    return;
  }
  const provider = requestSettings.requireProvider();
  await setApiKey(provider, services);
}

async function clearApiKey(services: ApiKeyServices): Promise<void> {
  const provider = services.requestSettings.requireProvider();
  await withKeyStore(provider, services, () => clearKeyOf(provider, services.apiKeys));
}

async function clearKeyOf(provider: Provider, apiKeys: ApiKeyStore): Promise<void> {
  if (!(await apiKeys.getInteractively(provider))) {
    void showInformation(vscode.l10n.t('No API key is set for {0}.', provider.name));
    return;
  }
  const question = vscode.l10n.t(
    'Are you sure you want to clear the API key for {0}?',
    provider.name,
  );
  if (await confirm(question, vscode.l10n.t('Clear API Key'))) await apiKeys.clear(provider);
}

async function selectProvider(services: ApiKeyServices): Promise<void> {
  const { apiKeys } = services;
  const { problems, settings } = readSettings();
  const isInvalid = problems.some(({ name }) => name === 'provider');
  const currentProviderId = isInvalid ? undefined : settings.provider;
  const items = providerIds.map((id) =>
    addKeyStatus(createProviderQuickPickItem(id), apiKeys, currentProviderId),
  );
  const pickedItem = await pickItemWithButton(
    Promise.all(items),
    {
      title: vscode.l10n.t('Select Provider'),
      placeHolder: vscode.l10n.t('Select the service used to generate images'),
    },
    ({ provider }) => provider && void openUrl(provider.apiKeyUrl),
  );
  if (!pickedItem) return;
  if (!(await setProvider(pickedItem.id))) return;
  const { provider } = pickedItem;
  if (!provider) {
    await openSettings('jimeng.customProvider');
    return;
  }
  const getKey = () => apiKeys.getInteractively(provider);
  await withKeyStore(provider, services, getKey, (key) => key ?? setApiKey(provider, services));
}

async function addKeyStatus(
  item: ProviderQuickPickItem,
  apiKeys: ApiKeyStore,
  currentProviderId: string | undefined,
): Promise<ProviderQuickPickItem> {
  const { id, provider } = item;
  const isKeySet = provider && (await hasKey(provider, apiKeys, keyStatusTimeoutMs));
  return {
    ...item,
    iconPath: new vscode.ThemeIcon(id === currentProviderId ? 'check' : 'blank'),
    ...(isKeySet !== undefined && {
      description: isKeySet ? vscode.l10n.t('API key set') : vscode.l10n.t('No API key'),
    }),
  };
}
