import { constants, watch, type FSWatcher, type PathLike, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/**
 * The file system of the library; a parameter, so that tests can make it fail. It is Node's instead
 * of `vscode.workspace.fs`: global storage is always on the disk of the extension host, and only
 * Node's `rename` replaces a file atomically.
 */
export interface Disk extends Pick<
  typeof fs,
  | 'chmod'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'readFile'
  | 'readdir'
  | 'rename'
  | 'rm'
  | 'rmdir'
  | 'stat'
  | 'statfs'
  | 'utimes'
> {
  watch(folder: string, listener: (event: string, name: string | null) => void): FSWatcher;
}

/** The calls of `lstat` that have not begun, by path. */
const nextLstats = new Map<string, Promise<Stats>>();

/**
 * As `fs.lstat`, but all calls of a moment for the same path share one that begins after them: the
 * folder of a file is checked whenever a file in it is read.
 */
function lstat(path: PathLike): Promise<Stats> {
  const key = String(path);
  let next = nextLstats.get(key);
  if (!next) {
    next = setImmediate().then(() => {
      nextLstats.delete(key);
      return fs.lstat(path);
    });
    nextLstats.set(key, next);
  }
  return next;
}

/** The file system of this machine. */
export const systemDisk: Disk = {
  ...fs,
  lstat: lstat as typeof fs.lstat,
  watch: (folder, listener) => watch(folder, listener),
};

/** The mode of folders that only this user can read, where the system has modes. */
export const privateFolderMode = 0o700;
/** The mode of files that only this user can read, where the system has modes. */
export const privateFileMode = 0o600;

/** The suffix of temporary files. */
export const tempSuffix = '.tmp';

/**
 * Deletes the temporary files that crashed processes left in a folder, except those that cannot be
 * deleted. Must not be called while a file whose name starts with `prefix` is being written there.
 * @throws Error of the file system when the folder cannot be read.
 */
export async function removeTempFiles(disk: Disk, folder: string, prefix = ''): Promise<void> {
  for (const name of await listFolder(disk, folder)) {
    if (name.startsWith(prefix) && name.endsWith(tempSuffix)) {
      await disk.rm(join(folder, name), { force: true }).catch(() => undefined);
    }
  }
}

/**
 * Creates a folder that only this user can read, and the folders that it is in.
 * @throws Error of the file system.
 */
export async function createFolder(disk: Disk, folder: string): Promise<void> {
  await disk.mkdir(folder, { recursive: true, mode: privateFolderMode });
}

/**
 * The names of the files in a folder; empty if the folder does not exist.
 * @throws Error of the file system, unless the folder does not exist.
 */
export async function listFolder(disk: Disk, folder: string): Promise<string[]> {
  try {
    return await disk.readdir(folder);
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * The names of the files in a folder; empty if it does not exist, or is a link or a file.
 * @throws Error of the file system.
 */
export async function listOwnFolder(disk: Disk, folder: string): Promise<string[]> {
  return listFolder(disk, folder).catch((error: unknown) => {
    if (foreignFolderCodes.has(getFileErrorCode(error))) return [];
    throw error;
  });
}

/** Whether a file or folder exists. */
export async function exists(disk: Disk, path: string): Promise<boolean> {
  try {
    await disk.stat(path);
    return true;
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Errors for what another program has put in the place of a folder: a link or a file. */
export const foreignFolderCodes: ReadonlySet<string> = new Set(['ELOOP', 'ENOTDIR']);

/** A path leads to no file of this extension: to a link, a folder, a pipe, a device, or a file that is too large. */
export class ForeignFileError extends Error {}

/**
 * How files are opened for reading: not through a link, and without waiting for the other end of a
 * pipe. Windows has neither flag, so that they are `undefined`, which counts as 0 here.
 */
const readFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads a file; `undefined` if it does not exist. All files of the library are read by this.
 * @param maxBytes its maximum size
 * @throws ForeignFileError when it is no regular file, or larger; Error of the file system when it
 * cannot be read, with code `EAGAIN` when it was only hidden for a moment, as some sync tools do.
 */
export async function readIfExists(
  disk: Disk,
  path: string,
  maxBytes: number,
): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    const stats = await disk.lstat(path);
    if (!stats.isFile()) throw new ForeignFileError(`Not a regular file: ${path}`);
    if (stats.size > maxBytes) throw new ForeignFileError(`${stats.size} bytes: ${path}`);
    return await disk.readFile(path, { flag: readFlags });
  } catch (error) {
    const code = getFileErrorCode(error);
    if (foreignFolderCodes.has(code)) throw new ForeignFileError(path, { cause: error });
    if (code !== 'ENOENT') throw error;
    if (!(await exists(disk, path))) return undefined;
    throw Object.assign(new Error(`Hidden for a moment: ${path}`), { code: 'EAGAIN' });
  }
}

/**
 * Takes a foreign file for a missing one, in a `catch`.
 * @throws every other error.
 */
export function ignoreForeignFile(error: unknown): undefined {
  if (!(error instanceof ForeignFileError)) throw error;
}

/**
 * The size in bytes and modification time in milliseconds since the epoch of a file. A missing file,
 * or a link to itself, has size 0 and an infinite modification time, so that it never counts as old.
 * @throws Error of the file system, unless the file does not exist.
 */
export async function statOrMissing(
  disk: Disk,
  path: string,
): Promise<{ readonly size: number; readonly mtimeMs: number }> {
  try {
    return await disk.stat(path);
  } catch (error) {
    if (['ENOENT', 'ELOOP'].includes(getFileErrorCode(error)))
      return { size: 0, mtimeMs: Infinity };
    throw error;
  }
}

/** The code of a file system error, such as `ENOENT`; `UNKNOWN` if it has none. */
export function getFileErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
