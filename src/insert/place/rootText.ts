import type { UriComponents } from '../relativePath.ts';
import { cacheReader } from './cachedReader.ts';
import { isLatex } from './detectLayout.ts';
import { findLatexRoot } from './latexRoot.ts';
import { locateDocument } from './locatedDocument.ts';
import type { PlaceDocument, ProjectReader } from './place.ts';
import { findContainer, getKey } from './uris.ts';

/**
 * The text of the root of a document that is a part of another one, as in LaTeX, with what the root includes before
 * the document.
 * @returns undefined for a document of its own
 */
export async function findRootText(
  placeDocument: PlaceDocument,
  workspaceFolders: readonly UriComponents[],
  reader: ProjectReader,
): Promise<string | undefined> {
  const document = locateDocument(placeDocument, workspaceFolders);
  if (!document || !isLatex(document)) return undefined;
  const { uri, text, folder, latexRoots } = document;
  const workspaceFolder = findContainer(workspaceFolders, uri) ?? folder;
  const root = await findLatexRoot(uri, text, workspaceFolder, cacheReader(reader), latexRoots);
  return getKey(root.uri) === getKey(uri) ? undefined : root.texts.join('\n');
}
