import type { Stats } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { getFileErrorCode, type Disk } from './files.ts';

/**
 * A disk that follows no links below a folder when it lists, reads, creates, writes, or deletes, and
 * opens only regular files: other users of the folder could direct it to files outside, or to a pipe,
 * where it would wait forever. The folder itself may be a link. A link that is deleted or
 * renamed is not followed anyway; `readIfExists` does not follow one that is read.
 */
export function confineDisk(disk: Disk, root: string): Disk {
  const rootPath = resolve(root);
  const isBelow = (path: string) => path.startsWith(rootPath + sep);

  /** @throws Error of the file system with code `ELOOP` if a folder of the path is a link. */
  async function checkFolders(path: string): Promise<void> {
    for (let folder = dirname(path); isBelow(folder); folder = dirname(folder))
      await checkNoLink(folder);
  }
  async function checkNoLink(path: string): Promise<void> {
    if ((await lstatIfExists(path))?.isSymbolicLink()) throw createConfinementError(path);
  }
  /** A folder is reported by the call itself. */
  async function checkNoPipe(path: string): Promise<void> {
    const stats = await lstatIfExists(path);
    if (stats && !stats.isFile() && !stats.isDirectory()) throw createConfinementError(path);
  }
  async function lstatIfExists(path: string): Promise<Stats | undefined> {
    try {
      return await disk.lstat(path);
    } catch (error) {
      if (getFileErrorCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  }
  const confine = <Args extends readonly unknown[], Result>(
    call: (...args: Args) => Promise<Result>,
    ...checks: ((path: string) => Promise<void>)[]
  ) =>
    (async (...args: Args) => {
      const path = resolve(String(args[0]));
      if (isBelow(path)) for (const check of checks) await check(path);
      return call(...args);
    }) as typeof call;

  const { rename } = disk;
  return {
    ...disk,
    mkdir: confine(disk.mkdir, checkFolders, checkNoLink) as Disk['mkdir'],
    open: confine(disk.open, checkFolders, checkNoPipe),
    readFile: confine(disk.readFile, checkFolders) as Disk['readFile'],
    lstat: confine(disk.lstat, checkFolders) as Disk['lstat'],
    readdir: confine(disk.readdir, checkFolders, checkNoLink) as Disk['readdir'],
    utimes: confine(disk.utimes, checkFolders, checkNoLink),
    rm: confine(disk.rm, checkFolders),
    rmdir: confine(disk.rmdir, checkFolders),
    rename: async (from, to) => {
      for (const path of [from, to]) await checkFolders(resolve(String(path)));
      return rename(from, to);
    },
  };
}

function createConfinementError(path: string): Error {
  return Object.assign(new Error(`ELOOP: links and pipes are not followed here, '${path}'`), {
    code: 'ELOOP',
  });
}
