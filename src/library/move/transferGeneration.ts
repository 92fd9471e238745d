import { join } from 'node:path';
import { maxRecordBytes } from '../../untrusted/limits.ts';
import { createFolder, getFileErrorCode, readIfExists, statOrMissing } from '../disk/files.ts';
import { linkAnswers } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';
import type { Library } from '../library.ts';
import type { Lease } from '../ownership/lease.ts';
import { quarantine, readRecord } from '../readRecord.ts';
import { isUnfinished, type GenerationRecord } from '../record.ts';
import { copyFiles } from './copyFiles.ts';
import { getTransferredName } from './movedAside.ts';

/** Two libraries, whose generations are moved from one to the other. */
export interface Transfer {
  readonly source: Library;
  readonly target: Library;
  /** The ID of the target. */
  readonly targetId: string;
  readonly signal?: AbortSignal | undefined;
}

/** `busy`: a window runs it; `missing`: the source has no record of it. */
export type TransferOutcome = 'transferred' | 'busy' | 'missing';

/**
 * Moves a generation to another library; its images remain until the source is cleaned up. At any
 * time, at most one of the libraries has its record, so that no two windows run it: the record is
 * moved aside, written to the other library, and then marked as transferred. If that is interrupted,
 * the next transfer goes on.
 * @throws CopyError, Error of the file system, or the reason of the abort.
 */
export async function transferGeneration(id: string, transfer: Transfer): Promise<TransferOutcome> {
  const { source, target } = transfer;
  const leasedIds = [...(await source.listLeasedIds()), ...(await target.listLeasedIds())];
  const isPending = leasedIds.includes(id);
  const sourceLease = await source.acquireLease(id);
  if (!sourceLease) return 'busy';
  let isEnded = false;
  try {
    const targetLease = await target.acquireLease(id);
    if (!targetLease) return 'busy';
    try {
      const isFound = await transferRecord(id, transfer, sourceLease, targetLease);
      isEnded = true;
      return isFound ? 'transferred' : 'missing';
    } finally {
      // Its file shows the next window that the generation is pending.
      if (isPending) await targetLease.suspend();
      else await targetLease.release();
    }
  } finally {
    if (isEnded || !isPending) await sourceLease.release();
    else await sourceLease.suspend();
  }
}

/** Resolves to whether the source has its record. */
async function transferRecord(
  id: string,
  { source, target, targetId, signal }: Transfer,
  sourceLease: Lease,
  targetLease: Lease,
): Promise<boolean> {
  const { inheritedTask } = sourceLease;
  if (inheritedTask && !(await targetLease.keepTask(inheritedTask)))
    throw Object.assign(new Error(`The task of ${id} cannot be kept`), { code: 'EIO' });
  const aside = await moveAside(id, source);
  if (aside === undefined) return false;
  const result = await source.disk.retry(() => readRecord(source.disk.once, aside, id));
  const record = result.type === 'record' ? result.record : undefined;
  const isReplaced = await isBetter(record, id, source, target);
  await copyFiles(
    { disk: source.disk, path: join(source.folders.images, id) },
    { disk: target.disk, path: join(target.folders.images, id) },
    { tempFolder: target.folders.temporary, overwrite: isReplaced, signal },
  );
  if (isReplaced) {
    const bytes = await readIfExists(source.disk, aside, maxRecordBytes);
    if (bytes)
      await writeAtomically(target.disk, join(target.folders.records, `${id}.json`), bytes);
  }
  await source.disk.rename(aside, join(source.folders.moved, getTransferredName(id, targetId)));
  return true;
}

/** Returns the path of the record, out of reach of other windows; `undefined` if there is none. */
async function moveAside(id: string, { folders, disk }: Library): Promise<string | undefined> {
  const [file, aside] = [join(folders.records, `${id}.json`), join(folders.moved, `${id}.json`)];
  // Completes a replacement that was interrupted.
  const { type } = await disk.retry(() => readRecord(disk.once, file, id));
  if (type === 'missing' || type === 'folderMissing') {
    const moved = await disk.stat(aside).catch((error: unknown) => {
      if (getFileErrorCode(error) !== 'ENOENT') throw error;
      return undefined;
    });
    return moved && aside;
  }
  if (type === 'corrupt') {
    await quarantine(disk, file, folders.quarantine);
    return undefined;
  }
  await createFolder(disk, folders.moved);
  await disk.retry(() => disk.once.rename(file, aside), linkAnswers);
  return aside;
}

/**
 * Whether the target does not have the generation yet, or has less of it.
 * @param record of the source; `undefined` if it cannot be read
 * @throws Error of the file system.
 */
export async function isBetter(
  record: GenerationRecord | undefined,
  id: string,
  source: Library,
  target: Library,
): Promise<boolean> {
  const { folders, disk } = target;
  const file = join(folders.records, `${id}.json`);
  const result = await disk.retry(() => readRecord(disk.once, file, id));
  // The record of a later version is not touched.
  if (result.type !== 'record') return result.type !== 'unsupported';
  if (!record) return false;
  if (hasMore(record, result.record)) return true;
  const [own, other] = await Promise.all([
    countCompleteImages(record, source),
    countCompleteImages(result.record, target),
  ]);
  return own > other && !hasMore(result.record, record);
}

/** The number of images whose files are as long as specified in the record, and so not cut off by a copy. */
async function countCompleteImages(record: GenerationRecord, library: Library): Promise<number> {
  const sizes = await Promise.all(
    record.images.map(async (image) => {
      const { size } = await statOrMissing(library.disk, library.getImagePath(record.id, image));
      return size === image.bytes;
    }),
  );
  return sizes.filter(Boolean).length;
}

/** Whether a record has more than another one of the same generation. */
function hasMore(record: GenerationRecord, other: GenerationRecord): boolean {
  if (record.images.length !== other.images.length)
    return record.images.length > other.images.length;
  // The ID of a billed task is not known elsewhere.
  if (!record.task !== !other.task) return record.task !== undefined;
  return isUnfinished(other) && !isUnfinished(record);
}
