import type { DocumentLanguage } from '../language.ts';
import { javascript } from '../scripts/javascript.ts';

/** A relative of JavaScript. */
export const jsx: DocumentLanguage = {
  ...javascript,
  ids: ['javascriptreact'],
  extensions: ['jsx'],
};
