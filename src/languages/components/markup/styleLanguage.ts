import type { DocumentLanguage } from '../../language.ts';
import { css } from '../../styles/css.ts';

const languages: Readonly<Record<string, DocumentLanguage>> = { css };

/** The language of a style sheet in a document, by its `lang` attribute. */
export function findStyleLanguage(lang: string): DocumentLanguage {
  return languages[lang] ?? css;
}
