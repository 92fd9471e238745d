import type { ReferenceForm } from '../../../languages/index.ts';
import type { UriComponents } from '../../relativePath.ts';
import { chooseImageFolders } from '../imageFolders.ts';
import type { Layout, LocatedDocument, ProjectFolder } from '../layout.ts';
import type { ProjectRule } from '../place.ts';
import { resolve } from '../uris.ts';

/** Whether a folder has a configuration file such as `vite.config.ts`. */
export function hasConfig({ names }: ProjectFolder, stem: string): boolean {
  return ['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].some((each) => names.has(`${stem}.${each}`));
}

/** The text of such a file. */
export function readConfig({ uri, reader }: ProjectFolder, stem: string): Promise<string> {
  const names = ['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].map((each) => `${stem}.${each}`);
  return reader.readFirst(uri, names).then((text) => text ?? '');
}

/** How a bundler finds a file next to the document: styles and Vue templates by its path, other code by an import. */
export function getBundledForm({ role, extension }: LocatedDocument): ReferenceForm {
  return (role === 'component' && extension !== 'vue') || role === 'script' ? 'import' : 'path';
}

/**
 * Whether a document is part of the site. Others, such as a README, are shown by other tools.
 * @param folders the folders of a project for texts
 */
export function isSiteDocument(
  { documentPath }: ProjectFolder,
  { role }: LocatedDocument,
  folders: readonly string[],
): boolean {
  if (role === 'other') return false;
  const [first = ''] = documentPath.split('/');
  return role !== 'text' || folders.includes(first);
}

/** Text folders of sites that are built with JavaScript. */
export const usualTextFolders: readonly string[] = [
  'app',
  'articles',
  'blog',
  'content',
  'contents',
  'data',
  'pages',
  'posts',
  '_posts',
  'src',
];

/** A folder whose files the site serves from its root. */
export interface PublicFolder {
  readonly name: string;
  /** The URL path of the site, such as `/` or `/docs/`. */
  readonly url?: string;
}

/** The layout of a site that serves its images from a public folder. */
export async function usePublicFolder(
  rule: ProjectRule,
  { uri, reader }: ProjectFolder,
  document: LocatedDocument,
  { name, url = '/' }: PublicFolder,
): Promise<Layout> {
  const folder = resolve(uri, name);
  return {
    rule,
    served: [{ folder, url }],
    relative: getBundledForm(document),
    folders: await chooseImageFolders(reader, folder, 'images'),
  };
}

/**
 * The layout of a site that bundles images which its code imports. The public folder comes second, and first for
 * data, which cannot import.
 * @param sources folders for bundled images, best first; the last one is created if none exists
 */
export async function useBundledFolder(
  rule: ProjectRule,
  project: ProjectFolder,
  document: LocatedDocument,
  sources: readonly string[],
  publicFolder: PublicFolder,
): Promise<Layout> {
  const served = await usePublicFolder(rule, project, document, publicFolder);
  const bundled = await listSources(project, sources);
  const isData = document.role === 'data';
  return {
    ...served,
    isOpen: !isData,
    folders: isData ? served.folders : [...bundled, ...served.folders],
  };
}

async function listSources(
  { uri, reader }: ProjectFolder,
  sources: readonly string[],
): Promise<UriComponents[]> {
  const folders = sources.map((each) => resolve(uri, each));
  const existing = await Promise.all(
    folders.map(async (folder) => ((await reader.exists(folder)) ? [folder] : [])),
  );
  const [first] = existing.flat();
  const chosen = first ?? folders.at(-1);
  if (chosen === undefined) return [];
  // `src/assets/images`, if it exists.
  const inside = first === undefined ? [] : await chooseImageFolders(reader, first, '');
  return [...new Set([...inside.slice(0, 1), chosen])];
}
