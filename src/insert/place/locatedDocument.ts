import { posix } from 'node:path';
import { getParentFolder, type UriComponents } from '../relativePath.ts';
import type { DocumentRole, LocatedDocument } from './layout.ts';
import type { PlaceDocument } from './place.ts';
import { getName, resolve } from './uris.ts';

/** Languages by their roles. The extension counts for a language that VS Code does not know. */
const roles: Readonly<Record<Exclude<DocumentRole, 'other'>, readonly string[]>> = {
  text: [
    'markdown md mdx quarto qmd rmd rmarkdown asciidoc adoc asc restructuredtext rst org textile',
    'mediawiki wikitext typst typ ipynb jupyter juliamarkdown mdoc',
  ],
  component: ['svelte astro vue javascriptreact typescriptreact jsx tsx'],
  script: ['javascript typescript js ts mjs cjs mts cts coffeescript'],
  style: ['css scss sass less stylus styl postcss pcss tailwindcss'],
  page: [
    'html htm xhtml php blade twig jinja jinja-html jinja2 j2 django-html nunjucks njk liquid handlebars hbs',
    'mustache razor cshtml aspnetcorerazor ejs erb html-erb gohtml gotmpl tmpl html-eex heex eex phoenix-heex pug',
    'jade haml slim thymeleaf jsp ruby',
  ],
  data: ['json jsonc json5 yaml yml toml'],
};

const rolesByLanguage: ReadonlyMap<string, DocumentRole> = new Map(
  (Object.keys(roles) as (keyof typeof roles)[]).flatMap((role) =>
    roles[role]
      .join(' ')
      .split(' ')
      .map((id): [string, DocumentRole] => [id, role]),
  ),
);

/** Languages that VS Code uses for files of others, as in `findLanguage`. */
const generalLanguages = new Set(['plaintext', 'markdown', 'html', 'ruby']);

/**
 * What is known about a document before any file is read. An untitled one is treated as if it were saved in the
 * first workspace folder.
 * @returns undefined for an untitled document without a workspace
 */
export function locateDocument(
  document: PlaceDocument,
  workspaceFolders: readonly UriComponents[],
): LocatedDocument | undefined {
  const uri = getSavedUri(document, workspaceFolders);
  if (!uri) return undefined;
  const folder = getParentFolder(uri);
  const name = getName(uri);
  const dotted = posix.extname(name);
  const extension = dotted.slice(1).toLowerCase();
  const { languageId, text } = document;
  const byId = rolesByLanguage.get(languageId);
  const byExtension = rolesByLanguage.get(extension);
  const role = generalLanguages.has(languageId) ? (byExtension ?? byId) : (byId ?? byExtension);
  return {
    uri,
    folder,
    name,
    stem: name.slice(0, name.length - dotted.length),
    extension,
    languageId,
    role: role ?? 'other',
    text,
    base: readBase(folder, document.baseFolder),
    ...(document.latexRoots && { latexRoots: document.latexRoots }),
  };
}

function getSavedUri(
  { uri, isUntitled }: PlaceDocument,
  [firstFolder]: readonly UriComponents[],
): UriComponents | undefined {
  if (!isUntitled) return uri;
  if (!firstFolder) return undefined;
  // An untitled document can have the path that it will be saved to.
  return uri.path.startsWith('/')
    ? { ...firstFolder, path: uri.path }
    : resolve(firstFolder, getName(uri));
}

/** A base folder that is a URL, or that an attribute decides, is unknown. */
function readBase(folder: UriComponents, baseFolder = ''): UriComponents {
  const path = baseFolder.replace(/^\{docdir\}\/?/, '');
  return /[{}]|^\w+:\/\//.test(path) || path.startsWith('/') ? folder : resolve(folder, path);
}
