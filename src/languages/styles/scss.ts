import type { DocumentLanguage } from '../language.ts';
import { css } from './css.ts';

/** A relative of CSS. */
export const scss: DocumentLanguage = { ...css, ids: ['scss'], extensions: ['scss'] };
