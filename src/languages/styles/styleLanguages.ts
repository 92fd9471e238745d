import type { DocumentLanguage } from '../language.ts';
import { css } from './css.ts';
import { less } from './less.ts';
import { postcss } from './postcss.ts';
import { sass } from './sass.ts';
import { scss } from './scss.ts';
import { stylus } from './stylus.ts';

/** The languages of style sheets in other documents, by their names in `lang`. */
export const styleLanguages: Readonly<Record<string, DocumentLanguage>> = {
  css,
  less,
  postcss,
  pcss: postcss,
  sass,
  scss,
  styl: stylus,
  stylus,
};
