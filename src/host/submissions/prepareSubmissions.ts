import { JimengError, validateRequest } from '../../jimeng/index.ts';
import type { EnteredKey } from '../keys/apiKeyInput.ts';
import type { ApiKeyStore } from '../keys/apiKeyStore.ts';
import type { SampleMode } from '../samples/sampleMode.ts';
import { confirmCustomProvider } from './confirmCustomProvider.ts';
import { requireApiKey } from './requireApiKey.ts';
import type { Submission } from './submissionPlan.ts';

/**
 * Checks requests, and asks for what is missing to send them, once for each provider.
 * @returns the last key that the user has entered; `undefined` if none was missing; `sample` if
 * samples are created in place of images, which requires none
 * @throws JimengError of kind `request`, `noKey`, `keyStore` or `canceled`
 */
export async function prepareSubmissions(
  submissions: readonly Submission[],
  { apiKeys, samples }: { apiKeys: ApiKeyStore; samples: Pick<SampleMode, 'isActive'> },
): Promise<EnteredKey | 'sample' | undefined> {
  const faults = submissions.flatMap(({ request, provider }) => validateRequest(request, provider));
  if (faults.length > 0) throw new JimengError({ kind: 'request', faults });
  const providers = submissions.map(({ provider }) => provider);
  const distinct = new Map(providers.map((each) => [each.origin + each.path, each]));
  let entered: EnteredKey | undefined;
  for (const provider of distinct.values()) {
    await confirmCustomProvider(provider);
    const isMissing = !(await apiKeys.getInteractively(provider));
    if (isMissing && (await samples.isActive())) return 'sample';
    entered = (await requireApiKey(apiKeys, provider)) ?? entered;
  }
  return entered;
}
