import { styleDialects } from './syntax/dialect.ts';
import { createStyleLanguage } from './insertStyle.ts';

/** Sass with indentation. */
export const sass = createStyleLanguage(styleDialects.sass, ['sass'], ['sass']);
