import type { UriComponents } from '../relativePath.ts';
import type { Place, PlaceDocument, PlaceSettings, ProjectReader } from './place.ts';

/**
 * The places for an image in a document, best first, each once.
 * @param reader reads the project; its caller may cache what it returns for a short while
 * @param now the current time in milliseconds, for destinations that contain it
 * @returns none for an untitled document without a workspace
 */
export function findPlaces(
  document: PlaceDocument,
  workspaceFolders: readonly UriComponents[],
  settings: PlaceSettings,
  reader: ProjectReader,
  now: number = Date.now(),
): Promise<readonly Place[]> {
  void [document, workspaceFolders, settings, reader, now];
  return Promise.resolve([]);
}
