import type { RequestFault } from '../errors.ts';
import type { Provider } from '../providers.ts';
import { maxPromptCharacters, maxTextCharacters } from '../../untrusted/limits.ts';
import {
  defaultRatioRange,
  getPromptLength,
  recommendedPromptLength,
  type GenerationRequest,
} from './generationRequest.ts';
import { isWithin, findModel, type Model, type NumberRange } from './models.ts';
import { areaRange, isListed2k, getImageSize, type Size } from './sizes.ts';

/** Maximum length of each field of `aigc_meta`, in code points (docs/service.md §8.2). */
const maxMetaFieldLength = 256;

type ProviderFacts = Pick<Provider, 'name' | 'dialect'>;

/**
 * Checks a request before it is sent. Returns everything that the provider would reject or its
 * model does not support; an empty list if the request is valid.
 */
export function validateRequest(
  request: GenerationRequest,
  provider: ProviderFacts,
): RequestFault[] {
  const { model: modelId } = request;
  const model = findModel(modelId);
  if (!model) return [...checkPrompt(request, provider), { fault: 'modelUnknown', model: modelId }];
  if (provider.dialect === 'gateway' && !model.isOfferedByGateways) {
    return [{ fault: 'modelNotOffered', model: modelId, provider: provider.name }];
  }
  return [
    ...checkPrompt(request, provider),
    ...checkReferences(request, model),
    ...checkSize(request, model),
    ...checkParameters(request, model, provider),
    ...checkWatermarkAndLabel(request),
  ];
}

function checkPrompt({ prompt }: GenerationRequest, { dialect }: ProviderFacts): RequestFault[] {
  if (prompt.trim() === '') return [{ fault: 'promptMissing' }];
  // What the record does not keep would be billed, and not known afterwards.
  if (prompt.length > maxPromptCharacters)
    return [{ fault: 'promptTooLong', count: prompt.length, max: maxPromptCharacters }];
  const count = getPromptLength(prompt);
  const isTooLong = dialect === 'official' && count > recommendedPromptLength;
  return isTooLong ? [{ fault: 'promptTooLong', count, max: recommendedPromptLength }] : [];
}

function checkReferences({ imageUrls = [], model: modelId }: GenerationRequest, model: Model) {
  const { min, max } = model.referenceCount;
  const count = imageUrls.length;
  if (count > 0 && max === 0) return [createUnsupportedFault('imageUrls', modelId)];
  const faults: RequestFault[] = imageUrls
    .filter((url) => !isHttp(url))
    .map((url) => ({ fault: 'referenceNotHttp', url }));
  if (imageUrls.some((url) => url.length > maxTextCharacters))
    faults.push({ fault: 'textTooLong', parameter: 'imageUrls', max: maxTextCharacters });
  if (count > max) faults.push({ fault: 'referencesTooMany', count, max });
  if (count < min) faults.push({ fault: 'referenceMissing', model: modelId });
  return faults;
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

function checkSize(request: GenerationRequest, model: Model): RequestFault[] {
  const { width, height, size, resolution } = request;
  if (width === undefined && height === undefined) {
    if (size !== undefined) {
      return model.sides === 'area'
        ? checkArea(size)
        : [createUnsupportedFault('size', request.model)];
    }
    const isSupported =
      resolution === undefined || getImageSize(resolution, '1:1', model) !== undefined;
    return isSupported
      ? []
      : [{ fault: 'resolutionNotSupported', resolution, model: request.model }];
  }
  if (width === undefined) return [{ fault: 'sideMissing', side: 'width' }];
  if (height === undefined) return [{ fault: 'sideMissing', side: 'height' }];
  const sides = Object.entries({ width, height }) as ['width' | 'height', number][];
  const invalidSides = sides.filter(([, value]) => !Number.isSafeInteger(value) || value <= 0);
  if (invalidSides.length > 0) {
    return invalidSides.map(([side, value]) => ({ fault: 'sideNotWhole', side, value }));
  }
  const faults = checkSides({ width, height }, model);
  const { minRatio: min = model.ratio.min, maxRatio: max = model.ratio.max } = request;
  const ratio = width / height;
  if (!isWithin(ratio, model.ratio) || ratio < min || ratio > max) {
    faults.push({ fault: 'ratioOutOfRange', width, height, min, max });
  }
  return faults;
}

function checkSides(size: Size, { sides, acceptsListedSizes }: Model): RequestFault[] {
  if (sides === 'area') return checkArea(size.width * size.height);
  if (acceptsListedSizes && isListed2k(size)) return [];
  return [...checkRange('width', size.width, sides), ...checkRange('height', size.height, sides)];
}

function checkArea(area: number): RequestFault[] {
  return isWithin(area, areaRange) ? [] : [{ fault: 'areaOutOfRange', area }];
}

/**
 * Checks the parameters that only some models, and only Volcengine, support
 * (docs/service.md §3.2, §4.1).
 */
function checkParameters(
  { scale, minRatio, maxRatio, seed, usePreLlm, model: modelId }: GenerationRequest,
  model: Model,
  provider: ProviderFacts,
): RequestFault[] {
  const isOfficial = provider.dialect === 'official';
  const checkSupport = (
    parameter: string,
    value: unknown,
    isSupported: boolean,
  ): RequestFault[] => {
    if (value === undefined || (isSupported && isOfficial)) return [];
    return [createUnsupportedFault(parameter, isSupported ? provider.name : modelId)];
  };
  const checkNumber = (
    parameter: string,
    value: number | undefined,
    range: NumberRange | undefined,
  ) => [
    ...checkSupport(parameter, value, range !== undefined),
    ...(value === undefined || !range || !isOfficial ? [] : checkRange(parameter, value, range)),
  ];
  const ratio = model.supportsRatioRange ? model.ratio : undefined;
  const faults = [
    ...checkNumber('scale', scale, model.scale),
    ...checkNumber('minRatio', minRatio, ratio),
    ...checkNumber('maxRatio', maxRatio, ratio),
    ...checkNumber('seed', seed, model.seed),
    ...checkSupport('usePreLlm', usePreLlm, model.supportsPreLlm ?? false),
  ];
  if (faults.length > 0 || !ratio) return faults;
  const min = minRatio ?? defaultRatioRange.min;
  const max = maxRatio ?? defaultRatioRange.max;
  return min < max ? [] : [{ fault: 'ratiosReversed', min, max }];
}

function checkRange(parameter: string, value: number, range: NumberRange): RequestFault[] {
  const { min, max, decimals } = range;
  if (isWithin(value, range)) return [];
  const precision = decimals === undefined ? {} : { decimals };
  return [{ fault: 'parameterOutOfRange', parameter, value, min, max, ...precision }];
}

/** @param by the model or the provider that does not support the parameter */
function createUnsupportedFault(parameter: string, by: string): RequestFault {
  return { fault: 'parameterNotSupported', parameter, by };
}

function checkWatermarkAndLabel({ logoInfo, aigcMeta }: GenerationRequest): RequestFault[] {
  const opacity = logoInfo?.opacity;
  const faults =
    opacity === undefined ? [] : checkRange('logoInfo.opacity', opacity, { min: 0, max: 1 });
  const isTextTooLong = (logoInfo?.text?.length ?? 0) > maxTextCharacters;
  const tooLongFields = Object.entries(aigcMeta ?? {}).filter(
    ([, text]) => getPromptLength(text) > maxMetaFieldLength,
  );
  return [
    ...faults,
    ...tooLongFields.map(([field]): RequestFault => {
      return { fault: 'textTooLong', parameter: `aigcMeta.${field}`, max: maxMetaFieldLength };
    }),
    ...(isTextTooLong
      ? [{ fault: 'textTooLong', parameter: 'logoInfo.text', max: maxTextCharacters } as const]
      : []),
    ...(aigcMeta?.producerId === '' ? [{ fault: 'producerMissing' } as const] : []),
  ];
}
