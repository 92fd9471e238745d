import { join } from 'node:path';
import { maxImageBytes } from '../../untrusted/limits.ts';
import { getFileErrorCode, listOwnFolder, statOrMissing, tempSuffix } from '../disk/files.ts';
import { readRecord } from '../readRecord.ts';
import { idPattern } from '../record.ts';
import type { Library } from '../library.ts';
import { copyFiles } from './copyFiles.ts';
import { hasOwnRecord, listMovableIds, listTransferred } from './movedAside.ts';
import type { Transfer } from './transferGeneration.ts';

/**
 * Deletes what is left of a library when all its generations are in the other one: checks each of
 * them again before its images are deleted. Copies files that belong to no generation. Resolves to
 * whether nothing of it is left; files of others are kept and do not count.
 * @throws CopyError, Error of the file system, or the reason of the abort.
 */
export async function cleanUpSource(transfer: Transfer): Promise<boolean> {
  const { source, target } = transfer;
  const { folders, disk } = source;
  // A deletion that can still be undone puts its generations back.
  if ((await listOwnFolder(disk, folders.trash)).length > 0) return false;
  if ((await listMovableIds(source)).length > 0) return false;
  if (!(await deleteTransferred(transfer))) return false;
  for (const id of await listOwnFolder(disk, folders.images)) {
    if (!idPattern.test(id)) continue;
    // Files without a record, such as those of a record in the quarantine.
    await moveFiles(join(folders.images, id), join(target.folders.images, id), transfer);
  }
  await moveFiles(folders.quarantine, target.folders.quarantine, transfer);
  await removeFiles(folders.temporary, source, isTempFile);
  for (const folder of [
    folders.records,
    folders.images,
    folders.leases,
    folders.trash,
    folders.moved,
  ])
    await removeIfEmpty(folder, source);
  return true;
}

/**
 * Deletes what is left of the generations that are in the target. Resolves to `false` if one of them
 * is not complete there.
 * @throws Error of the file system, or the reason of the abort.
 */
export async function deleteTransferred(transfer: Transfer): Promise<boolean> {
  const { source, targetId, signal } = transfer;
  const { folders, disk } = source;
  for (const { id, libraryId, path } of await listTransferred(source)) {
    signal?.throwIfAborted();
    if (libraryId !== targetId) continue;
    if (!(await hasOwnRecord(id, source))) {
      if (!(await isComplete(id, transfer))) return false;
      await removeFiles(join(folders.images, id), source);
    }
    await disk.rm(path, { force: true });
  }
  return true;
}

/**
 * Whether a generation is in the target with all images that the source has of it. One that was
 * deleted there since it was moved is complete.
 */
async function isComplete(id: string, { source, target }: Transfer): Promise<boolean> {
  const file = join(target.folders.records, `${id}.json`);
  const result = await target.disk.retry(() => readRecord(target.disk.once, file, id));
  if (result.type === 'missing') return true;
  if (result.type !== 'record') return result.type === 'unsupported';
  for (const image of result.record.images) {
    const [old, copy] = await Promise.all(
      [source, target].map((library) =>
        statOrMissing(library.disk, library.getImagePath(id, image)),
      ),
    );
    const isCopied = copy?.size === image.bytes || copy?.size === old?.size;
    if (old && old.size > 0 && !isCopied) return false;
  }
  return true;
}

/** Moves the files of a folder to another one. Files that it has with another content are not moved. */
async function moveFiles(
  from: string,
  to: string,
  { source, target, signal }: Transfer,
): Promise<void> {
  const copied = await copyFiles(
    { disk: source.disk, path: from },
    { disk: target.disk, path: to },
    { tempFolder: target.folders.temporary, overwrite: false, signal },
  );
  await removeFiles(from, source, (name) => copied.includes(name) || isTempFile(name));
}

/** Deletes files of a folder, and the folder if nothing else is in it. What is never copied is not deleted. */
async function removeFiles(
  folder: string,
  source: Library,
  isIncluded: (name: string) => boolean = () => true,
): Promise<void> {
  const { disk } = source;
  for (const name of (await listOwnFolder(disk, folder)).filter(isIncluded)) {
    const file = join(folder, name);
    const stats = await disk.lstat(file).catch(ignoreMissing);
    if (stats?.isFile() && stats.size <= maxImageBytes) await disk.rm(file, { force: true });
  }
  await removeIfEmpty(folder, source);
}

/** Deletes a folder unless other programs have put something into it, or in its place. */
async function removeIfEmpty(folder: string, { disk }: Library): Promise<void> {
  const stats = await disk.lstat(folder).catch(ignoreMissing);
  if (stats?.isDirectory() && (await disk.readdir(folder)).length === 0)
    await disk.rm(folder, { recursive: true, force: true });
}

function ignoreMissing(error: unknown): undefined {
  if (getFileErrorCode(error) !== 'ENOENT') throw error;
}

function isTempFile(name: string): boolean {
  return name.endsWith(tempSuffix);
}
