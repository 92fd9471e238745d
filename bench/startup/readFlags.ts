import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Counts the files of a folder that have been read since the last call, and forgets that they were.
 * Linux updates the access time of a file when it is first read after a change (`relatime`). Without
 * access times (`noatime`), nothing is counted.
 */
export function countReadFiles(folder: string): number {
  let count = 0;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const { atimeMs, mtime, mtimeMs } = statSync(file);
    if (atimeMs <= mtimeMs) continue;
    count++;
    // As old as the last change, so that the next read is noticed again.
    utimesSync(file, mtime, mtime);
  }
  return count;
}
