import type { Settings } from '../../host/settings/settingsSchema.ts';
import { findModel, getImageSize, type GenerationRequest, type Size } from '../../jimeng/index.ts';
import type { GenerateArguments } from './arguments.ts';

type RequestDefaults = Omit<
  Settings,
  'provider' | 'timeout' | 'maxConcurrentTasks' | 'pricePerImage'
>;

/** Builds a request from a prompt and the settings, which arguments override. */
export function buildRequest(
  prompt: string,
  settings: RequestDefaults,
  args: GenerateArguments = {},
): GenerationRequest {
  const { scale, minRatio, maxRatio, seed, usePreLlm, imageUrls } = args;
  // An unknown model is reported by the validation of the request.
  const model = args.model ?? settings.model;
  return {
    model,
    prompt,
    forceSingle: args.forceSingle ?? settings.forceSingle,
    ...(imageUrls && { imageUrls }),
    ...resolveSize(model, settings, args),
    ...(scale !== undefined && { scale }),
    ...(minRatio !== undefined && { minRatio }),
    ...(maxRatio !== undefined && { maxRatio }),
    ...(seed !== undefined && { seed }),
    ...(usePreLlm !== undefined && { usePreLlm }),
    ...buildLabels(settings, args),
    ...(!(args.returnUrl ?? settings.returnUrl) && { returnUrl: false }),
  };
}

function resolveSize(
  model: string,
  settings: Pick<Settings, 'resolution' | 'aspectRatio'>,
  args: GenerateArguments,
): Pick<GenerationRequest, 'resolution'> | Partial<Size> {
  if (args.width !== undefined || args.height !== undefined) {
    return {
      ...(args.width !== undefined && { width: args.width }),
      ...(args.height !== undefined && { height: args.height }),
    };
  }
  const resolution = args.resolution ?? settings.resolution;
  const aspectRatio = args.aspectRatio ?? settings.aspectRatio;
  if (aspectRatio === 'auto') return { resolution };
  return getImageSize(resolution, aspectRatio, findModel(model)) ?? { resolution };
}

/** Watermark and content label; omitted if empty. */
function buildLabels(
  settings: Pick<Settings, 'addLogo' | 'logoInfo' | 'aigcMeta'>,
  args: GenerateArguments,
): Pick<GenerationRequest, 'logoInfo' | 'aigcMeta'> {
  const hasWatermark = args.addLogo ?? (args.logoInfo !== undefined || settings.addLogo);
  const aigcMeta = args.aigcMeta ?? settings.aigcMeta;
  return {
    ...(hasWatermark && { logoInfo: args.logoInfo ?? settings.logoInfo }),
    ...(Object.values(aigcMeta).some((text) => text !== '') && { aigcMeta }),
  };
}
