import type { Provider } from '../../jimeng/index.ts';
import type { ApiKeyStore } from './apiKeyStore.ts';

/** Milliseconds that is waited for the key store by default: much longer than it takes on a busy machine. */
const defaultTimeoutMs = 5000;

/**
 * Whether a provider has a key. `undefined` if the key store fails or does not respond in time: that
 * is reported when the key is used. Never rejects.
 */
export async function hasKey(
  provider: Provider,
  apiKeys: Pick<ApiKeyStore, 'get'>,
  timeoutMs = defaultTimeoutMs,
): Promise<boolean | undefined> {
  try {
    const key = await apiKeys.get(provider, AbortSignal.timeout(timeoutMs));
    return key !== undefined;
  } catch {
    return undefined;
  }
}
