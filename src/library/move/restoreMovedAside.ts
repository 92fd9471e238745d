import { join } from 'node:path';
import { exists, listOwnFolder } from '../disk/files.ts';
import type { Library } from '../library.ts';
import { readRecord } from '../readRecord.ts';
import { idPattern } from '../record.ts';
import { getTransferredName } from './movedAside.ts';
import { isBetter } from './transferGeneration.ts';

/**
 * Puts the records back that were moved aside when a move was interrupted: the library is in use
 * again. Those that are in another library stay there. Resolves to `false` if some are left, because
 * another window is still moving them.
 * @param other the library that they were perhaps moved to
 * @param otherId the ID of that library; `undefined` if it is not available
 * @throws Error of the file system, when the others have been put back.
 */
export async function restoreMovedAside(
  library: Library,
  other: Library,
  otherId: string | undefined,
): Promise<boolean> {
  const { folders, disk } = library;
  const leasedIds = await library.listLeasedIds();
  const failures: unknown[] = [];
  let isComplete = true;
  for (const name of await listOwnFolder(disk, folders.moved)) {
    const [, id = ''] = /^([^.]+)\.json$/.exec(name) ?? [];
    if (!idPattern.test(id)) continue;
    try {
      if (!(await restoreLeased(id, leasedIds.includes(id), library, other, otherId)))
        isComplete = false;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return isComplete;
}

/** Resolves to `false` while another window holds its lease. */
async function restoreLeased(
  id: string,
  isPending: boolean,
  library: Library,
  other: Library,
  otherId: string | undefined,
): Promise<boolean> {
  const lease = await library.acquireLease(id);
  if (!lease) return false;
  try {
    await restore(id, library, other, otherId);
    return true;
  } finally {
    // The file of the lease shows the next window that the generation is pending.
    if (isPending) await lease.suspend();
    else await lease.release();
  }
}

async function restore(
  id: string,
  library: Library,
  other: Library,
  otherId: string | undefined,
): Promise<void> {
  const { folders, disk } = library;
  const aside = join(folders.moved, `${id}.json`);
  const file = join(folders.records, `${id}.json`);
  if (!(await exists(disk, aside)) || (await exists(disk, file))) return;
  if (otherId !== undefined) {
    const result = await disk.retry(() => readRecord(disk.once, aside, id));
    const record = result.type === 'record' ? result.record : undefined;
    // If the other library cannot be read, no window runs it there.
    const isMissing = await isBetter(record, id, library, other).catch(() => true);
    // The move was interrupted between its last two steps: at most one library has the record.
    if (!isMissing) {
      await disk.rename(aside, join(folders.moved, getTransferredName(id, otherId)));
      return;
    }
  }
  await disk.rename(aside, file);
}
