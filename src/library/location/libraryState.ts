import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { ensureLibraryId, readLibraryId, readLibraryIds } from './libraryId.ts';
import {
  checkLocation,
  LibraryUnavailableError,
  type RememberedLibrary,
} from './libraryLocation.ts';
import type { LibraryLocation } from './resolveLocation.ts';

/** Whether the library is there, and is the one that was seen last. */
export type LibraryState =
  | { readonly type: 'unavailable'; readonly error: LibraryUnavailableError }
  | {
      readonly type: 'available';
      /** The ID of the library. */
      readonly id: string;
    }
  | {
      /**
       * `missing`: there is another library, or a new one, and the earlier one is not where it was;
       * `leftBehind`: the earlier library is still in its folder, which is another one.
       */
      readonly type: 'missing' | 'leftBehind';
      readonly id: string;
      readonly earlier: RememberedLibrary;
    };

/** The facts that `findLibraryState` looks at. */
export interface LibraryFacts {
  /** Creates the folder of the library, if that may be created. */
  readonly disk: ReliableDisk;
  readonly location: LibraryLocation;
  readonly remembered: RememberedLibrary | undefined;
  /** The folders of libraries that are being moved here. */
  readonly movedFolders: readonly string[];
}

/**
 * Looks at the disk: whether the library is there, and whether it is the one that was seen last. One
 * that was emptied is the same; one in a rebuilt container, or on a disk that is not connected, is
 * not.
 * @throws Error of the file system when the folder cannot be read or written.
 */
export async function findLibraryState({
  disk,
  location,
  remembered,
  movedFolders,
}: LibraryFacts): Promise<LibraryState> {
  let id: string;
  try {
    await checkLocation(disk, location, remembered);
    id = await ensureLibraryId(disk, location.folder);
  } catch (error) {
    if (error instanceof LibraryUnavailableError) return { type: 'unavailable', error };
    throw error;
  }
  if (!remembered || remembered.imageCount === 0) return { type: 'available', id };
  const { folder } = remembered;
  const ids = await readLibraryIds(disk, location.folder);
  if (ids.includes(remembered.id)) return { type: 'available', id };
  if (movedFolders.includes(folder)) return { type: 'available', id };
  const isLeftBehind =
    folder !== location.folder &&
    (await readLibraryId(disk, folder).catch(() => undefined)) === remembered.id;
  return { type: isLeftBehind ? 'leftBehind' : 'missing', id, earlier: remembered };
}
