import type { DocumentLanguage } from '../language.ts';
import { css } from './css.ts';

/** A relative of CSS. */
export const sass: DocumentLanguage = { ...css, ids: ['sass'], extensions: ['sass'] };
