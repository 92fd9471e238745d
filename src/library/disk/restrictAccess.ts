import { join } from 'node:path';
import { privateFileMode, privateFolderMode, type Disk } from './files.ts';

/** The mode bits of the group and of all others. */
const othersMask = 0o077;

/**
 * Removes other users' access to a folder, once: earlier versions created it with the
 * default modes. Never rejects, because some systems and disks have no modes.
 */
export async function restrictAccess(disk: Disk, folder: string): Promise<void> {
  try {
    if (((await disk.stat(folder)).mode & othersMask) === 0) return;
    await disk.chmod(folder, privateFolderMode);
    // Other users cannot access its entries anymore.
    if (((await disk.stat(folder)).mode & othersMask) === 0) await restrictEntries(disk, folder);
  } catch {
    // Nothing else depends on it.
  }
}

async function restrictEntries(disk: Disk, folder: string): Promise<void> {
  for (const name of await disk.readdir(folder)) {
    // A file of another user does not keep the others.
    await restrictEntry(disk, join(folder, name)).catch(() => undefined);
  }
}

async function restrictEntry(disk: Disk, path: string): Promise<void> {
  // A link is not followed.
  const stats = await disk.lstat(path);
  if (stats.isFile()) await disk.chmod(path, privateFileMode);
  if (!stats.isDirectory()) return;
  await disk.chmod(path, privateFolderMode);
  await restrictEntries(disk, path);
}
