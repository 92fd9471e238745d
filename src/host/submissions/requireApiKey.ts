import { JimengError, type Provider } from '../../jimeng/index.ts';
import { markReported } from '../errorReport.ts';
import type { EnteredKey } from '../keys/apiKeyInput.ts';
import type { ApiKeyStore } from '../keys/apiKeyStore.ts';

/**
 * Asks for the API key of a provider if it is missing.
 * @returns the key that the user has entered; `undefined` if there was one
 * @throws JimengError of kind `noKey` if the user dismisses the input, which need not be reported;
 * `keyStore` or `canceled`
 */
export async function requireApiKey(
  apiKeys: Pick<ApiKeyStore, 'getInteractively' | 'askForKey'>,
  provider: Provider,
): Promise<EnteredKey | undefined> {
  if (await apiKeys.getInteractively(provider)) return undefined;
  const entered = await apiKeys.askForKey(provider);
  if (!entered) throw markReported(new JimengError({ kind: 'noKey' }));
  return entered;
}
