import { encodePath } from '../text/encodePath.ts';
import { createHtmlLanguage } from './createHtmlLanguage.ts';
import { javascriptCode } from './regions/codeLanguages.ts';

/** Vue. */
export const vue = createHtmlLanguage({
  ids: ['vue', 'vue-html'],
  extensions: ['vue'],
  hasComponents: true,
  hasComponentBlocks: true,
  // The compiler bundles only sources that start with a dot. Those with a slash are served as they are.
  encodePath: (path) => (/^(?:\.{0,2}\/)/.test(path) ? encodePath(path) : `./${encodePath(path)}`),
  template: {
    delimiters: [{ open: '{{', close: '}}', kind: 'output', hasStrings: true }],
    language: javascriptCode,
    ignoresScripts: true,
  },
});
