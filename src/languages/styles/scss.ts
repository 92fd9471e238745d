import { styleDialects } from './syntax/dialect.ts';
import { createStyleLanguage } from './insertStyle.ts';

/** SCSS. */
export const scss = createStyleLanguage(styleDialects.scss, ['scss'], ['scss']);
