import { join } from 'node:path';
import { checkFreeSpace } from '../archive/freeSpace.ts';
import { exists, listOwnFolder, statOrMissing } from '../disk/files.ts';
import type { Library } from '../library.ts';
import { idPattern } from '../record.ts';
import { copyFiles } from './copyFiles.ts';
import type { Transfer } from './transferGeneration.ts';

/** The options of `copyImages`. */
export interface CopyImagesOptions extends Omit<Transfer, 'targetId'> {
  /** The folder of the target, which exists. */
  readonly targetFolder: string;
  /** Called after each generation with the number of processed generations and of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Copies the images of a library before it is moved, while it is still in use: without their records,
 * the other library does not show them. What was copied before is kept. If it fails or is canceled,
 * the copies are deleted, and nothing has changed.
 * @throws NoSpaceError if the images do not fit on the disk; CopyError, Error of the file system, or
 * the reason of the abort.
 */
export async function copyImages(options: CopyImagesOptions): Promise<void> {
  const { source, target, targetFolder, signal, onProgress } = options;
  const names = await listOwnFolder(source.disk, source.folders.images);
  const ids = names.filter((name) => idPattern.test(name));
  const missing = await sumMissingBytes(ids, options);
  await checkFreeSpace(target.disk, targetFolder, missing);
  const written: { readonly id: string; readonly name: string }[] = [];
  try {
    for (const [index, id] of ids.entries()) {
      signal?.throwIfAborted();
      // What the other library has may have changed there since it was copied.
      if (!(await hasRecord(id, target))) {
        await copyFiles(
          { disk: source.disk, path: join(source.folders.images, id) },
          { disk: target.disk, path: join(target.folders.images, id) },
          {
            tempFolder: target.folders.temporary,
            overwrite: true,
            signal,
            onWrite: (name) => written.push({ id, name }),
          },
        );
      }
      onProgress?.(index + 1, ids.length);
    }
  } catch (error) {
    for (const { id, name } of written) await removeCopy(id, name, target).catch(() => undefined);
    throw error;
  }
}

async function removeCopy(id: string, name: string, target: Library): Promise<void> {
  if (await hasRecord(id, target)) return;
  const folder = join(target.folders.images, id);
  await target.disk.once.rm(join(folder, name), { force: true });
  const isEmpty = (await target.disk.once.readdir(folder)).length === 0;
  if (isEmpty) await target.disk.once.rm(folder, { recursive: true, force: true });
}

function hasRecord(id: string, { disk, folders }: Library): Promise<boolean> {
  return exists(disk, join(folders.records, `${id}.json`));
}

/** The size of the files that are not in the target yet. */
async function sumMissingBytes(
  ids: readonly string[],
  { source, target, signal }: CopyImagesOptions,
): Promise<number> {
  let bytes = 0;
  for (const id of ids) {
    signal?.throwIfAborted();
    const folder = join(source.folders.images, id);
    for (const name of await listOwnFolder(source.disk, folder)) {
      const { size } = await statOrMissing(source.disk, join(folder, name));
      const copy = await statOrMissing(target.disk, join(target.folders.images, id, name));
      if (copy.size !== size) bytes += size;
    }
  }
  return bytes;
}
