import type { Provider } from '../../jimeng/index.ts';
import type { ApiKeyStore } from './apiKeyStore.ts';

/** Milliseconds that a list of providers waits for the key store. */
const keyStatusTimeoutMs = 1000;

/**
 * Whether a provider has a key. `undefined` if the key store fails or does not respond in time, so
 * that nothing is delayed: it is reported when the key is used. Never rejects.
 */
export async function hasKey(
  provider: Provider,
  apiKeys: Pick<ApiKeyStore, 'get'>,
): Promise<boolean | undefined> {
  try {
    const key = await apiKeys.get(provider, AbortSignal.timeout(keyStatusTimeoutMs));
    return key !== undefined;
  } catch {
    return undefined;
  }
}
