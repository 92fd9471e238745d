/** The face of the service module: everything that another room may use of it. */
export { createClient, type Client } from './client.ts';
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
export {
  addressLifetime,
  generate,
  resume,
  type GenerateOptions,
  type GenerationEvent,
} from './generate.ts';
export { accessKeySchema, type AccessKey, type Key } from './key.ts';
export { modelIds, modelOf, models, type ModelId } from './models.ts';
export { pictureTypes, type Picture, type PictureFacts, type PictureType } from './picture.ts';
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
