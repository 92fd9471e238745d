import type { DocumentLanguage } from '../language.ts';
import { javascript } from '../scripts/javascript.ts';

/** A relative of JavaScript. */
export const tsx: DocumentLanguage = {
  ...javascript,
  ids: ['typescriptreact'],
  extensions: ['tsx'],
};
