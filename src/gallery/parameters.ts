import * as v from 'valibot';
import {
  aspectRatios,
  modelOf,
  resolutions,
  sizeOf,
  type GenerationRequest,
  type Size,
} from '../jimeng/index.ts';
import type { Parameters } from './composerProtocol.ts';

const chosenSchema = v.object({
  model: v.exactOptional(v.string()),
  resolution: v.exactOptional(v.picklist(resolutions)),
  aspectRatio: v.exactOptional(v.picklist(['auto', ...aspectRatios])),
  forceSingle: v.exactOptional(v.boolean()),
});

/** What was chosen in the composer, in the service's own terms. */
export type Chosen = Readonly<v.InferOutput<typeof chosenSchema>>;

/** What the composer's parameters mean; what this version does not know is left to the settings. */
export function chosenOf(parameters: Parameters): Chosen {
  const parsed = v.safeParse(chosenSchema, parameters);
  return parsed.success ? parsed.output : {};
}

/** The composer's parameters that come nearest to a request. */
export function parametersOf(request: GenerationRequest): Parameters {
  const { model, resolution, width, height, forceSingle } = request;
  const isSized = width !== undefined && height !== undefined;
  return {
    model,
    ...(resolution && { resolution, aspectRatio: 'auto' }),
    ...(isSized && nearestTo({ width, height }, model)),
    ...(forceSingle !== undefined && { forceSingle }),
  };
}

/** The ratio counts first: another size is the same picture, another ratio is not. */
function nearestTo({ width, height }: Size, model: string): Parameters {
  const choices = resolutions.flatMap((resolution) =>
    aspectRatios.flatMap((aspectRatio) => {
      const size = sizeOf(resolution, aspectRatio, modelOf(model));
      if (!size) return [];
      const ratioOff = Math.abs(Math.log(size.width / size.height / (width / height)));
      const areaOff = Math.abs(Math.log((size.width * size.height) / (width * height)));
      return [{ resolution, aspectRatio, off: 100 * ratioOff + areaOff }];
    }),
  );
  choices.sort((a, b) => a.off - b.off);
  const [nearest] = choices;
  return nearest ? { resolution: nearest.resolution, aspectRatio: nearest.aspectRatio } : {};
}
