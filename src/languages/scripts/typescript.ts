import type { DocumentLanguage } from '../language.ts';
import { javascript } from './javascript.ts';

/** A relative of JavaScript. */
export const typescript: DocumentLanguage = {
  ...javascript,
  ids: ['typescript'],
  extensions: ['ts'],
};
