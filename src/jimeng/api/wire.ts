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

/** The values of the `Action` parameter. */
export type ServiceAction = 'CVSync2AsyncSubmitTask' | 'CVSync2AsyncGetResult';

/** The value of the `Version` parameter (docs/service.md §2.2). */
export const apiVersion = '2022-08-31';

type ProviderDialect = Pick<Provider, 'dialect' | 'modelName'>;

/**
 * Builds the body of a submit from the fields that the provider and the model document, and no
 * others (docs/service.md §3.1, §3.2).
 */
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

/**
 * Sends only one kind of size to gateways, which do not document which one takes precedence
 * (docs/service.md §3.2).
 */
function buildDimensions(request: GenerationRequest, model: Model, { dialect }: ProviderDialect) {
  const { width, height, size, resolution, minRatio, maxRatio } = request;
  const ratios = { min_ratio: minRatio, max_ratio: maxRatio };
  if (width !== undefined && height !== undefined) {
    if (dialect === 'gateway' || !model.supportsRatioRange) return { width, height };
    // The service also checks an explicit size against min_ratio and max_ratio
    // (docs/service.md §5.3).
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

/** The options of a request that are sent with its queries (docs/service.md §6.2). */
export type OutputOptions = Pick<GenerationRequest, 'returnUrl' | 'logoInfo' | 'aigcMeta'>;

/** Builds the body of a query. `req_json` is JSON inside a string (docs/service.md §6.2). */
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

/** Positions and languages are sent as their index in these lists (docs/service.md §8.1). */
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
