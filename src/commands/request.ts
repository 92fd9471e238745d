import type { Settings } from '../host/settings.ts';
import { modelOf, sizeOf, type GenerationRequest, type Size } from '../jimeng/index.ts';
import type { GenerateArguments } from './arguments.ts';

type Defaults = Omit<Settings, 'provider' | 'timeout' | 'maxConcurrentTasks' | 'pricePerImage'>;

/** A prompt with the settings, and what a caller asked for in their place, as a request. */
export function requestFor(
  prompt: string,
  settings: Defaults,
  asked: GenerateArguments = {},
): GenerationRequest {
  const { scale, minRatio, maxRatio, seed, usePreLlm, imageUrls } = asked;
  // A name that no model has is a fault of the request, which the service module tells of.
  const model = asked.model ?? settings.model;
  return {
    model,
    prompt,
    forceSingle: asked.forceSingle ?? settings.forceSingle,
    ...(imageUrls && { imageUrls }),
    ...dimensions(model, settings, asked),
    ...(scale !== undefined && { scale }),
    ...(minRatio !== undefined && { minRatio }),
    ...(maxRatio !== undefined && { maxRatio }),
    ...(seed !== undefined && { seed }),
    ...(usePreLlm !== undefined && { usePreLlm }),
    ...marks(settings, asked),
    ...(!(asked.returnUrl ?? settings.returnUrl) && { returnUrl: false }),
  };
}

function dimensions(
  model: string,
  settings: Pick<Settings, 'resolution' | 'aspectRatio'>,
  asked: GenerateArguments,
): Pick<GenerationRequest, 'resolution'> | Partial<Size> {
  if (asked.width !== undefined || asked.height !== undefined) {
    return {
      ...(asked.width !== undefined && { width: asked.width }),
      ...(asked.height !== undefined && { height: asked.height }),
    };
  }
  const resolution = asked.resolution ?? settings.resolution;
  const ratio = asked.aspectRatio ?? settings.aspectRatio;
  if (ratio === 'auto') return { resolution };
  return sizeOf(resolution, ratio, modelOf(model)) ?? { resolution };
}

/** An empty mark is none. */
function marks(
  settings: Pick<Settings, 'addLogo' | 'logoInfo' | 'aigcMeta'>,
  asked: GenerateArguments,
): Pick<GenerationRequest, 'logoInfo' | 'aigcMeta'> {
  const isMarked = asked.addLogo ?? (asked.logoInfo !== undefined || settings.addLogo);
  const aigcMeta = asked.aigcMeta ?? settings.aigcMeta;
  return {
    ...(isMarked && { logoInfo: asked.logoInfo ?? settings.logoInfo }),
    ...(Object.values(aigcMeta).some((text) => text !== '') && { aigcMeta }),
  };
}
