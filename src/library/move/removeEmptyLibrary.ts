import { join } from 'node:path';
import { listOwnFolder } from '../disk/files.ts';
import type { Library } from '../library.ts';
import { libraryFileName } from '../location/libraryId.ts';

/**
 * Deletes the folder of a library that was moved to another one, unless there are other files in it.
 * @throws Error of the file system.
 */
export async function removeEmptyLibrary({ disk }: Library, folder: string): Promise<void> {
  const names = await listOwnFolder(disk, folder);
  if (names.some((name) => name !== libraryFileName)) return;
  await disk.rm(join(folder, libraryFileName), { force: true });
  // A folder that a disk is mounted on cannot be deleted.
  await disk.once.rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
