import type { Settings } from '../../host/settings/settingsSchema.ts';
import type { GenerationRecord } from '../../library/record.ts';
import { toPlainWord } from '../../untrusted/plainText.ts';
import { toComposerParameters } from './composer/parameters.ts';
import { findRatioName } from './query.ts';

/** The settings that a new image would be generated with. */
export type PresentSettings = Pick<Settings, 'provider' | 'model' | 'resolution' | 'aspectRatio'>;

/** Lists what a new image would have otherwise, such as `4K`: all else the user knows. */
export function listDifferences(
  { provider, request, images: [image] }: GenerationRecord,
  settings: PresentSettings,
  providerName: string,
): string[] {
  const { resolution } = toComposerParameters(request);
  const { width, height } = image ?? request;
  const ratio =
    width !== undefined && height !== undefined ? findRatioName(width, height) : undefined;
  // Any ratio is one that the model may have chosen.
  const isRatioSet = settings.aspectRatio !== 'auto';
  return [
    provider === settings.provider ? '' : providerName,
    request.model === settings.model ? '' : toPlainWord(request.model),
    resolution === undefined || resolution === settings.resolution ? '' : resolution.toUpperCase(),
    ratio === undefined || !isRatioSet || ratio === settings.aspectRatio ? '' : ratio,
  ].filter((text) => text !== '');
}
