import * as v from 'valibot';
import type { Model } from '../request/models.ts';
import type { Provider } from '../providers.ts';
import type { TaskReference } from './task.ts';
import {
  defaultRatioRange,
  type AigcMeta,
  type GenerationRequest,
  type LogoInfo,
} from '../request/generationRequest.ts';
import { getImageSize, squareSidePixels } from '../request/sizes.ts';

/** The two calls, as the `Action` parameter names them. */
export type ServiceAction = 'CVSync2AsyncSubmitTask' | 'CVSync2AsyncGetResult';

/** Fixed by both pages (docs/service.md §2.2). */
export const apiVersion = '2022-08-31';

type ProviderDialect = Pick<Provider, 'dialect' | 'modelName'>;

/** The body of a submit: the fields that the provider and the model list, and no others (docs/service.md §3.1, §3.2). */
export function buildSubmitBody(
  request: GenerationRequest,
  model: Model,
  provider: ProviderDialect,
): string {
  return JSON.stringify({
    req_key: model.reqKey,
    ...(provider.dialect === 'gateway' && { model: provider.modelName ?? request.model }),
    prompt: request.prompt,
    ...(model.supportsSets && { force_single: request.forceSingle ?? false }),
    ...(model.referenceCount.max > 0 && { image_urls: request.imageUrls ?? [] }),
    scale: request.scale,
    seed: request.seed,
    use_pre_llm: request.usePreLlm,
    ...buildDimensions(request, model, provider),
  });
}

/** Which of them wins is not published for gateways, so only one way of saying the size is sent (docs/service.md §3.2). */
function buildDimensions(request: GenerationRequest, model: Model, { dialect }: ProviderDialect) {
  const { width, height, size, resolution, minRatio, maxRatio } = request;
  const ratios = { min_ratio: minRatio, max_ratio: maxRatio };
  if (width !== undefined && height !== undefined) {
    if (dialect === 'gateway' || !model.supportsRatioRange) return { width, height };
    // The service holds even a size that it was given to the ratios that it goes by (docs/service.md §5.3).
    const ratio = width / height;
    if (ratio < defaultRatioRange.min) ratios.min_ratio ??= ratio;
    if (ratio > defaultRatioRange.max) ratios.max_ratio ??= ratio;
    return { width, height, ...ratios };
  }
  if (size !== undefined) return { size, ...ratios };
  if (dialect === 'gateway') return { resolution };
  if (resolution === undefined) return ratios;
  return model.sides === 'area'
    ? { size: squareSidePixels[resolution] ** 2, ...ratios }
    : getImageSize(resolution, '1:1', model);
}

/** What is said of the pictures only when they are asked for. */
export type OutputOptions = Pick<GenerationRequest, 'returnUrl' | 'logoInfo' | 'aigcMeta'>;

/** The body of a query. `req_json` is JSON inside a string, as the query page wants it (docs/service.md §6.2). */
export function buildQueryBody(task: TaskReference, outputOptions: OutputOptions = {}): string {
  const { returnUrl = true, logoInfo, aigcMeta } = outputOptions;
  return JSON.stringify({
    req_key: task.reqKey,
    task_id: task.taskId,
    req_json: JSON.stringify({
      return_url: returnUrl,
      logo_info: logoInfo && toLogoInfo(logoInfo),
      aigc_meta: aigcMeta && toAigcMeta(aigcMeta),
    }),
  });
}

/** By their numbers on the wire (docs/service.md §8.1). */
const logoPositions = ['bottomRight', 'bottomLeft', 'topLeft', 'topRight'] as const;
const logoLanguages = ['zh', 'en'] as const;

function toLogoInfo({ position, language, opacity, text }: LogoInfo) {
  return {
    add_logo: true,
    position: position && logoPositions.indexOf(position),
    language: language && logoLanguages.indexOf(language),
    opacity,
    logo_text_content: text === '' ? undefined : text,
  };
}

function toAigcMeta({ contentProducer, producerId, contentPropagator, propagateId }: AigcMeta) {
  return {
    content_producer: contentProducer,
    producer_id: producerId,
    content_propagator: contentPropagator,
    propagate_id: propagateId,
  };
}

/** `data` of a submit's answer. A task id is text: the original service's has more digits than a number keeps (docs/service.md §3.6). */
export const submitDataSchema = v.object({ task_id: v.pipe(v.string(), v.nonEmpty()) });

const stringListSchema = v.optional(
  v.pipe(
    v.nullable(v.array(v.string())),
    v.transform((list) => list ?? []),
  ),
  null,
);

/** `data` of a query's answer. Either list may be null, empty or missing (docs/service.md §6.3). */
export const queryDataSchema = v.object({
  status: v.string(),
  image_urls: stringListSchema,
  binary_data_base64: stringListSchema,
});
