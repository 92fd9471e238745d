import { getParentFolder, appendSegment, type UriComponents } from '../relativePath.ts';
import { cacheReader } from './cachedReader.ts';
import { findDestination, resolveDestination, type DestinationContext } from './copyDestination.ts';
import { detectLayout } from './detectLayout.ts';
import {
  findFoldersUsedBySiblings,
  findPaths,
  findUsedFolders,
  type EvidenceSearch,
  type FindPaths,
  type UsedFolder,
} from './evidence.ts';
import { listUsedImageFolders } from './imageFolders.ts';
import { describeFile, findsFile } from './layout.ts';
import { locateDocument } from './locatedDocument.ts';
import type { Place, PlaceDocument, PlaceRule, PlaceSettings, ProjectReader } from './place.ts';
import { contains, findContainer, getKey, getName, listFoldersUpTo } from './uris.ts';

/** Options that tests replace. */
interface PlaceOptions {
  /** The current time in milliseconds, for destinations that contain it. */
  readonly now?: number;
  readonly findPaths?: FindPaths;
}

/**
 * The places for an image in a document, best first, each once.
 * @param reader reads the project; its caller may cache what it returns for a short while
 * @returns none for an untitled document without a workspace
 */
export async function findPlaces(
  placeDocument: PlaceDocument,
  workspaceFolders: readonly UriComponents[],
  settings: PlaceSettings,
  reader: ProjectReader,
  { now = Date.now(), findPaths: findPathsOf = findPaths }: PlaceOptions = {},
): Promise<readonly Place[]> {
  const document = locateDocument(placeDocument, workspaceFolders);
  if (!document) return [];
  const cachedReader = cacheReader(reader);
  const workspaceFolder = findContainer(workspaceFolders, document.uri);
  const layout = await detectLayout(document, workspaceFolder ?? document.folder, cachedReader);
  const roots = workspaceFolder ? workspaceFolders : [document.folder, ...workspaceFolders];
  // Images may be put in these folders without asking.
  const search = { document, layout, roots, reader: cachedReader, findPaths: findPathsOf };
  const context = { document: document.uri, workspaceFolders, now };
  const places = [
    ...findSettingPlaces(search, settings, context),
    ...(await findProjectPlaces(search)),
  ];
  const keys = places.map(({ folder }) => getKey(folder));
  return places.filter((_, index) => keys.indexOf(keys[index] ?? '') === index);
}

/**
 * A folder of the user's choice as a place.
 * @returns undefined if the document cannot refer to files in it
 */
export async function createChosenPlace(
  placeDocument: PlaceDocument,
  workspaceFolders: readonly UriComponents[],
  folder: UriComponents,
  reader: ProjectReader,
): Promise<Place | undefined> {
  const document = locateDocument(placeDocument, workspaceFolders);
  if (!document) return undefined;
  const root = findContainer(workspaceFolders, document.uri) ?? document.folder;
  const cachedReader = cacheReader(reader);
  const layout = await detectLayout(document, root, cachedReader);
  const search = { document, layout, roots: [folder], reader: cachedReader, findPaths };
  const place = createPlace(search, 'chosen', folder);
  return place.describe(place.locate('image.png')) && place;
}

function findSettingPlaces(
  search: EvidenceSearch,
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
  search: EvidenceSearch,
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
async function findProjectPlaces(search: EvidenceSearch): Promise<Place[]> {
  const { document, layout, roots } = search;
  const isInRoots = ({ folder }: UsedFolder) => roots.some((root) => contains(root, folder));
  const used = await findUsedFolders(search);
  const siblings = await findFoldersUsedBySiblings(search);
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
async function listExistingFolders({
  document,
  roots,
  reader,
}: EvidenceSearch): Promise<UriComponents[]> {
  const root = findContainer(roots, document.uri) ?? document.folder;
  const folders = listFoldersUpTo(document.folder, root);
  const existing = await Promise.all(folders.map((each) => listUsedImageFolders(reader, each)));
  return existing.flat();
}

function createUsedPlace(
  search: EvidenceSearch,
  rule: PlaceRule,
  { folder, rootPath }: UsedFolder,
): Place {
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
  { document, layout, roots }: EvidenceSearch,
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
    canReuse: (file) => rule !== 'chosen' && findsFile(layout, file),
    describe: (file) => describeFile(layout, document, file),
  };
}
