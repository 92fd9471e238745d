import { basename } from 'node:path';
import { getFileErrorCode } from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { resolveLibraryFolders } from '../folders.ts';
import { libraryFileName, readLibraryId } from './libraryId.ts';

/**
 * What is in a folder that a library could be in; `foreign`: files that belong to no library.
 */
export type FolderContent = 'missing' | 'notFolder' | 'empty' | 'library' | 'foreign';

/** Names that the system or a disk puts into folders. */
const systemNames: ReadonlySet<string> = new Set([
  '.DS_Store',
  '.Trashes',
  'desktop.ini',
  'lost+found',
  'Thumbs.db',
]);

/** The names of what a library consists of. */
const libraryNames: ReadonlySet<string> = new Set([
  libraryFileName,
  ...Object.values<string>({ ...resolveLibraryFolders('') }).map((folder) => basename(folder)),
]);

/** A library creates one of them first. Folders with the other names alone may belong to other programs. */
const firstNames = [resolveLibraryFolders('').records, resolveLibraryFolders('').leases];

/**
 * Looks at a folder that a library could be in.
 * @throws Error of the file system when it cannot be read.
 */
export async function inspectFolder(disk: ReliableDisk, folder: string): Promise<FolderContent> {
  let names: string[];
  try {
    names = await disk.readdir(folder);
  } catch (error) {
    const code = getFileErrorCode(error);
    if (code === 'ENOENT') return 'missing';
    if (code === 'ENOTDIR') return 'notFolder';
    throw error;
  }
  const own = names.filter((name) => !systemNames.has(name));
  if (own.length === 0) return 'empty';
  if ((await readLibraryId(disk, folder)) !== undefined) return 'library';
  // A library of the first versions, or one whose copy is not complete.
  const isLibrary =
    own.every((name) => libraryNames.has(name)) && own.some((name) => firstNames.includes(name));
  return isLibrary ? 'library' : 'foreign';
}
