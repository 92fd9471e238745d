import { getParentFolder, appendSegment, type UriComponents } from '../relativePath.ts';
import { cacheReader, type CachedReader } from './cachedReader.ts';
import { findDestination, resolveDestination, type DestinationContext } from './copyDestination.ts';
import { detectLayout } from './detectLayout.ts';
import { findFoldersUsedBySiblings, findUsedFolders, type UsedFolder } from './evidence.ts';
import { listUsedImageFolders } from './imageFolders.ts';
import { describeFile, type Layout, type LocatedDocument } from './layout.ts';
import { locateDocument } from './locatedDocument.ts';
import type { Place, PlaceDocument, PlaceRule, PlaceSettings, ProjectReader } from './place.ts';
import { contains, findContainer, getKey, getName, listFoldersUpTo } from './uris.ts';

/** Everything that a search for places has found out about a document. */
interface Search {
  readonly document: LocatedDocument;
  readonly layout: Layout;
  /** The folders that images may be put in without asking: those of the workspace, or that of the document. */
  readonly roots: readonly UriComponents[];
  readonly reader: CachedReader;
}

/**
 * The places for an image in a document, best first, each once.
 * @param reader reads the project; its caller may cache what it returns for a short while
 * @param now the current time in milliseconds, for destinations that contain it
 * @returns none for an untitled document without a workspace
 */
export async function findPlaces(
  placeDocument: PlaceDocument,
  workspaceFolders: readonly UriComponents[],
  settings: PlaceSettings,
  reader: ProjectReader,
  now: number = Date.now(),
): Promise<readonly Place[]> {
  const document = locateDocument(placeDocument, workspaceFolders);
  if (!document) return [];
  const cachedReader = cacheReader(reader);
  const workspaceFolder = findContainer(workspaceFolders, document.uri);
  const layout = await detectLayout(document, workspaceFolder ?? document.folder, cachedReader);
  const roots = workspaceFolder ? workspaceFolders : [document.folder, ...workspaceFolders];
  const search = { document, layout, roots, reader: cachedReader };
  const context = { document: document.uri, workspaceFolders, now };
  const places = [
    ...findSettingPlaces(search, settings, context),
    ...(await findProjectPlaces(search)),
  ];
  const keys = places.map(({ folder }) => getKey(folder));
  return places.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

function findSettingPlaces(
  search: Search,
  { destination, markdownDestination, markdownOverwriteBehavior }: PlaceSettings,
  context: DestinationContext,
): Place[] {
  const own = findDestination(destination, context);
  const isMarkdown = search.document.languageId === 'markdown';
  const markdown = isMarkdown ? findDestination(markdownDestination, context) : undefined;
  return [
    ...(own === undefined ? [] : [createSettingPlace(search, 'setting', own, context)]),
    ...(markdown === undefined
      ? []
      : [
          {
            ...createSettingPlace(search, 'markdownCopyFiles', markdown, context),
            overwrites: markdownOverwriteBehavior === 'overwrite',
          },
        ]),
  ];
}

function createSettingPlace(
  search: Search,
  rule: PlaceRule,
  destination: string,
  context: DestinationContext,
): Place {
  const locate = (fileName: string) => {
    const name = search.layout.rename?.(fileName) ?? fileName;
    return resolveDestination(destination, name, context);
  };
  return { ...createPlace(search, rule, getParentFolder(locate('image.png'))), locate };
}

/** The places that a project has. Those of its build come first; the others count only if the build finds them. */
async function findProjectPlaces(search: Search): Promise<Place[]> {
  const { document, layout, roots, reader } = search;
  const isInRoots = ({ folder }: UsedFolder) => roots.some((root) => contains(root, folder));
  const used = await findUsedFolders(document, layout, roots, reader);
  const siblings = await findFoldersUsedBySiblings(document, layout, roots, reader);
  const places = [
    ...used.filter(isInRoots).map((each) => createUsedPlace(search, 'sameAsOtherImages', each)),
    ...siblings.filter(isInRoots).map((each) => createUsedPlace(search, 'sameAsSiblings', each)),
    ...layout.folders.map((folder) => createPlace(search, layout.rule, folder)),
  ];
  if (layout.isOpen !== true) return places;
  const existing = await listExistingFolders(search);
  const beside = appendSegment(document.base, 'images');
  return [
    ...places,
    ...existing.map((folder) => createPlace(search, 'imageFolder', folder)),
    createPlace(search, 'besideDocument', beside),
  ];
}

/** Folders for images next to the document, or above it in its project. */
async function listExistingFolders({ document, roots, reader }: Search): Promise<UriComponents[]> {
  const root = findContainer(roots, document.uri) ?? document.folder;
  const folders = listFoldersUpTo(document.folder, root);
  const existing = await Promise.all(folders.map((each) => listUsedImageFolders(reader, each)));
  return existing.flat();
}

function createUsedPlace(search: Search, rule: PlaceRule, { folder, rootPath }: UsedFolder): Place {
  const place = createPlace(search, rule, folder);
  if (rootPath === undefined) return place;
  return {
    ...place,
    describe: (file) =>
      getKey(getParentFolder(file)) === getKey(folder)
        ? { path: `${rootPath === '/' ? '' : rootPath}/${getName(file)}`, form: 'path' }
        : place.describe(file),
  };
}

function createPlace(
  { document, layout, roots }: Search,
  rule: PlaceRule,
  folder: UriComponents,
): Place {
  const isOutside = !roots.some((root) => contains(root, folder));
  return {
    folder,
    rule,
    isOutside,
    overwrites: false,
    notes: rule === layout.rule ? (layout.notes ?? []) : [],
    locate: (fileName) => appendSegment(folder, layout.rename?.(fileName) ?? fileName),
    describe: (file) => describeFile(layout, document, file),
  };
}
