/**
 * The other half of the face: what speaks to the service, and knows the pictures it sends. A room that
 * needs it takes it by `await import`, so that it loads with the first generation and not at activation.
 */
export { createClient } from './api/client.ts';
export { generate, resume } from './run/generate.ts';
export { maxImageBytes, readImageInfo } from './run/readImage.ts';
