import { styleDialects } from './syntax/dialect.ts';
import { createStyleLanguage } from './insertStyle.ts';

/** Stylus. */
export const stylus = createStyleLanguage(styleDialects.stylus, ['stylus'], ['styl', 'stylus']);
