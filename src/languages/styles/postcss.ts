import type { DocumentLanguage } from '../language.ts';
import { css } from './css.ts';

/** A relative of CSS. */
export const postcss: DocumentLanguage = { ...css, ids: ['postcss'], extensions: ['postcss'] };
