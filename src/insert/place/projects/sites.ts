import { chooseImageFolders, listImageFolders } from '../imageFolders.ts';
import type { FindLayout, Layout, LocatedDocument, ProjectFolder } from '../layout.ts';
import type { ProjectRule } from '../place.ts';
import { resolve } from '../uris.ts';
import { getBundledForm, hasConfig, readConfig } from './bundled.ts';
import { readField } from './fields.ts';

const findDocusaurus: FindLayout = async (project, document) => {
  const { uri, documentPath, reader } = project;
  if (!hasConfig(project, 'docusaurus.config')) return undefined;
  const [first = ''] = documentPath.split('/');
  const isInRoot = !documentPath.includes('/');
  if (document.role === 'other' || (document.role === 'text' && isInRoot)) return undefined;
  if (first === '.github') return undefined;
  const folder = resolve(uri, 'static');
  const folders = await chooseImageFolders(reader, folder, 'img');
  // The build adds the base URL to the paths of texts, and resolves the imports and styles of the others.
  if (document.role !== 'text' && document.role !== 'data')
    return { rule: 'docusaurus', relative: getBundledForm(document), folders, isOpen: true };
  const served = [{ folder, url: '/' }];
  const beside = document.role === 'text' ? await listImageFolders(reader, document.folder) : [];
  const all = [...beside, ...folders];
  return { rule: 'docusaurus', served, relative: 'path', folders: all, isOpen: true };
};

/** VitePress and VuePress, whose folder is that of the texts. */
const findVitePress: FindLayout = async ({ uri, names, reader }, document) => {
  const isVitePress = names.has('.vitepress');
  if (!isVitePress && !names.has('.vuepress')) return undefined;
  if (document.role !== 'text' && document.role !== 'component') return undefined;
  const source = isVitePress ? await readVitePressSource(uri, reader) : uri;
  const folder = resolve(source, isVitePress ? 'public' : '.vuepress/public');
  const served = [{ folder, url: '/' }];
  if (!(await reader.exists(folder)))
    return { rule: 'besideDocument', served, relative: 'path', folders: [], isOpen: true };
  const folders = await chooseImageFolders(reader, folder, 'images');
  return { rule: 'vitePress', served, relative: 'path', folders, isOpen: true };
};

async function readVitePressSource(
  uri: ProjectFolder['uri'],
  reader: ProjectFolder['reader'],
): Promise<ProjectFolder['uri']> {
  const names = ['ts', 'js', 'mts', 'mjs'].map((each) => `config.${each}`);
  const config = (await reader.readFirst(resolve(uri, '.vitepress'), names)) ?? '';
  const [, source = '.'] = /\bsrcDir\s*:\s*['"`]([^'"`]*)/.exec(config) ?? [];
  return resolve(uri, source);
}

const eleventyConfigs = ['.eleventy', 'eleventy.config'];

const findEleventy: FindLayout = async (project, document) => {
  const isConfigured = eleventyConfigs.some((each) => hasConfig(project, each));
  if (!isConfigured && !project.dependencies.has('@11ty/eleventy')) return undefined;
  const isReadme = document.role === 'text' && /^readme$/i.test(document.stem);
  if (document.role === 'other' || isReadme) return undefined;
  const configs = await Promise.all(eleventyConfigs.map((each) => readConfig(project, each)));
  const config = configs.join('\n');
  const [, input = '.'] = /\binput\s*:\s*['"]([^'"]*)/.exec(config) ?? [];
  const copies = listCopies(config, input);
  const served = copies.map(({ from, url }) => ({ folder: resolve(project.uri, from), url }));
  const source = resolve(project.uri, input);
  if (served.length === 0) {
    const folder = resolve(source, 'images');
    return { rule: 'eleventy', served: [{ folder, url: '/images/' }], folders: [folder] };
  }
  const folders = await Promise.all(
    copies.map(({ from }) => listFoldersInCopy(project, resolve(project.uri, from))),
  );
  return { rule: 'eleventy', served, folders: folders.flat() };
};

/** A copied folder whose name is that of images comes first by itself; in another one, `images` is created. */
function listFoldersInCopy({ reader }: ProjectFolder, folder: ProjectFolder['uri']) {
  return /\/(?:images?|imgs?|pictures|photos|media|assets)$/i.test(folder.path)
    ? chooseImageFolders(reader, folder, '')
    : chooseImageFolders(reader, folder, 'images');
}

/** What Eleventy copies as it is: `addPassthroughCopy("src/img")`, `addPassthroughCopy({ public: "/" })`. */
function listCopies(config: string, input: string): { from: string; url: string }[] {
  const calls = [...config.matchAll(/addPassthroughCopy\(\s*(?:(['"`])([^'"`]*)\1|\{([^}]*)\})/g)];
  const copies = calls.flatMap(([, , path, map]) => {
    if (path !== undefined) return [{ from: path, url: removePrefix(path, input) }];
    return (map ?? '').split(',').flatMap((entry) => {
      const [from, url] = entry.replace(/['"`\s]/g, '').split(':');
      return from === undefined || url === undefined ? [] : [{ from, url }];
    });
  });
  return copies
    .map(({ from, url }) => ({
      from: from.replace(/^\.?\/|\/$/g, ''),
      url: `/${url}/`.replace(/\/{2,}|\/\.\//g, '/'),
    }))
    .filter(({ from }) => !/[*{]|\.(?:css|js|ico|txt|xml|svg|png|woff2?)$/.test(from))
    .sort((a, b) => rankCopy(a.from) - rankCopy(b.from));
}

function rankCopy(path: string): number {
  if (/images?|img|pictures|photos|media/i.test(path)) return 0;
  return /assets|public|static/i.test(path) ? 1 : 2;
}

function removePrefix(path: string, input: string): string {
  const folder = `${input.replace(/^\.\/|\/$/g, '')}/`;
  const clean = path.replace(/^\.?\//, '');
  return clean.startsWith(folder) ? clean.slice(folder.length) : clean;
}

const findHexo: FindLayout = async (
  { uri, names, dependencies, documentPath, reader },
  document,
) => {
  const isHexo = dependencies.has('hexo') || (names.has('_config.yml') && names.has('scaffolds'));
  if (!isHexo || !/^(?:source|scaffolds|themes)\//.test(documentPath)) return undefined;
  if (document.role === 'other') return undefined;
  const config = (await reader.readFirst(uri, ['_config.yml'])) ?? '';
  const hasAssetFolders = readField(config, 'post_asset_folder') === 'true';
  if (hasAssetFolders && /^source\/_(?:posts|drafts)\//.test(documentPath)) {
    const folder = resolve(document.folder, document.stem);
    return { rule: 'hexo', relative: 'path', bases: [folder], folders: [folder] };
  }
  const source = resolve(uri, 'source');
  return {
    rule: 'hexo',
    served: [{ folder: source, url: '/' }],
    folders: await chooseImageFolders(reader, source, 'images'),
  };
};

/** Antora finds an image of a module by its path in the module's folder for images. */
const findAntora: FindLayout = (project, document) => {
  const [, module] = /^(modules\/[^/]+)\//.exec(project.documentPath) ?? [];
  if (module === undefined || document.role !== 'text') return undefined;
  if (!project.names.has('antora.yml') && document.extension !== 'adoc') return undefined;
  const folder = resolve(project.uri, `${module}/images`);
  return useFolder('antora', folder);
};

function useFolder(rule: ProjectRule, folder: LocatedDocument['uri']): Layout {
  return { rule, relative: 'path', bases: [folder], folders: [folder] };
}

/** The setting of Obsidian for attachments. */
const findObsidian: FindLayout = async ({ uri, names, reader }, document) => {
  if (!names.has('.obsidian') || document.role !== 'text') return undefined;
  const config = (await reader.readText(resolve(uri, '.obsidian/app.json'))) ?? '';
  const [, path] = /"attachmentFolderPath"\s*:\s*"([^"\\]*)"/.exec(config) ?? [];
  if (path === undefined) return undefined;
  const folder = resolve(/^\.(?:\/|$)/.test(path) ? document.folder : uri, path);
  return { rule: 'obsidian', relative: 'path', folders: [folder], isOpen: true };
};

/** An R Markdown book is one document, built in its root folder. */
const findBookdown: FindLayout = async ({ uri, names, reader }, document) => {
  if (!names.has('_bookdown.yml') || document.role !== 'text') return undefined;
  const folders = await chooseImageFolders(reader, uri, 'images');
  return { rule: 'bookdown', relative: 'path', bases: [uri], folders };
};

/** Sites and documentation that are recognized by their folders. */
export const siteProjects: readonly FindLayout[] = [
  findDocusaurus,
  findVitePress,
  findEleventy,
  findHexo,
  findAntora,
  findObsidian,
  findBookdown,
];
