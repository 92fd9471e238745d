import { getFileErrorCode, type Disk } from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { inspectFolder, type FolderContent } from './inspectFolder.ts';
import type { LibraryLocation } from './resolveLocation.ts';

/** A library as it was last seen. */
export interface RememberedLibrary {
  readonly folder: string;
  readonly id: string;
  /** The number of its images. */
  readonly imageCount: number;
}

/** Why the folder of a library cannot be used. */
export type LocationProblem = 'notAbsolute' | Exclude<FolderContent, 'empty' | 'library'>;

/** The code of a `LibraryUnavailableError`, which no file system has: nothing is repeated. */
export const libraryUnavailableCode = 'LIBRARY_UNAVAILABLE';

/** The folder of the library is not available. No other library is created in its place. */
export class LibraryUnavailableError extends Error {
  readonly code = libraryUnavailableCode;
  readonly problem: LocationProblem;
  /** The folder, or the value of the setting that is no folder. */
  readonly folder: string;

  constructor(problem: LocationProblem, folder: string) {
    super(`The folder of the library is not available (${problem}): ${folder}`);
    this.problem = problem;
    this.folder = folder;
  }
}

/**
 * Checks that the folder of a library can be used. Only the extension's own may be created.
 * @param remembered the library that was seen last
 * @throws LibraryUnavailableError; Error of the file system when it cannot be read.
 */
export async function checkLocation(
  disk: ReliableDisk,
  location: LibraryLocation,
  remembered: RememberedLibrary | undefined,
): Promise<void> {
  const { folder, isDefault, invalidValue } = location;
  if (invalidValue !== undefined) throw new LibraryUnavailableError('notAbsolute', invalidValue);
  if (isDefault) return;
  const content = await inspectFolder(disk, folder);
  if (content !== 'empty' && content !== 'library')
    throw new LibraryUnavailableError(content, folder);
  // While a disk is not connected, the folder that it is mounted on is empty.
  const hadImages = remembered?.folder === folder && remembered.imageCount > 0;
  if (content === 'empty' && hadImages) throw new LibraryUnavailableError('missing', folder);
}

/**
 * A disk that refuses to create or change folders, and to treat them as empty, while the library is not
 * available: a disk that is not connected must not be replaced by a second library.
 * @param check throws if it is not available
 */
export function guardDisk(disk: Disk, check: () => Promise<void>): Disk {
  const { chmod, lstat, mkdir, readdir } = disk;
  return {
    ...disk,
    chmod: async (...args) => {
      await check();
      return chmod(...args);
    },
    lstat: (async (...args: Parameters<Disk['lstat']>) => {
      try {
        return await lstat(...args);
      } catch (error) {
        if (getFileErrorCode(error) === 'ENOTDIR') await check();
        throw error;
      }
    }) as Disk['lstat'],
    mkdir: (async (...args: Parameters<Disk['mkdir']>) => {
      await check();
      return mkdir(...args);
    }) as Disk['mkdir'],
    readdir: (async (...args: Parameters<Disk['readdir']>) => {
      try {
        return await readdir(...args);
      } catch (error) {
        if (getFileErrorCode(error) === 'ENOENT') await check();
        throw error;
      }
    }) as unknown as Disk['readdir'],
  };
}
