import { listFolder, systemDisk, type Disk } from './files.ts';
import { resolveLibraryFolders } from './folders.ts';

/**
 * Whether the library holds anything to resume or to clean up: a generation that is unfinished or
 * failed recoverably keeps its lease file, and so does one of a window that crashed. Reads three
 * folders and no record, so it costs the same however large the library is.
 * @param root folder of the library
 * @throws Error if a folder exists but cannot be read.
 */
export async function hasPendingWork(root: string, disk: Disk = systemDisk): Promise<boolean> {
  const { leases, trash, temporary } = resolveLibraryFolders(root);
  const names = await Promise.all(
    [leases, trash, temporary].map((folder) => listFolder(disk, folder)),
  );
  return names.some(({ length }) => length > 0);
}
