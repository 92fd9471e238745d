import { JimengError, validateRequest } from '../../jimeng/index.ts';
import type { ApiKeyStore } from '../keys/apiKeyStore.ts';
import { confirmCustomProvider } from './confirmCustomProvider.ts';
import { requireApiKey } from './requireApiKey.ts';
import type { Submission } from './submissionPlan.ts';

/**
 * Checks requests, and asks for what is missing to send them, once for each provider.
 * @throws JimengError of kind `request`, `noKey`, `keyStore` or `canceled`
 */
export async function prepareSubmissions(
  submissions: readonly Submission[],
  apiKeys: ApiKeyStore,
): Promise<void> {
  const faults = submissions.flatMap(({ request, provider }) => validateRequest(request, provider));
  if (faults.length > 0) throw new JimengError({ kind: 'request', faults });
  const providers = submissions.map(({ provider }) => provider);
  const distinct = new Map(providers.map((each) => [each.origin + each.path, each]));
  for (const provider of distinct.values()) {
    await confirmCustomProvider(provider);
    await requireApiKey(apiKeys, provider);
  }
}
