import { styleDialects } from './syntax/dialect.ts';
import { createStyleLanguage } from './insertStyle.ts';

/** CSS. */
export const css = createStyleLanguage(styleDialects.css, ['css'], ['css']);
