import { l10n } from 'vscode';
import type { Keys } from '../host/keys.ts';
import { tellFault } from '../host/requestWords.ts';
import { providerNow, readSettings, recordProviderOf } from '../host/settings.ts';
import { tell } from '../host/words.ts';
import { expectedSeconds, faultsOf, JimengError, type GenerationRequest } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import { expectationOf } from '../tasks/expectation.ts';
import type { ToComposer } from './composerProtocol.ts';

export type Advice = Pick<
  Extract<ToComposer, { type: 'advice' }>,
  'faults' | 'expectation' | 'noKey'
>;

/** What can be said of a request before it is sent. That a prompt is still missing is no news. */
export async function adviceOn(
  request: GenerationRequest,
  library: Library,
  keys: Pick<Keys, 'get'>,
): Promise<Advice> {
  try {
    const provider = providerNow();
    const noKey = (await keys.get(provider))
      ? ''
      : l10n.t('No API key is set for {0}.', provider.name);
    const faults = faultsOf(request, provider)
      .filter(({ fault }) => fault !== 'promptMissing')
      .map(tellFault);
    if (faults.length > 0) return { faults, expectation: provider.name, noKey };
    // That the library cannot be read is said where its pictures would be.
    const records = await library.list().catch(() => []);
    const estimate = expectationOf({ ...recordProviderOf(provider), request }, records);
    const time = l10n.t('about {0} s', Math.ceil(expectedSeconds(estimate)));
    const parts = [provider.name, time, costOf(request, readSettings().pricePerImage[provider.id])];
    return { faults, expectation: parts.filter(Boolean).join(' · '), noKey };
  } catch (error) {
    if (!(error instanceof JimengError)) throw error;
    return { faults: [tell(error.failure, '').sentence], expectation: '', noKey: '' };
  }
}

/** @param price of one picture, as the user has told it */
function costOf({ forceSingle }: GenerationRequest, price: string | number | undefined): string {
  if (price === undefined || price === '') return '';
  return forceSingle ? String(price) : l10n.t('{0} per image', price);
}
