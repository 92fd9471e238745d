import type { DocumentLanguage } from '../language.ts';
import { css } from './css.ts';

/** A relative of CSS. */
export const less: DocumentLanguage = { ...css, ids: ['less'], extensions: ['less'] };
