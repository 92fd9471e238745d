/**
 * The face of the service module: with `calls.ts`, which loads later, everything that another room
 * may use of it.
 */
export type { Client } from './client.ts';
export { systemClock, type Clock } from './clock.ts';
export {
  failureSchema,
  JimengError,
  type Failure,
  type RequestFault,
  type ServiceFailure,
} from './errors.ts';
export { estimateFrom, expectedSeconds, type Estimate } from './estimate.ts';
export type { Fetch } from './fetch.ts';
export type { GenerateOptions, GenerationEvent } from './generate.ts';
export { accessKeySchema, type AccessKey, type Key } from './key.ts';
export { areAlive, taskLifetime } from './lifetimes.ts';
export { modelIds, modelOf, models, type ModelId } from './models.ts';
export type { Picture, PictureFacts } from './picture.ts';
export { pictureTypes, type PictureType } from './pictureTypes.ts';
export {
  customProvider,
  customProviderSchema,
  providerIds,
  providers,
  simulated,
  type CustomProvider,
  type Provider,
  type ProviderId,
} from './providers.ts';
export {
  aigcMetaSchema,
  faultsOf,
  logoInfoSchema,
  promptLength,
  recommendedPromptLength,
  requestSchema,
  type GenerationRequest,
} from './request.ts';
export {
  aspectRatios,
  resolutions,
  sizeOf,
  squareSides,
  type AspectRatio,
  type Resolution,
  type Size,
} from './sizes.ts';
export type { TaskReference } from './wire.ts';
