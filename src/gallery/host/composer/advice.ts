import { l10n } from 'vscode';
import type { ApiKeyStore } from '../../../host/keys/apiKeyStore.ts';
import type { SampleMode } from '../../../host/samples/sampleMode.ts';
import { formatCost } from '../../../host/messages/cost.ts';
import { formatRequestFault } from '../../../host/messages/requestFaults.ts';
import {
  findSettingsFailure,
  readSettings,
  resolveProvider,
  toRecordProvider,
} from '../../../host/settings/settings.ts';
import type { SettingName } from '../../../host/settings/settingsSchema.ts';
import { formatFailure } from '../../../host/messages/failures.ts';
import {
  getExpectedSeconds,
  isLearned,
  validateRequest,
  JimengError,
  type GenerationRequest,
} from '../../../jimeng/index.ts';
import type { Library } from '../../../library/library.ts';
import { estimateFromLibrary } from '../../../tasks/durationEstimate.ts';
import type { Advice } from '../../protocol/composer.ts';

/** What is known about a request before it is sent. */
export type RequestAdvice = Omit<Advice, 'revision'>;

/**
 * Validates a request and estimates its duration and cost. An empty prompt is not reported.
 * @param isReplaced whether the request has its own value in place of a setting
 */
export async function getRequestAdvice(
  request: GenerationRequest,
  isReplaced: (name: SettingName) => boolean,
  library: Library,
  apiKeys: Pick<ApiKeyStore, 'get'>,
  samples: Pick<SampleMode, 'isActive'>,
): Promise<RequestAdvice> {
  try {
    const settingsFailure = findSettingsFailure(isReplaced);
    if (settingsFailure) throw new JimengError(settingsFailure);
    const provider = resolveProvider();
    // A key store that fails is reported when the key is used.
    const hasKey = await apiKeys.get(provider).then(
      (key) => key !== undefined,
      () => true,
    );
    const isSample = !hasKey && (await samples.isActive());
    const keyAdvice =
      hasKey || isSample
        ? {}
        : { missingKeyMessage: l10n.t('No API key is set for {0}.', provider.name) };
    const faults = validateRequest(request, provider)
      .filter(({ fault }) => fault !== 'promptMissing')
      .map(formatRequestFault);
    if (faults.length > 0) return { faults, ...keyAdvice };
    if (isSample) return { faults, estimate: l10n.t('Sample, not billed') };
    // The gallery reports a library that cannot be read in place of its images.
    const durationEstimate = await estimateFromLibrary(
      { ...toRecordProvider(provider), request },
      library,
    );
    const estimateParts = [
      isLearned(durationEstimate)
        ? l10n.t('about {0} s', Math.ceil(getExpectedSeconds(durationEstimate)))
        : '',
      formatCost(request, readSettings().settings.pricePerImage[provider.id]),
    ];
    const estimateText = estimateParts.filter(Boolean).join(' · ');
    return { faults, ...(estimateText !== '' && { estimate: estimateText }), ...keyAdvice };
  } catch (error) {
    if (!(error instanceof JimengError)) throw error;
    return { faults: [formatFailure(error.failure, '')] };
  }
}
