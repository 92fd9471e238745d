import { posix } from 'node:path';
import type { UriComponents } from '../relativePath.ts';
import type { CachedReader } from './cachedReader.ts';
import { isImageFile } from './imageFolders.ts';
import type { Layout, LocatedDocument } from './layout.ts';
import { getKey, getName, resolve } from './uris.ts';
import { getParentFolder } from '../relativePath.ts';

/** A folder that a document has images in. */
export interface UsedFolder {
  readonly folder: UriComponents;
  /** Its path from the root of the site, if the document uses it and the project does not explain it. */
  readonly rootPath?: string;
}

/** The paths of the images that a document refers to, decoded. */
export type FindPaths = (
  document: Pick<LocatedDocument, 'languageId' | 'name' | 'text'>,
) => Promise<readonly string[]>;

/** Loads the languages on first use. */
export const findPaths: FindPaths = async ({ languageId, name, text }) => {
  const { findLanguage } = await import('../../languages/index.ts');
  const references = findLanguage(languageId, name)?.findReferences(text) ?? [];
  return references.map(({ path }) => path.value);
};

/** What the folders of images depend on. */
export interface EvidenceSearch {
  readonly document: LocatedDocument;
  readonly layout: Layout;
  /** The folders that paths from the root of the site may start in. */
  readonly roots: readonly UriComponents[];
  readonly reader: CachedReader;
  readonly findPaths: FindPaths;
}

/** Maximum number of references of a document that are checked, from its end. */
const maxReferences = 100;
/** Maximum number of documents in a folder that are read. */
const maxSiblings = 8;

/**
 * The folders of the images that a document refers to, the most used first. Only of images that exist, and that the
 * build finds.
 */
export async function findUsedFolders(search: EvidenceSearch): Promise<UsedFolder[]> {
  const paths = (await search.findPaths(search.document)).slice(-maxReferences);
  const used = await Promise.all(paths.map((path) => findReferencedFolder(path, search)));
  return sortByUse(used.flat());
}

/** The same, of the other documents in its folder. */
export async function findFoldersUsedBySiblings(search: EvidenceSearch): Promise<UsedFolder[]> {
  const { document, reader } = search;
  const extension = posix.extname(document.name);
  const names = (await reader.list(document.folder)).filter(
    (name) => name !== document.name && posix.extname(name) === extension,
  );
  const used = await Promise.all(
    names.slice(-maxSiblings).map(async (name) => {
      const uri = resolve(document.folder, name);
      const text = await reader.readText(uri);
      if (text === undefined || extension === '') return [];
      return findUsedFolders({ ...search, document: { ...document, uri, name, text } });
    }),
  );
  return sortByUse(used.flat());
}

async function findReferencedFolder(value: string, search: EvidenceSearch): Promise<UsedFolder[]> {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(value)) return [];
  const [path = ''] = value.split(/[?#]/, 1);
  for (const candidate of listCandidates(path, search)) {
    const { file, rootPath } = candidate;
    const folder = getParentFolder(file);
    const names = await search.reader.list(folder);
    const name = getName(file);
    // In LaTeX, an image has no extension.
    const exists = names.some(
      (each) => each === name || (isImageFile(each) && each.startsWith(`${name}.`)),
    );
    if (exists) return [{ folder, ...(rootPath !== undefined && { rootPath }) }];
  }
  return [];
}

interface Candidate {
  readonly file: UriComponents;
  readonly rootPath?: string;
}

function listCandidates(path: string, { document, layout, roots }: EvidenceSearch): Candidate[] {
  const served = (layout.served ?? [])
    .filter(({ url }) => path.startsWith(url))
    .map(({ folder, url }) => ({ file: resolve(folder, path.slice(url.length)) }));
  if (layout.relative === undefined || layout.relative === 'resource') return served;
  if (path.startsWith('/')) {
    // Nothing is known about the site, except that it has these paths.
    const isPlain = layout.served === undefined;
    const rootPath = posix.dirname(path);
    return isPlain ? roots.map((root) => ({ file: resolve(root, path), rootPath })) : served;
  }
  const [, alias, rest = ''] = /^(@site|@|~|\$lib)\/(.*)$/.exec(path) ?? [];
  if (alias !== undefined) {
    const folders = alias === '$lib' ? ['src/lib'] : ['src', 'app', ''];
    return roots.flatMap((root) =>
      folders.map((each) => ({ file: resolve(root, `${each}/${rest}`) })),
    );
  }
  const bases = layout.bases ?? [document.base];
  return [...bases.map((base) => ({ file: resolve(base, path) })), ...served];
}

/** The most used first, and each once. Of those that are used equally often, the last one. */
function sortByUse(used: readonly UsedFolder[]): UsedFolder[] {
  const counts = new Map<string, { count: number; used: UsedFolder }>();
  for (const each of used.toReversed()) {
    const key = getKey(each.folder);
    counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, used: each });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map((each) => each.used);
}
