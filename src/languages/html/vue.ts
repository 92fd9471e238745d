import { encodePath } from '../text/encodePath.ts';
import { createPageLanguage } from './createPageLanguage.ts';
import { javascriptCode } from './code/codeLanguages.ts';

/** Vue. */
export const vue = createPageLanguage({
  ids: ['vue', 'vue-html'],
  extensions: ['vue'],
  hasComponents: true,
  hasComponentBlocks: true,
  encodePath: encodeVuePath,
  // The compiler decodes a source and imports it in single quotes, which it does not escape.
  encodeSource: (path) => encodeVuePath(path).replaceAll('%27', '%5C%27'),
  template: {
    delimiters: [{ open: '{{', close: '}}', kind: 'output', hasStrings: true }],
    language: javascriptCode,
    ignoresScripts: true,
  },
});

/** The compiler bundles only sources that start with a dot. Those with a slash are served as they are. */
function encodeVuePath(path: string): string {
  return /^\.{0,2}\//.test(path) ? encodePath(path) : `./${encodePath(path)}`;
}
