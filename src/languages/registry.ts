import { dart } from './code/dart.ts';
import { json } from './code/json.ts';
import { kotlin } from './code/kotlin.ts';
import { otherCode } from './code/otherCode.ts';
import { plainText } from './code/plainText.ts';
import { python } from './code/python.ts';
import { swift } from './code/swift.ts';
import { toml } from './code/toml.ts';
import { yaml } from './code/yaml.ts';
import { astro } from './components/astro.ts';
import { jsx } from './components/jsx.ts';
import { svelte } from './components/svelte.ts';
import { tsx } from './components/tsx.ts';
import { blade } from './html/blade.ts';
import { django } from './html/django.ts';
import { ejs } from './html/ejs.ts';
import { erb } from './html/erb.ts';
import { handlebars } from './html/handlebars.ts';
import { html } from './html/html.ts';
import { jinja } from './html/jinja.ts';
import { liquid } from './html/liquid.ts';
import { nunjucks } from './html/nunjucks.ts';
import { php } from './html/php.ts';
import { razor } from './html/razor.ts';
import { twig } from './html/twig.ts';
import { vue } from './html/vue.ts';
import { xml } from './html/xml.ts';
import type { DocumentLanguage } from './language.ts';
import { markdown } from './markdown/markdown.ts';
import { mdx } from './markdown/mdx.ts';
import { quarto } from './markdown/quarto.ts';
import { rMarkdown } from './markdown/rMarkdown.ts';
import { javascript } from './scripts/javascript.ts';
import { typescript } from './scripts/typescript.ts';
import { css } from './styles/css.ts';
import { less } from './styles/less.ts';
import { postcss } from './styles/postcss.ts';
import { sass } from './styles/sass.ts';
import { scss } from './styles/scss.ts';
import { stylus } from './styles/stylus.ts';
import { asciidoc } from './typesetting/asciidoc/asciidoc.ts';
import { latex } from './typesetting/latex/latex.ts';
import { mediaWiki } from './typesetting/mediawiki/mediawiki.ts';
import { org } from './typesetting/org/org.ts';
import { restructuredText } from './typesetting/restructuredtext/restructuredtext.ts';
import { textile } from './typesetting/textile.ts';
import { typst } from './typesetting/typst/typst.ts';

/** All document languages. The first one with an id or an extension is used for it. */
export const languages: readonly DocumentLanguage[] = [
  markdown,
  mdx,
  quarto,
  rMarkdown,
  asciidoc,
  latex,
  mediaWiki,
  org,
  restructuredText,
  textile,
  typst,
  blade,
  django,
  ejs,
  erb,
  handlebars,
  html,
  jinja,
  liquid,
  nunjucks,
  php,
  razor,
  twig,
  vue,
  xml,
  astro,
  jsx,
  svelte,
  tsx,
  javascript,
  typescript,
  css,
  less,
  postcss,
  sass,
  scss,
  stylus,
  dart,
  json,
  kotlin,
  plainText,
  python,
  swift,
  toml,
  yaml,
  ...otherCode,
];

const byId = createIndex(({ ids }) => ids);
const byExtension = createIndex(({ extensions }) => extensions);

/** Languages that VS Code's user can have for files of a more specific one, because it is not installed. */
const generalIds: ReadonlySet<string> = new Set([
  'plaintext',
  'markdown',
  'html',
  'php',
  'ruby',
  'tex',
  'xml',
]);

/**
 * The language of a document.
 * @param languageId VS Code's id of the document's language
 * @param fileName name or path of the document. Its extension counts if the ID is too general: many users
 * associate MDX files with Markdown, and without an extension for it, VS Code calls Svelte plain text.
 * @returns undefined if nothing is known about it
 */
export function findLanguage(languageId: string, fileName: string): DocumentLanguage | undefined {
  const [, double = '', extension = ''] =
    /\.((?:[^./\\]+\.)?([^./\\]+))$/.exec(fileName.toLowerCase()) ?? [];
  // `page.blade.php` is Blade.
  const byFileName = byExtension.get(double) ?? byExtension.get(extension);
  const specific = generalIds.has(languageId) ? byFileName : undefined;
  return specific ?? byId.get(languageId) ?? byFileName;
}

function createIndex(
  getKeys: (language: DocumentLanguage) => readonly string[],
): ReadonlyMap<string, DocumentLanguage> {
  const entries = languages.flatMap((language) =>
    getKeys(language).map((key): [string, DocumentLanguage] => [key, language]),
  );
  // The first one wins.
  return new Map(entries.reverse());
}
