/** The syntaxes of references to images. `path` is the relative path alone. */
export type ReferenceKind =
  'markdown' | 'mdx' | 'html' | 'component' | 'css' | 'indentedCss' | 'latex' | 'jsx' | 'path';

const kindByLanguageId: Readonly<Record<string, ReferenceKind>> = {
  markdown: 'markdown',
  quarto: 'markdown',
  rmd: 'markdown',
  mdx: 'mdx',
  html: 'html',
  php: 'html',
  blade: 'html',
  handlebars: 'html',
  razor: 'html',
  aspnetcorerazor: 'html',
  ejs: 'html',
  erb: 'html',
  twig: 'html',
  liquid: 'html',
  'jinja-html': 'html',
  'django-html': 'html',
  vue: 'component',
  'vue-html': 'component',
  svelte: 'component',
  astro: 'component',
  css: 'css',
  scss: 'css',
  less: 'css',
  postcss: 'css',
  sass: 'indentedCss',
  stylus: 'indentedCss',
  latex: 'latex',
  tex: 'latex',
  javascriptreact: 'jsx',
  typescriptreact: 'jsx',
};

/** For languages that VS Code knows only from an extension, which may not be installed. */
const kindByExtension: Readonly<Record<string, ReferenceKind>> = {
  md: 'markdown',
  qmd: 'markdown',
  rmd: 'markdown',
  mdx: 'mdx',
  vue: 'component',
  svelte: 'component',
  astro: 'component',
  sass: 'indentedCss',
  styl: 'indentedCss',
  tex: 'latex',
};

/**
 * The syntax of references in a document.
 * @param languageId VS Code's id of the document's language
 * @param fileName name or path of the document; used if its language is plain text
 */
export function getReferenceKind(languageId: string, fileName: string): ReferenceKind {
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  // Many users associate MDX files with Markdown, but braces are still expressions in them.
  if (languageId === 'markdown' && extension === 'mdx') return 'mdx';
  if (languageId === 'plaintext') return lookUp(kindByExtension, extension) ?? 'path';
  return lookUp(kindByLanguageId, languageId) ?? 'path';
}

function lookUp(
  table: Readonly<Record<string, ReferenceKind>>,
  key: string,
): ReferenceKind | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
