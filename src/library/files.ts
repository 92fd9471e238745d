import { watch, type FSWatcher } from 'node:fs';
import * as fs from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * The file system the library works on. Node's own and not `vscode.workspace.fs`: global storage is
 * always on the extension host's disk, and only Node's rename replaces a file in one step.
 */
export interface Disk extends Pick<
  typeof fs,
  'mkdir' | 'open' | 'readFile' | 'readdir' | 'rename' | 'rm' | 'stat' | 'utimes'
> {
  watch(folder: string, listener: (event: string, name: string | null) => void): FSWatcher;
}

export const systemDisk: Disk = { ...fs, watch: (folder, listener) => watch(folder, listener) };

const tempSuffix = '.tmp';
let tempFileCounter = 0;

/**
 * Writes a file so that a reader, or a crash, sees the old content or the new one, never a part:
 * a temporary name, in the same folder unless told, flushed, then renamed.
 */
export async function writeAtomically(
  disk: Disk,
  file: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  tempFolder = dirname(file),
): Promise<void> {
  const name = `${basename(file)}.${process.pid}-${++tempFileCounter}${tempSuffix}`;
  const tempFile = join(tempFolder, name);
  try {
    const handle = await disk.open(tempFile, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await disk.rename(tempFile, file);
  } catch (error) {
    await disk.rm(tempFile, { force: true });
    throw error;
  }
}

/**
 * Takes away what processes that died in `writeWhole` have left in a folder, of files whose names
 * begin with `start`. To be called where nobody is writing them.
 */
export async function removeTempFiles(disk: Disk, folder: string, prefix = ''): Promise<void> {
  for (const name of await listFolder(disk, folder)) {
    if (name.startsWith(prefix) && name.endsWith(tempSuffix)) {
      await disk.rm(join(folder, name), { force: true });
    }
  }
}

/** What is in a folder; nothing, when it has not been made yet. */
export async function listFolder(disk: Disk, folder: string): Promise<string[]> {
  try {
    return await disk.readdir(folder);
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** How large a file is and when it changed; one that has gone meanwhile takes nothing and is not old. */
export async function statOrMissing(
  disk: Disk,
  path: string,
): Promise<{ readonly size: number; readonly mtimeMs: number }> {
  try {
    return await disk.stat(path);
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return { size: 0, mtimeMs: Infinity };
    throw error;
  }
}

/** The system's code for what went wrong with a file, such as `ENOENT`; `UNKNOWN` without one. */
export function getFileErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
}
