import * as v from 'valibot';
import {
  aspectRatios,
  findModel,
  resolutions,
  getImageSize,
  type GenerationRequest,
  type Size,
} from '../../../jimeng/index.ts';
import type { ComposerParameters } from '../../protocol/composer.ts';
import { safeParse } from '../../../untrusted/safeParse.ts';

const requestOptionsSchema = v.object({
  model: v.exactOptional(v.string()),
  resolution: v.exactOptional(v.picklist(resolutions)),
  aspectRatio: v.exactOptional(v.picklist(['auto', ...aspectRatios])),
  forceSingle: v.exactOptional(v.boolean()),
});

/** The composer's parameters that are valid for the service. */
export type RequestOptions = Readonly<v.InferOutput<typeof requestOptionsSchema>>;

/** Validates the composer's parameters. If this version does not know a value, the settings apply instead. */
export function toRequestOptions(parameters: ComposerParameters): RequestOptions {
  const parsed = safeParse(requestOptionsSchema, parameters);
  return parsed.success ? parsed.output : {};
}

/** The composer's parameters that are nearest to those of a request. */
export function toComposerParameters(request: GenerationRequest): ComposerParameters {
  const { model, resolution, width, height, forceSingle } = request;
  const isSized = width !== undefined && height !== undefined;
  return {
    model,
    ...(resolution && { resolution, aspectRatio: 'auto' }),
    ...(isSized && findNearestParameters({ width, height }, model)),
    ...(forceSingle !== undefined && { forceSingle }),
  };
}

/** The ratio has priority: an image of another size looks the same, one of another ratio does not. */
function findNearestParameters({ width, height }: Size, model: string): ComposerParameters {
  const choices = resolutions.flatMap((resolution) =>
    aspectRatios.flatMap((aspectRatio) => {
      const size = getImageSize(resolution, aspectRatio, findModel(model));
      if (!size) return [];
      const ratioDistance = Math.abs(Math.log(size.width / size.height / (width / height)));
      const areaDistance = Math.abs(Math.log((size.width * size.height) / (width * height)));
      return [{ resolution, aspectRatio, distance: 100 * ratioDistance + areaDistance }];
    }),
  );
  choices.sort((a, b) => a.distance - b.distance);
  const [nearest] = choices;
  return nearest ? { resolution: nearest.resolution, aspectRatio: nearest.aspectRatio } : {};
}
