import { JimengError, type Provider } from '../../jimeng/index.ts';
import type { ApiKeyStore } from '../keys/apiKeyStore.ts';

/**
 * Asks for the API key of a provider if it is missing.
 * @throws JimengError of kind `noKey` if the user dismisses the input; `keyStore` or `canceled`
 */
export async function requireApiKey(
  apiKeys: Pick<ApiKeyStore, 'getInteractively' | 'askForKey'>,
  provider: Provider,
): Promise<void> {
  if ((await apiKeys.getInteractively(provider)) || (await apiKeys.askForKey(provider))) return;
  throw new JimengError({ kind: 'noKey' });
}
