import { posix } from 'node:path';
import { findPlaces } from '../../../../src/insert/place/findPlaces.ts';
import type {
  Place,
  PlaceDocument,
  PlaceSettings,
  ProjectReader,
} from '../../../../src/insert/place/place.ts';
import type { UriComponents } from '../../../../src/insert/relativePath.ts';

/** Files by their paths, with their texts. A folder without files ends with a slash. */
export type Files = Readonly<Record<string, string>>;

export const noSettings: PlaceSettings = {
  destination: {},
  markdownDestination: {},
  markdownOverwriteBehavior: 'nameIncrementally',
};

export function toUri(path: string): UriComponents {
  return { scheme: 'file', authority: '', path };
}

/** Reads files that are in memory. */
export function createReader(files: Files): ProjectReader {
  return {
    readText: ({ path }) => Promise.resolve(files[path]),
    list: ({ path }) => {
      const start = path === '/' ? '/' : `${path}/`;
      const names = Object.keys(files)
        .filter((each) => each.startsWith(start) && each !== start)
        .map((each) => each.slice(start.length).split('/')[0] ?? '');
      return Promise.resolve([...new Set(names)]);
    },
  };
}

/** The files of a workspace, by their paths in it. */
export function createFiles(root: string, paths: Files | string): Files {
  const entries =
    typeof paths === 'string'
      ? paths.split(' ').map((path): [string, string] => [path, ''])
      : Object.entries(paths).flatMap(([path, text]) =>
          // Several paths of files without a text.
          path.split(' ').map((each): [string, string] => [each, text]),
        );
  return Object.fromEntries(entries.map(([path, text]) => [posix.join(root, path), text]));
}

export const languageIds: Readonly<Record<string, string>> = {
  adoc: 'asciidoc',
  astro: 'astro',
  css: 'css',
  cshtml: 'aspnetcorerazor',
  dart: 'dart',
  erb: 'erb',
  heex: 'phoenix-heex',
  html: 'html',
  ipynb: 'markdown',
  java: 'java',
  js: 'javascript',
  json: 'json',
  jsx: 'javascriptreact',
  kt: 'kotlin',
  md: 'markdown',
  mdx: 'mdx',
  njk: 'nunjucks',
  org: 'org',
  php: 'php',
  py: 'python',
  qmd: 'quarto',
  rmd: 'rmd',
  rst: 'restructuredtext',
  scss: 'scss',
  svelte: 'svelte',
  tex: 'latex',
  ts: 'typescript',
  tsx: 'typescriptreact',
  txt: 'plaintext',
  typ: 'typst',
  vue: 'vue',
  xml: 'xml',
  yml: 'yaml',
};

/** A document of a workspace whose text is one of its files. */
export function createDocument(
  uri: UriComponents,
  text: string,
  more: Partial<PlaceDocument> = {},
): PlaceDocument {
  const extension = posix.extname(uri.path).slice(1).toLowerCase();
  const languageId = languageIds[extension] ?? extension;
  return { uri, languageId, text, isUntitled: false, ...more };
}

/** The places for an image in a file of a workspace. */
export function findPlacesIn(
  files: Files,
  root: string,
  documentPath: string,
  settings: PlaceSettings = noSettings,
  more: Partial<PlaceDocument> = {},
): Promise<readonly Place[]> {
  const path = posix.join(root, documentPath);
  const document = createDocument(toUri(path), files[path] ?? '', more);
  return findPlaces(document, [toUri(root)], settings, createReader(files), {
    now: 0,
    findPaths: findSimplePaths,
  });
}

/** A place as `folder → path (form, rule)`, with the folder as a path from the workspace. */
export function formatPlace(place: Place | undefined, root: string): string {
  if (!place) return 'none';
  const file = place.locate('a-fox.png');
  const reference = place.describe(file);
  const folder = posix.relative(root, place.folder.path);
  const form = reference?.form === 'path' ? '' : `${reference?.form ?? 'undefined'}, `;
  return `${folder || '.'} → ${reference?.path ?? 'undefined'} (${form}${place.rule})`;
}

/** Finds references in the forms of the tests, so that they do not depend on the languages. */
function findSimplePaths({ text }: { readonly text: string }): Promise<readonly string[]> {
  const references = text.matchAll(
    /!\[[^\]]*\]\(([^)]*)\)|(?:src|href)="([^"]*)"|graphics(?:\[.*?\])?\{([^}]*)\}|from '([^']*)'|url\(([^)]*)\)|image::([^[]*)\[|asset\('([^']*)'\)/g,
  );
  return Promise.resolve([...references].map(([, ...groups]) => groups.join('')));
}
