import type { DocumentLanguage } from '../language.ts';
import { css } from './css.ts';

/** A relative of CSS. */
export const stylus: DocumentLanguage = { ...css, ids: ['stylus'], extensions: ['stylus'] };
