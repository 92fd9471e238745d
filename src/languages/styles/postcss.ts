import { styleDialects } from './syntax/dialect.ts';
import { createStyleLanguage } from './insertStyle.ts';

/** CSS with what the plugins of PostCSS and Tailwind CSS add to it. */
export const postcss = createStyleLanguage(
  styleDialects.css,
  ['postcss', 'tailwindcss'],
  ['pcss', 'postcss'],
);
