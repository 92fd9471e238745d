import { listFolder, systemDisk, type Disk } from './disk/files.ts';
import { resolveLibraryFolders } from './folders.ts';
import { isMoveFileTo } from './move/moveFileName.ts';

/**
 * Whether the library has anything to resume or to clean up: generations that are unfinished,
 * failed recoverably, or were running in a window that crashed keep their lease files. Lists three
 * folders and reads no records, so its cost does not depend on the size of the library.
 * @param root the path of the library
 * @throws Error of the file system when a folder exists but cannot be read.
 */
export async function hasPendingWork(root: string, disk: Disk = systemDisk): Promise<boolean> {
  const { leases, trash, temporary } = resolveLibraryFolders(root);
  const names = await Promise.all(
    [leases, trash, temporary].map((folder) => listFolder(disk, folder)),
  );
  return names.some(({ length }) => length > 0);
}

/**
 * Whether libraries are being moved to a folder.
 * @param movesFolder the path of the folder of `PendingMoves`
 * @throws Error of the file system when it exists but cannot be read.
 */
export async function hasPendingMoves(
  movesFolder: string,
  target: string,
  disk: Disk = systemDisk,
): Promise<boolean> {
  return (await listFolder(disk, movesFolder)).some((name) => isMoveFileTo(target, name));
}
