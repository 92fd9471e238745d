export { createSamples } from './createSamples.ts';
