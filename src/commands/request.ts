import type { Settings } from '../host/settings.ts';
import { sizeOf, type GenerationRequest, type ModelId, type Size } from '../jimeng/index.ts';
import type { GenerateArguments } from './arguments.ts';

/** A prompt with the settings, and what a caller asked for in their place, as a request. */
export function requestFor(
  prompt: string,
  settings: Pick<Settings, 'model' | 'resolution' | 'aspectRatio' | 'forceSingle'>,
  asked: GenerateArguments = {},
): GenerationRequest {
  return {
    // A name that no model has is a fault of the request, which the service module tells of.
    model: (asked.model ?? settings.model) as ModelId,
    prompt,
    forceSingle: asked.forceSingle ?? settings.forceSingle,
    ...(asked.imageUrls && { imageUrls: asked.imageUrls }),
    ...dimensions(settings, asked),
  };
}

function dimensions(
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
  return ratio === 'auto' ? { resolution } : sizeOf(resolution, ratio);
}
