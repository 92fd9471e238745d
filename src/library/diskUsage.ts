import { join } from 'node:path';
import { listFolder, statOrMissing, systemDisk, type Disk } from './files.ts';
import type { LibraryFolders } from './folders.ts';
import type { Library } from './library.ts';
import { idPattern, getImageIndex, isUnfinished, type GenerationRecord } from './record.ts';

/** A generation, and what its pictures and their small versions take. */
export interface GenerationUsage {
  readonly record: GenerationRecord;
  readonly bytes: number;
}

/** A file that belongs to nothing. */
export interface OrphanedFile {
  readonly path: string;
  readonly bytes: number;
}

/** What the library takes; its records are too small to count. */
export interface DiskUsage {
  /** Newest first. */
  readonly generations: readonly GenerationUsage[];
  readonly orphanedFiles: readonly OrphanedFile[];
  /** How many pictures there are. */
  readonly images: number;
  /** Of all of it. */
  readonly bytes: number;
}

export interface DiskUsageOptions {
  readonly disk?: Disk;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Milliseconds that a file must be old to count as left over: a younger one may be on its way. */
const orphanMinAgeMs = 60 * 60_000;
/** How many folders are looked into at once. */
const maxConcurrentFolders = 16;

/** What this extension writes beside a record's pictures; other files there are none of its business. */
const ownFilePattern =
  /^(\d+)\.(?:(thumbnail-\d+\.webp)|png|jpg|webp|gif|avif)(?:\.\d+-\d+\.tmp)?$/;

/** Looks at everything the library has on disk. */
export async function measureDiskUsage(
  library: Pick<Library, 'folders' | 'list'>,
  { disk = systemDisk, now }: DiskUsageOptions,
): Promise<DiskUsage> {
  const { folders } = library;
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

  const ids = (await listFolder(disk, folders.images)).filter((name) => idPattern.test(name));
  const existingIds = await listKnownIds(folders, disk);
  const measureFolder = async (id: string) => {
    const record = byId.get(id);
    const folder = join(folders.images, id);
    for (const name of await listFolder(disk, folder)) {
      const image = record?.images.find(({ file }) => file === name);
      if (image) bytesById.set(id, (bytesById.get(id) ?? 0) + image.bytes);
      else if (record && isThumbnail(name, record)) {
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
  for (const name of await listFolder(disk, folders.quarantine)) {
    await measureFile(join(folders.quarantine, name), true);
  }

  const generations = records.map((record) => ({ record, bytes: bytesById.get(record.id) ?? 0 }));
  const bytes = [...generations, ...orphanedFiles].reduce(
    (sum, each) => sum + each.bytes,
    otherBytes,
  );
  return { generations, orphanedFiles, images: countImages(records), bytes };
}

/** How many pictures these generations have. */
export function countImages(records: readonly GenerationRecord[]): number {
  return records.reduce((sum, { images }) => sum + images.length, 0);
}

/** How much the pictures of these generations take by what their records say; no disk is asked. */
export function sumImageBytes(records: readonly GenerationRecord[]): number {
  return records.flatMap(({ images }) => images).reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Takes files off the disk that belong to nothing, as far as they still do: a moment ago they may have
 * been brought back.
 */
export async function removeOrphanedFiles(
  files: readonly OrphanedFile[],
  library: Pick<Library, 'folders' | 'list'>,
  options: DiskUsageOptions,
): Promise<void> {
  const { disk = systemDisk } = options;
  const stillOrphaned = new Set(
    (await measureDiskUsage(library, options)).orphanedFiles.map(({ path }) => path),
  );
  for (const { path } of files) if (stillOrphaned.has(path)) await disk.rm(path, { force: true });
}

/**
 * Ids of all that have a record, be it one that cannot be read or one that was deleted and may come
 * back. Deletions move between the two places, so the first is looked at again after the second.
 */
async function listKnownIds(
  { records, trash }: LibraryFolders,
  disk: Disk,
): Promise<ReadonlySet<string>> {
  const names = await listFolder(disk, records);
  for (const deletion of await listFolder(disk, trash)) {
    names.push(...(await listFolder(disk, join(trash, deletion))));
  }
  names.push(...(await listFolder(disk, records)));
  return new Set(names.map((name) => name.replace(/\..*$/, '')));
}

/** Whether a file is a small version of one of a generation's pictures. */
function isThumbnail(name: string, { images }: GenerationRecord): boolean {
  const [, imageNumber, thumbnail] = ownFilePattern.exec(name) ?? [];
  return (
    thumbnail !== undefined &&
    name.endsWith('.webp') &&
    images.some((image) => getImageIndex(image) === Number(imageNumber) - 1)
  );
}
