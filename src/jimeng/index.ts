/**
 * The public API of the Jimeng service: other layers import only this file. It is loaded at
 * activation, so it must stay small; the client and the downloads come with `loadService`.
 */
export type { Client } from './api/client.ts';
export { abortable, systemClock, type Clock } from './clock.ts';
export {
  failureSchema,
  isFinalFailure,
  JimengError,
  type Failure,
  type RequestFault,
  type ServiceFailure,
} from './errors.ts';
export {
  estimateDuration,
  getExpectedSeconds,
  isLearned,
  type DurationEstimate,
} from './polling/estimate.ts';
export type { Fetch } from './http/fetch.ts';
export type { GenerateOptions, GenerationEvent } from './run/generate.ts';
export {
  accessKeySchema,
  apiKeySchema,
  normalizeKey,
  type AccessKey,
  type ApiKey,
  type ApiKeyInput,
} from './api/apiKey.ts';
export type { KeyCheck } from './api/tokenUsage.ts';
export { areUrlsValid, isTaskValid, type TaskReference } from './api/task.ts';
export { modelIds, findModel, models, type ModelId } from './request/models.ts';
export { readImageInfo, type ImageInfo } from './run/imageInfo.ts';
export type { ImageStream } from './run/readImage.ts';
export { imageExtensions, isTooLargeToShow, type ImageMimeType } from './run/imageTypes.ts';
export {
  createCustomProvider,
  customProviderSchema,
  customProviderSettingSchema,
  providerIds,
  providers,
  withSimulatedOrigin,
  type CustomProvider,
  type Provider,
  type ProviderId,
} from './providers.ts';
export {
  aigcMetaSchema,
  logoInfoSchema,
  getPromptLength,
  recommendedPromptLength,
  requestSchema,
  type GenerationRequest,
} from './request/generationRequest.ts';
export { validateRequest } from './request/validateRequest.ts';
export {
  aspectRatios,
  resolutions,
  getImageSize,
  squareSidePixels,
  type AspectRatio,
  type Resolution,
  type Size,
} from './request/sizes.ts';

/**
 * Loads the client, generations and image headers on first use, which keeps them out of activation.
 */
export const loadService = () => import('./service.ts');
