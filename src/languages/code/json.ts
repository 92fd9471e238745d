import type { DocumentLanguage } from '../language.ts';
import { javascript } from '../scripts/javascript.ts';

/** A relative of JavaScript. */
export const json: DocumentLanguage = { ...javascript, ids: ['json'], extensions: ['json'] };
