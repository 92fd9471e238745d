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
export { generate, resume, type GenerateOptions, type GenerationEvent } from './generate.ts';
export { modelIds, models, type ModelId } from './models.ts';
export { pictureTypes, type Picture, type PictureType } from './picture.ts';
export { providerIds, providers, simulated, type Provider, type ProviderId } from './providers.ts';
export {
  faultsOf,
  promptLength,
  recommendedPromptLength,
  type GenerationRequest,
} from './request.ts';
export {
  aspectRatios,
  resolutions,
  sizeOf,
  type AspectRatio,
  type Resolution,
  type Size,
} from './sizes.ts';
export type { TaskReference } from './wire.ts';
