import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { exists, getFileErrorCode, privateFileMode, tempSuffix } from './files.ts';
import { createFolderIfMissing, linkAnswers, type ReliableDisk } from './reliableDisk.ts';

/** The content of a file; a stream can be read only once. */
type Content = string | Uint8Array | AsyncIterable<Uint8Array>;

/** The options of `writeAtomically`. */
interface WriteOptions {
  /** For the temporary file; by default the folder of the file. It must be on the same volume. */
  readonly tempFolder?: string;
  /** The mode of the file; by default, only this user can read it. */
  readonly mode?: number;
  /** Fails with a `StaleError` if the folder of the file does not exist, instead of creating it. */
  readonly requiresFolder?: boolean;
  /** Whether the old content is still the one that the new content builds on. */
  readonly isCurrent?: () => Promise<boolean>;
}

/** The old content has changed, or the folder was deleted, so that the new content was not written. */
export class StaleError extends Error {}

/** Makes the names of temporary files unique within this process. */
let tempFileCounter = 0;

/**
 * Errors of `fsync` where it is not supported: SMB, FUSE, some containers. Others, such as `EIO`
 * and `ENOSPC`, mean that the content did not reach the disk.
 */
const unsupportedFlushCodes: ReadonlySet<string> = new Set([
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'EPERM',
  'EACCES',
  'EBADF',
  'EROFS',
]);
/** Errors of `rename` on disks that cannot replace a file with it, such as some SMB servers. */
const cannotReplaceCodes: ReadonlySet<string> = new Set(['EEXIST', 'EPERM']);
/** The only error for which a rename is not repeated: a missing folder is created. */
const renameAnswers: ReadonlySet<string> = new Set(['EEXIST', 'ELOOP']);

/**
 * The name of a new file while the old one is deleted, on disks that cannot replace a file by
 * renaming. After a crash, it is the only copy.
 */
export const getReplacementPath = (file: string) => `${file}.replacement`;

/**
 * Writes a file atomically: to a temporary file, which is flushed and then renamed. A reader, or a
 * crash, sees either the old content or the new one. Each step is repeated if it fails, except that
 * a stream cannot be written again. Missing folders are created, except with `requiresFolder`.
 *
 * Written by hand because `write-file-atomic` cannot write streams, and an image may have 100 MB.
 * @throws StaleError, Error of the file system, or what `content` throws; the old content then
 * remains.
 */
export async function writeAtomically(
  disk: ReliableDisk,
  file: string,
  content: Content,
  {
    tempFolder = dirname(file),
    mode = privateFileMode,
    requiresFolder,
    isCurrent,
  }: WriteOptions = {},
): Promise<void> {
  const name = `${basename(file)}.${process.pid}-${++tempFileCounter}${tempSuffix}`;
  const tempFile = join(tempFolder, name);
  const isStream = typeof content === 'object' && Symbol.asyncIterator in content;
  const open = () =>
    createFolderIfMissing(disk.once, tempFile, () => disk.once.open(tempFile, 'w', mode));
  const write = async () => writeAndClose(disk, await open(), content);
  const rename = async () => {
    if (isCurrent && !(await isCurrent())) throw new StaleError();
    await disk.once.rename(tempFile, file);
  };
  const renameIntoRequired = () =>
    rename().catch(async (error: unknown) => {
      throw (await exists(disk.once, dirname(file))) ? error : new StaleError();
    });
  const renameIntoCreated = () =>
    createFolderIfMissing(disk.once, file, () =>
      rename().catch(async (error: unknown) => {
        // The temporary file may have been deleted with its folder.
        if (getFileErrorCode(error) === 'ENOENT' && !isStream) await write();
        throw error;
      }),
    );
  try {
    if (isStream) await writeAndClose(disk, await disk.retry(open, linkAnswers), content);
    else await disk.retry(write, linkAnswers);
    const renameIntoFolder = requiresFolder ? renameIntoRequired : renameIntoCreated;
    await disk.retry(renameIntoFolder, renameAnswers).catch((error: unknown) => {
      if (!cannotReplaceCodes.has(getFileErrorCode(error))) throw error;
      return replaceFile(disk, tempFile, file, error);
    });
  } catch (error) {
    // What cannot be deleted now is deleted after the next write, or when the lease is acquired again.
    await disk.discard(tempFile);
    throw error;
  }
  await disk.discardAgain();
}

async function writeAndClose(
  disk: ReliableDisk,
  handle: FileHandle,
  content: Content,
): Promise<void> {
  let isFlushed: boolean;
  try {
    await handle.writeFile(content);
    isFlushed = await flush(disk, handle);
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
  try {
    await handle.close();
  } catch (error) {
    // Closing may report that an earlier write failed, unless that has reached the disk.
    if (!isFlushed) throw error;
  }
}

/**
 * Flushes a file to the disk; `false` if the disk does not support it.
 * @throws Error of the file system when the content did not reach the disk.
 */
export async function flush(disk: ReliableDisk, handle: FileHandle): Promise<boolean> {
  try {
    await handle.sync();
    return true;
  } catch (error) {
    if (!unsupportedFlushCodes.has(getFileErrorCode(error))) throw error;
    disk.reportUnsupported('flush', error);
    return false;
  }
}

/**
 * Replaces a file on a disk that cannot do so by renaming: deletes the old file first, but only if
 * renaming works at all. If that is interrupted, reading the record completes it.
 * @param reason the error of the rename, thrown if this is not possible either
 */
async function replaceFile(
  disk: ReliableDisk,
  tempFile: string,
  file: string,
  reason: unknown,
): Promise<void> {
  const replacement = getReplacementPath(file);
  try {
    await disk.once.rename(tempFile, replacement);
  } catch {
    throw reason;
  }
  try {
    await disk.once.rm(file, { force: true });
  } catch {
    await disk.rm(replacement, { force: true }).catch(() => undefined);
    throw reason;
  }
  disk.reportUnsupported('replaceByRename', reason);
  await disk.rename(replacement, file).catch((error: unknown) => {
    // Another window may have completed it.
    if (getFileErrorCode(error) !== 'ENOENT') throw error;
  });
}
