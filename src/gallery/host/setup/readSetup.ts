import type { ApiKeyStore } from '../../../host/keys/apiKeyStore.ts';
import { hasKey } from '../../../host/keys/keyStatus.ts';
import { createProviderQuickPickItem } from '../../../host/providerQuickPickItem.ts';
import { listExamplePrompts } from '../../../host/samples/examplePrompts.ts';
import { readSettings } from '../../../host/settings/settings.ts';
import { providerIds, type ProviderId } from '../../../jimeng/index.ts';
import type { Library } from '../../../library/library.ts';
import type { ProviderOption, SampleState, Setup } from '../../protocol/setup.ts';

/** What the setup is read from. */
export interface SetupSources {
  readonly apiKeys: Pick<ApiKeyStore, 'get'>;
  readonly library: Pick<Library, 'isLoaded' | 'list'>;
}

/**
 * Reads how far the user has set up the extension. Samples are found when all records are in memory,
 * so that the first screen does not wait for them.
 * @throws Error of the file system when the library cannot be read.
 */
export async function readSetup({ apiKeys, library }: SetupSources): Promise<Setup> {
  const options = await Promise.all(providerIds.map((id) => readProvider(id, apiKeys)));
  const providers = options.filter((option) => option !== undefined);
  const currentProvider = readSettings().settings.provider;
  const records = library.isLoaded ? await library.list() : [];
  return {
    providers,
    currentProvider,
    isKeyMissing: !providers.some(({ id, hasKey }) => id === currentProvider && hasKey),
    samples: getSampleState(
      providers.some(({ hasKey }) => hasKey),
      records.some(({ isSample }) => isSample),
    ),
    examplePrompts: listExamplePrompts(),
  };
}

/** `undefined` for a custom provider that is not configured. */
async function readProvider(
  id: ProviderId,
  apiKeys: SetupSources['apiKeys'],
): Promise<ProviderOption | undefined> {
  const { provider, label, detail } = createProviderQuickPickItem(id);
  if (!provider) return undefined;
  const { apiKeyUrl: url } = provider;
  return {
    id,
    name: label,
    detail: detail ?? '',
    ...(id !== 'custom' && { keyPage: { url, host: new URL(url).host } }),
    // A key store that fails is reported when the key is used.
    hasKey: (await hasKey(provider, apiKeys)) !== false,
  };
}

function getSampleState(hasAnyKey: boolean, hasSamples: boolean): SampleState {
  if (hasSamples) return hasAnyKey ? 'kept' : 'active';
  return hasAnyKey ? 'none' : 'offered';
}
