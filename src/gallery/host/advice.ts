import { l10n } from 'vscode';
import type { ApiKeyStore } from '../../host/apiKeyStore.ts';
import { formatRequestFault } from '../../host/messages/requestFaults.ts';
import { resolveProvider, readSettings, toRecordProvider } from '../../host/settings.ts';
import { formatFailure } from '../../host/messages/failures.ts';
import {
  getExpectedSeconds,
  validateRequest,
  JimengError,
  type GenerationRequest,
} from '../../jimeng/index.ts';
import type { Library } from '../../library/library.ts';
import { estimateRecordDuration } from '../../tasks/durationEstimate.ts';
import type { ToComposerMessage } from '../protocol/composer.ts';

export type RequestAdvice = Pick<
  Extract<ToComposerMessage, { type: 'advice' }>,
  'faults' | 'estimate' | 'missingKeyMessage'
>;

/** What can be said of a request before it is sent. That a prompt is still missing is no news. */
export async function getRequestAdvice(
  request: GenerationRequest,
  library: Library,
  apiKeys: Pick<ApiKeyStore, 'get'>,
): Promise<RequestAdvice> {
  try {
    const provider = resolveProvider();
    const missingKeyMessage = (await apiKeys.get(provider))
      ? ''
      : l10n.t('No API key is set for {0}.', provider.name);
    const faults = validateRequest(request, provider)
      .filter(({ fault }) => fault !== 'promptMissing')
      .map(formatRequestFault);
    if (faults.length > 0) return { faults, estimate: provider.name, missingKeyMessage };
    // That the library cannot be read is said where its pictures would be.
    const records = await library.list().catch(() => []);
    const estimate = estimateRecordDuration({ ...toRecordProvider(provider), request }, records);
    const time = l10n.t('about {0} s', Math.ceil(getExpectedSeconds(estimate)));
    const expectationParts = [
      provider.name,
      time,
      formatCost(request, readSettings().pricePerImage[provider.id]),
    ];
    return { faults, estimate: expectationParts.filter(Boolean).join(' · '), missingKeyMessage };
  } catch (error) {
    if (!(error instanceof JimengError)) throw error;
    return { faults: [formatFailure(error.failure, '').text], estimate: '', missingKeyMessage: '' };
  }
}

/** @param price of one picture, as the user has told it */
function formatCost(
  { forceSingle }: GenerationRequest,
  price: string | number | undefined,
): string {
  if (price === undefined || price === '') return '';
  return forceSingle ? String(price) : l10n.t('{0} per image', price);
}
