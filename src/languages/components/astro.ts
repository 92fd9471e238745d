import { createMarkupLanguage } from './markup/createMarkupLanguage.ts';
import { parseAstro } from './markup/markupDocument.ts';

/** Astro. Its build resolves no paths in markup, and imports images as objects with their URL and size. */
export const astro = createMarkupLanguage({
  ids: ['astro'],
  extensions: ['astro'],
  parse: parseAstro,
  readSyntax: (imports) => {
    const hasImage = imports.some(
      ({ source, names }) => source === 'astro:assets' && names.includes('Image'),
    );
    return {
      hasJsx: true,
      urlOf: (name) => `${name}.src`,
      interpolates: false,
      decodesTwice: true,
      ...(hasImage && { imageComponent: 'Image' }),
    };
  },
  writeScript: (imports, eol, text) =>
    `---${eol}${imports}${eol}---${eol}${text.trim() === '' ? '' : eol}`,
});
