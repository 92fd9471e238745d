import { posix } from 'node:path';
import type { ReferenceForm } from '../../languages/index.ts';
import { getParentFolder, type UriComponents } from '../relativePath.ts';
import type { FileReference, LatexRootSettings, PlaceNote, PlaceRule } from './place.ts';
import type { CachedReader } from './cachedReader.ts';
import { contains, getKey, getPathInside, relativeTo } from './uris.ts';

/** What a document is to a project. */
export type DocumentRole = 'text' | 'component' | 'script' | 'style' | 'page' | 'data' | 'other';

/** A document, and what is known about it from its URI and language. */
export interface LocatedDocument {
  readonly uri: UriComponents;
  readonly folder: UriComponents;
  /** The name of the file, and the parts of it. The extension has no dot and is in lower case. */
  readonly name: string;
  readonly stem: string;
  readonly extension: string;
  readonly languageId: string;
  readonly role: DocumentRole;
  readonly text: string;
  /** What relative paths in the document are relative to. */
  readonly base: UriComponents;
  readonly latexRoots?: LatexRootSettings;
}

/** A folder that may be the root of a project. */
export interface ProjectFolder {
  readonly uri: UriComponents;
  /** The names of the files and folders in it. */
  readonly names: ReadonlySet<string>;
  /** The packages that its `package.json` depends on, with their versions. Empty in the folders above that one. */
  readonly dependencies: ReadonlyMap<string, string>;
  /** The path of the document from here. */
  readonly documentPath: string;
  readonly reader: CachedReader;
}

/** Where a project has the images of a document, and how the document refers to them. */
export interface Layout {
  readonly rule: PlaceRule;
  /** Folders that the built site serves, and the URL path that each has there: `''` or with a slash at the end. */
  readonly served?: readonly { readonly folder: UriComponents; readonly url: string }[];
  /** How the document refers to other files. Absent if the build does not find them. */
  readonly relative?: ReferenceForm;
  /** What relative paths are relative to, if not the folder of the document. The first that contains a file counts. */
  readonly bases?: readonly UriComponents[];
  /** The folders for an image, best first. */
  readonly folders: readonly UriComponents[];
  readonly notes?: readonly PlaceNote[];
  /** Changes the name of a file to one that the build accepts. */
  readonly rename?: (fileName: string) => string;
  /** Whether images next to the document, or wherever its other images are, are found as well. */
  readonly isOpen?: boolean;
}

/** Finds the layout of a project. Undefined if the folder is not its root, or the document is not part of it. */
export type FindLayout = (
  project: ProjectFolder,
  document: LocatedDocument,
) => Layout | undefined | Promise<Layout | undefined>;

/** Whether the build finds a file, so that the document can refer to it. */
export function findsFile(
  { isOpen = false, served = [], folders }: Layout,
  file: UriComponents,
): boolean {
  const isServed = served.some(({ folder }) => contains(folder, file));
  const folder = getKey(getParentFolder(file));
  return isOpen || isServed || folders.some((each) => getKey(each) === folder);
}

/** How a document refers to a file in a project. A file that the build does not find gets its relative path. */
export function describeFile(
  layout: Layout,
  document: LocatedDocument,
  file: UriComponents,
): FileReference | undefined {
  if (layout.relative === 'resource') {
    const [stem = ''] = posix.basename(file.path).split('.');
    return { path: stem, form: 'resource' };
  }
  for (const { folder, url } of layout.served ?? []) {
    const path = getPathInside(folder, file);
    if (path !== undefined) return { path: url + path, form: 'path' };
  }
  const bases = layout.bases ?? [document.base];
  const base = bases.find((each) => contains(each, file)) ?? bases.at(-1);
  const path = base && relativeTo(base, file);
  return path === undefined ? undefined : { path, form: layout.relative ?? 'path' };
}
