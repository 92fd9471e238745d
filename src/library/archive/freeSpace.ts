import type { Disk } from '../disk/files.ts';

/** What is to be written does not fit on the disk. */
export class NoSpaceError extends Error {
  readonly neededBytes: number;
  readonly freeBytes: number;

  constructor(neededBytes: number, freeBytes: number) {
    super(`${neededBytes} bytes do not fit into ${freeBytes}`);
    this.neededBytes = neededBytes;
    this.freeBytes = freeBytes;
  }
}

/**
 * Checks that bytes fit on the disk of a folder, where the system reports that.
 * @throws NoSpaceError
 */
export async function checkFreeSpace(disk: Disk, folder: string, bytes: number): Promise<void> {
  const stats = await disk.statfs(folder).catch(() => undefined);
  const freeBytes = stats ? stats.bavail * stats.bsize : Infinity;
  if (bytes > freeBytes) throw new NoSpaceError(bytes, freeBytes);
}
