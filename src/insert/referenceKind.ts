/** The ways in which languages refer to a picture; `path` is the bare relative path. */
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

/** For files whose language VS Code knows only with an extension that may not be installed. */
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
 * How references are written in a document.
 * @param languageId VS Code's language id
 * @param fileName the document's name or path; decides where VS Code calls the document plain text
 */
export function getReferenceKind(languageId: string, fileName: string): ReferenceKind {
  const extension = /\.([^./\\]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  // Many people open MDX as Markdown; its braces mean expressions all the same.
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
