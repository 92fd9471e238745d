import { join } from 'node:path';
import { maxImageBytes } from '../../untrusted/limits.ts';
import { ignoreForeignFile, listOwnFolder, readIfExists, tempSuffix } from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';

/** A folder on the disk of its library. */
export interface FolderOnDisk {
  readonly disk: ReliableDisk;
  readonly path: string;
}

/** The options of `copyFiles`. */
export interface CopyOptions {
  /** For the temporary files; on the volume of the target. */
  readonly tempFolder: string;
  /** Whether files of the same name with another content are replaced. */
  readonly overwrite: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called with the name of each file before it is written. */
  readonly onWrite?: ((name: string) => void) | undefined;
}

/** A copy is not what was copied, although no call has failed. */
export class CopyError extends Error {
  /** As for a file that cannot be read. */
  readonly code = 'EIO';
}

/**
 * Copies the files of a folder that the other folder does not have. Each copy is read again and
 * compared. Resolves to the names of the files that both folders have with the same content. Anything
 * else, such as a link, is not copied.
 * @throws CopyError, Error of the file system, or the reason of the abort.
 */
export async function copyFiles(
  from: FolderOnDisk,
  to: FolderOnDisk,
  { tempFolder, overwrite, signal, onWrite }: CopyOptions,
): Promise<string[]> {
  const copied: string[] = [];
  for (const name of await listOwnFolder(from.disk, from.path)) {
    signal?.throwIfAborted();
    if (name.endsWith(tempSuffix)) continue;
    const bytes = await readFile(from, name);
    if (!bytes) continue;
    const existing = await readFile(to, name);
    if (existing && !existing.equals(bytes) && !overwrite) continue;
    if (!existing?.equals(bytes)) {
      const copy = join(to.path, name);
      onWrite?.(name);
      await writeAtomically(to.disk, copy, bytes, { tempFolder });
      if (!(await readFile(to, name))?.equals(bytes)) throw new CopyError(copy);
    }
    copied.push(name);
  }
  return copied;
}

/** `undefined` if there is no such file. */
function readFile({ disk, path }: FolderOnDisk, name: string) {
  const read = () => readIfExists(disk.once, join(path, name), maxImageBytes);
  return disk.retry(read).catch(ignoreForeignFile);
}
