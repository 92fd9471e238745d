import { join } from 'node:path';
import { getFileErrorCode, listOwnFolder } from '../disk/files.ts';
import { addMergedId, ensureLibraryId, readLibraryId } from '../location/libraryId.ts';
import type { Library } from '../library.ts';
import { cleanUpSource, deleteTransferred } from './cleanUpSource.ts';
import { hasOwnRecord, listMovableIds, listTransferred } from './movedAside.ts';
import { transferGeneration, type Transfer } from './transferGeneration.ts';

/** The options of `drainLibrary`. */
export interface DrainOptions extends Omit<Transfer, 'targetId'> {
  /** The folder of the source. */
  readonly sourceFolder: string;
  /** The folder of the target. */
  readonly targetFolder: string;
  /** Called after each generation with the number of processed generations and of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a drain has done. */
export interface DrainResult {
  /** The number of generations that were moved. */
  readonly moved: number;
  /** The number of generations that a window is running. */
  readonly busy: number;
  /** Why generations could not be moved. */
  readonly failures: readonly unknown[];
  /** Whether nothing is left in the source. */
  readonly isEmpty: boolean;
}

/** The name of the lease in the target that only one window has, and that a crash leaves behind. */
const drainLeaseName = 'move';
/** Error codes after which the other generations cannot be moved either. */
const fatalCodes: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'LIBRARY_UNAVAILABLE',
]);

/**
 * Moves all generations to another library, newest first, and deletes what is left when each of them
 * is there. It can be interrupted at any time, and goes on when it is called again. `undefined` while
 * another window does it, or while the source is not available.
 * @throws Error of the file system when a folder cannot be read, or the reason of the abort.
 */
export async function drainLibrary(options: DrainOptions): Promise<DrainResult | undefined> {
  const { source, target, sourceFolder, targetFolder } = options;
  if (!(await isReachable(source, sourceFolder))) return undefined;
  const targetId = await ensureLibraryId(target.disk, targetFolder);
  const lease = await target.acquireLease(drainLeaseName);
  if (!lease) return undefined;
  try {
    return await drain(options, { ...options, targetId });
  } finally {
    await lease.release();
  }
}

async function drain(
  { sourceFolder, targetFolder, onProgress }: DrainOptions,
  transfer: Transfer,
): Promise<DrainResult> {
  const { source, target, signal, targetId } = transfer;
  // Deletions and imports of windows that crashed.
  await source.removeStaleFiles();
  await takeBackOthers(source, targetId);
  // The lease of a window that crashed may keep the task of a generation.
  const leasedIds = await source.listLeasedIds();
  const ids = [...new Set([...(await listMovableIds(source)), ...leasedIds])];
  const failures: unknown[] = [];
  let [moved, busy] = [0, 0];
  for (const [index, id] of ids.entries()) {
    signal?.throwIfAborted();
    try {
      const outcome = await transferGeneration(id, transfer);
      if (outcome === 'busy') busy++;
      if (outcome === 'transferred') moved++;
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(error);
      if (fatalCodes.has(getFileErrorCode(error))) break;
    }
    onProgress?.(index + 1, ids.length);
  }
  const isEmpty = failures.length + busy === 0 && (await cleanUpSource(transfer));
  const sourceId = isEmpty ? await readLibraryId(source.disk, sourceFolder) : undefined;
  if (sourceId !== undefined) await addMergedId(target.disk, targetFolder, sourceId);
  return { moved, busy, failures, isEmpty };
}

/**
 * Moves only what is in progress to another library, when that has become the library. Resolves to
 * whether nothing in progress is left. What cannot be moved does not stop the others.
 * @throws CopyError or Error of the file system, when the others have been moved; or the reason of the abort.
 */
export async function movePending({
  source,
  target,
  sourceFolder,
  targetFolder,
  signal,
}: DrainOptions): Promise<boolean> {
  if (!(await isReachable(source, sourceFolder))) return false;
  const targetId = await ensureLibraryId(target.disk, targetFolder);
  const transfer = { source, target, targetId, signal };
  const failures: unknown[] = [];
  let isAnyBusy = false;
  for (const id of await source.listLeasedIds()) {
    signal?.throwIfAborted();
    try {
      if ((await transferGeneration(id, transfer)) === 'busy') isAnyBusy = true;
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(error);
      if (fatalCodes.has(getFileErrorCode(error))) break;
    }
  }
  await deleteTransferred(transfer);
  if (failures.length > 0) throw failures[0];
  return !isAnyBusy;
}

/**
 * Whether a folder has a library. A disk that is not connected has an empty folder at most.
 * @throws Error of the file system.
 */
export async function isReachable({ disk, folders }: Library, folder: string): Promise<boolean> {
  if ((await readLibraryId(disk, folder)) !== undefined) return true;
  const names = [folders.records, folders.moved].map((each) => listOwnFolder(disk, each));
  return (await Promise.all(names)).some(({ length }) => length > 0);
}

/** What is in a third library is moved from here all the same: that library may be gone. */
async function takeBackOthers(source: Library, targetId: string): Promise<void> {
  for (const { id, libraryId, path } of await listTransferred(source)) {
    if (libraryId === targetId) continue;
    if (await hasOwnRecord(id, source)) await source.disk.rm(path, { force: true });
    else await source.disk.rename(path, join(source.folders.moved, `${id}.json`));
  }
}
