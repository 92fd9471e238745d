import { styleDialects } from './syntax/dialect.ts';
import { createStyleLanguage } from './insertStyle.ts';

/** Less. */
export const less = createStyleLanguage(styleDialects.less, ['less'], ['less']);
