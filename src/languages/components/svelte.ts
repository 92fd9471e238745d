import { detectIndentation } from './insertAmongChildren.ts';
import { createMarkupLanguage } from './markup/createMarkupLanguage.ts';
import { parseSvelte } from './markup/markupDocument.ts';

/** Svelte. Its build resolves no paths in markup, so images are imported. */
export const svelte = createMarkupLanguage({
  ids: ['svelte'],
  extensions: ['svelte'],
  parse: parseSvelte,
  readSyntax: () => ({ hasJsx: false, urlOf: (name) => name, interpolates: true }),
  writeScript: (imports, eol, text) => {
    const indentation = detectIndentation(text) ?? '  ';
    const lines = imports.split(eol).map((line) => indentation + line + eol);
    const separator = text.trim() === '' ? '' : eol;
    return `<script>${eol}${lines.join('')}</script>${eol}${separator}`;
  },
});
