import type { DocumentLanguage } from '../../language.ts';
import { css } from '../../styles/css.ts';
import { styleLanguages } from '../../styles/styleLanguages.ts';

/** The language of a style sheet in a document, by its `lang` attribute. */
export function findStyleLanguage(lang: string): DocumentLanguage {
  return (Object.hasOwn(styleLanguages, lang) ? styleLanguages[lang] : undefined) ?? css;
}
