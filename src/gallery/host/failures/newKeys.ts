import type { ApiKeyStore } from '../../../host/keys/apiKeyStore.ts';
import { hasKey } from '../../../host/keys/keyStatus.ts';
import { resolveRecordProvider } from '../../../host/settings/settings.ts';
import type { Provider } from '../../../jimeng/index.ts';
import { getRecordProvider, type GenerationRecord } from '../../../library/record.ts';

/** Milliseconds that the listing of failures waits for the key store. */
const timeoutMs = 500;

/**
 * The ids of the generations that failed because of their API key, and whose provider has got one since: it was
 * rejected, and a key was set afterwards in this window, or it was missing, and there is one. Never rejects.
 */
export async function findNewKeys(
  records: readonly GenerationRecord[],
  apiKeys: Pick<ApiKeyStore, 'get' | 'getSetTime'>,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  /** By origin: there may be many failures of a provider. */
  const keyStates = new Map<string, Promise<boolean | undefined>>();
  const hasKeyNow = (provider: Provider) => {
    const name = `${provider.auth}:${provider.origin}`;
    const state = keyStates.get(name) ?? hasKey(provider, apiKeys, timeoutMs);
    keyStates.set(name, state);
    return state;
  };
  for (const record of records) {
    const { id, failure, finishedAt, createdAt } = record;
    const isMissing = failure?.kind === 'noKey';
    if (!isMissing && failure?.kind !== 'authentication') continue;
    const provider = tryResolveProvider(record);
    if (!provider) continue;
    const isNew = isMissing
      ? (await hasKeyNow(provider)) === true
      : (apiKeys.getSetTime(provider) ?? 0) > (finishedAt ?? createdAt);
    if (isNew) ids.add(id);
  }
  return ids;
}

/** The provider of a generation; `undefined` if the record does not describe it. */
function tryResolveProvider(record: GenerationRecord): Provider | undefined {
  const provider = getRecordProvider(record);
  try {
    return provider && resolveRecordProvider(provider);
  } catch {
    return undefined;
  }
}
