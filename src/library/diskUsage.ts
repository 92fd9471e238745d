import { join } from 'node:path';
import { listOwnFolder, statOrMissing, type Disk } from './disk/files.ts';
import type { LibraryFolders } from './folders.ts';
import { responseFileName } from './imageFiles.ts';
import type { Library } from './library.ts';
import { idPattern, isUnfinished, type GenerationRecord } from './record.ts';
import { getThumbnailName } from './thumbnails.ts';

/** The disk usage of a generation. */
export interface GenerationUsage {
  readonly record: GenerationRecord;
  /** The size of its images, their thumbnails, and a kept response. */
  readonly bytes: number;
}

/** A file that belongs to no generation. */
export interface OrphanedFile {
  /** Absolute path. */
  readonly path: string;
  readonly bytes: number;
}

/** The disk usage of a library, without its records, which are small. */
export interface DiskUsage {
  /** Newest first. */
  readonly generations: readonly GenerationUsage[];
  readonly orphanedFiles: readonly OrphanedFile[];
  /** The number of images. */
  readonly images: number;
  /** The total size, including orphaned and temporary files. */
  readonly bytes: number;
}

/** The options of `measureDiskUsage` and `removeOrphanedFiles`. */
export interface DiskUsageOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Minimum age of an orphaned file in milliseconds: a newer one may still be in use. */
const orphanMinAgeMs = 60 * 60_000;
/** Number of folders to read concurrently. */
const maxConcurrentFolders = 16;

/** Files that this extension creates in the folder of a generation; it never deletes others. */
const ownFilePattern =
  /^(?:\d+\.(?:png|jpg|webp|gif|avif)|[0-9a-f]+\.thumbnail-(\d+)\.webp|response\.txt)(?:\.\d+-\d+\.tmp)?$/;

/**
 * Measures the disk usage of a library and finds orphaned files.
 * @throws Error of the file system when a folder cannot be read.
 */
export async function measureDiskUsage(
  library: Pick<Library, 'folders' | 'list' | 'disk'>,
  { now }: DiskUsageOptions,
): Promise<DiskUsage> {
  const { folders, disk } = library;
  const records = await library.list();
  const bytesById = new Map(records.map((record) => [record.id, 0]));
  const byId = new Map(records.map((record) => [record.id, record]));
  const orphanedFiles: OrphanedFile[] = [];
  let otherBytes = 0;
  const measureFile = async (path: string, isOrphaned: boolean) => {
    const { size, mtimeMs } = await statOrMissing(disk, path);
    if (isOrphaned && mtimeMs + orphanMinAgeMs <= now) orphanedFiles.push({ path, bytes: size });
    else otherBytes += size;
    return size;
  };

  const ids = (await listOwnFolder(disk, folders.images)).filter((name) => idPattern.test(name));
  const existingIds = await listKnownIds(folders, disk);
  const measureFolder = async (id: string) => {
    const record = byId.get(id);
    const folder = join(folders.images, id);
    for (const name of await listOwnFolder(disk, folder)) {
      const image = record?.images.find(({ file }) => file === name);
      if (image) bytesById.set(id, (bytesById.get(id) ?? 0) + image.bytes);
      else if (record && (name === responseFileName || isThumbnail(name, record))) {
        const { size } = await statOrMissing(disk, join(folder, name));
        bytesById.set(id, (bytesById.get(id) ?? 0) + size);
      } else {
        const isOrphaned = record ? !isUnfinished(record) : !existingIds.has(id);
        await measureFile(join(folder, name), isOrphaned && ownFilePattern.test(name));
      }
    }
  };
  const queue = [...ids];
  const workers = Array.from({ length: maxConcurrentFolders }, async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) await measureFolder(id);
  });
  await Promise.all(workers);
  for (const name of await listOwnFolder(disk, folders.quarantine)) {
    await measureFile(join(folders.quarantine, name), true);
  }

  const generations = records.map((record) => ({ record, bytes: bytesById.get(record.id) ?? 0 }));
  const bytes = [...generations, ...orphanedFiles].reduce(
    (sum, each) => sum + each.bytes,
    otherBytes,
  );
  return { generations, orphanedFiles, images: countImages(records), bytes };
}

/** The number of images of these generations. */
export function countImages(records: readonly GenerationRecord[]): number {
  return records.reduce((sum, { images }) => sum + images.length, 0);
}

/** The size of the images of these generations in bytes, according to their records. */
export function sumImageBytes(records: readonly GenerationRecord[]): number {
  return records.flatMap(({ images }) => images).reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Deletes orphaned files. Measures again first, because a deleted generation may have been restored
 * in the meantime.
 * @throws Error of the file system when a file cannot be deleted.
 */
export async function removeOrphanedFiles(
  files: readonly OrphanedFile[],
  library: Pick<Library, 'folders' | 'list' | 'disk'>,
  options: DiskUsageOptions,
): Promise<void> {
  const stillOrphaned = new Set(
    (await measureDiskUsage(library, options)).orphanedFiles.map(({ path }) => path),
  );
  for (const { path } of files)
    if (stillOrphaned.has(path)) await library.disk.rm(path, { force: true });
}

/**
 * The ids of all generations with a record, including unreadable records and records in the trash.
 * Records move between the two folders, so the first is read again after the second.
 */
async function listKnownIds(
  { records, trash }: LibraryFolders,
  disk: Disk,
): Promise<ReadonlySet<string>> {
  const names = await listOwnFolder(disk, records);
  for (const deletion of await listOwnFolder(disk, trash)) {
    names.push(...(await listOwnFolder(disk, join(trash, deletion))));
  }
  names.push(...(await listOwnFolder(disk, records)));
  return new Set(names.map((name) => name.replace(/\.[^]*/, '')));
}

/** Whether a file is a thumbnail of an image of this generation. */
function isThumbnail(name: string, { images }: GenerationRecord): boolean {
  const [, side] = ownFilePattern.exec(name) ?? [];
  return (
    side !== undefined && images.some((image) => getThumbnailName(image, Number(side)) === name)
  );
}
