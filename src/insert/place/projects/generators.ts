import { chooseImageFolders, listUsedImageFolders } from '../imageFolders.ts';
import type { FindLayout } from '../layout.ts';
import { resolve } from '../uris.ts';
import { readField } from './fields.ts';

const hugoConfigs = ['hugo', 'config'].flatMap((stem) =>
  ['toml', 'yaml', 'yml', 'json'].map((extension) => `${stem}.${extension}`),
);

/** The names of a page bundle: its images are next to it. With a language, such as `index.zh.md`. */
const bundleIndex = /^_?index(?:\.[\w-]+)?$/;

const findHugo: FindLayout = async ({ uri, names, documentPath, reader }, document) => {
  const configs = hugoConfigs.filter((each) => names.has(each));
  const hasFolders = ['archetypes', 'layouts', 'themes', 'static'].some((each) => names.has(each));
  const isNamed = configs.some((each) => each.startsWith('hugo.'));
  const isConfigured = configs.length > 0 || names.has('config');
  if (!isNamed && !(isConfigured && hasFolders && names.has('content'))) return undefined;
  const config = (await reader.readFirst(uri, hugoConfigs)) ?? '';
  // Zola has the same folders, and another name for the URL.
  if (readField(config, 'base_url') !== undefined) return undefined;
  const contentFolder = readField(config, 'contentDir') ?? 'content';
  const isContent = documentPath.startsWith(`${contentFolder}/`);
  const isTheme = ['layouts', 'themes', 'assets', 'static', 'archetypes', 'data'].some((each) =>
    documentPath.startsWith(`${each}/`),
  );
  if (!isContent && !isTheme) return undefined;
  const folder = resolve(uri, readField(config, 'staticDir') ?? 'static');
  const served = [{ folder, url: '/' }];
  if (isContent && bundleIndex.test(document.stem)) {
    const existing = await listUsedImageFolders(reader, document.folder);
    const folders = [...existing, document.folder];
    return { rule: 'hugoBundle', served, relative: 'path', folders, isOpen: true };
  }
  return {
    rule: 'hugoStatic',
    served,
    folders: await chooseImageFolders(reader, folder, 'images'),
  };
};

const findZola: FindLayout = async ({ uri, names, documentPath, reader }, document) => {
  const isZola = names.has('config.toml') || names.has('zola.toml');
  if (!isZola || !names.has('content')) return undefined;
  const config = (await reader.readFirst(uri, ['zola.toml', 'config.toml'])) ?? '';
  if (readField(config, 'base_url') === undefined) return undefined;
  const folder = resolve(uri, 'static');
  const served = [{ folder, url: '/' }];
  if (!/^(?:content|templates|sass|themes)\//.test(documentPath)) return undefined;
  if (documentPath.startsWith('content/') && bundleIndex.test(document.stem))
    return { rule: 'zola', served, relative: 'path', folders: [document.folder], isOpen: true };
  return { rule: 'zola', served, folders: await chooseImageFolders(reader, folder, 'images') };
};

const jekyllFolders = ['_posts', '_layouts', '_includes', '_drafts', '_sass'];

const findJekyll: FindLayout = async ({ uri, names, documentPath, reader }, document) => {
  if (!names.has('_config.yml') && !names.has('_config.yaml')) return undefined;
  if (names.has('scaffolds') || names.has('_toc.yml')) return undefined;
  const gemfile = (await reader.readFirst(uri, ['Gemfile'])) ?? '';
  const isJekyll = /jekyll|github-pages/.test(gemfile);
  if (!isJekyll && !jekyllFolders.some((each) => names.has(each))) return undefined;
  if (document.role === 'other') return undefined;
  const config = (await reader.readFirst(uri, ['_config.yml', '_config.yaml'])) ?? '';
  const url = `${(readField(config, 'baseurl') ?? '').replace(/\/$/, '')}/`;
  // A page is written where it is, with its relative paths, unless it has a URL of its own.
  const isPage = !documentPath.split('/').some((each) => each.startsWith('_'));
  const hasOwnUrl = hasPermalink(document.text) || readField(config, 'permalink') !== undefined;
  if (isPage && !hasOwnUrl)
    return { rule: 'besideDocument', relative: 'path', folders: [], isOpen: true };
  const folders = await chooseImageFolders(reader, uri, 'assets/images');
  return { rule: 'jekyll', served: [{ folder: uri, url }], folders };
};

function hasPermalink(text: string): boolean {
  return /^permalink\s*:/m.test(text.slice(0, 4_000));
}

const findMkDocs: FindLayout = async ({ uri, names, documentPath, reader }, document) => {
  if (!names.has('mkdocs.yml') && !names.has('mkdocs.yaml')) return undefined;
  const config = (await reader.readFirst(uri, ['mkdocs.yml', 'mkdocs.yaml'])) ?? '';
  const docs = (readField(config, 'docs_dir') ?? 'docs').replace(/^\.\/|\/$/g, '');
  if (document.role === 'other' || !documentPath.startsWith(`${docs}/`)) return undefined;
  const folders = await chooseImageFolders(reader, resolve(uri, docs), 'images');
  return { rule: 'mkdocs', relative: 'path', folders, isOpen: true };
};

const findSphinx: FindLayout = async ({ uri, names, reader }, document) => {
  if (!names.has('conf.py') || document.role !== 'text') return undefined;
  const config = (await reader.readFirst(uri, ['conf.py'])) ?? '';
  const isNikola = readField(config, 'BLOG_TITLE') !== undefined;
  if (isNikola)
    return {
      rule: 'sphinx',
      served: [{ folder: resolve(uri, 'images'), url: '/images/' }],
      folders: [resolve(uri, 'images')],
    };
  const isStatic = names.has('_static');
  const existing = await listUsedImageFolders(reader, uri);
  const inStatic = isStatic ? await chooseImageFolders(reader, resolve(uri, '_static'), '') : [];
  return { rule: 'sphinx', relative: 'path', folders: [...existing, ...inStatic], isOpen: true };
};

const findPelican: FindLayout = ({ uri, names, documentPath }, document) => {
  if (!names.has('pelicanconf.py') || document.role !== 'text') return undefined;
  if (!documentPath.startsWith('content/')) return undefined;
  const folder = resolve(uri, 'content/images');
  return { rule: 'pelican', served: [{ folder, url: '/images/' }], folders: [folder] };
};

/** Site and documentation generators that are not written in JavaScript. */
export const generatorProjects: readonly FindLayout[] = [
  findHugo,
  findZola,
  findJekyll,
  findMkDocs,
  findSphinx,
  findPelican,
];
