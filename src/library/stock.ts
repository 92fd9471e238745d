import { join } from 'node:path';
import { namesIn, statOf, systemDisk, type Disk } from './files.ts';
import type { Library } from './library.ts';
import { idPattern, indexOf, isUnfinished, type GenerationRecord } from './record.ts';

/** A generation, and what its pictures and their small versions take. */
export interface Stocked {
  readonly record: GenerationRecord;
  readonly bytes: number;
}

/** A file that belongs to nothing. */
export interface LeftOver {
  readonly path: string;
  readonly bytes: number;
}

/** What the library takes; its records are too small to count. */
export interface Stock {
  /** Newest first. */
  readonly generations: readonly Stocked[];
  readonly leftOver: readonly LeftOver[];
  /** How many pictures there are. */
  readonly images: number;
  /** Of all of it. */
  readonly bytes: number;
}

export interface StockOptions {
  readonly disk?: Disk;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Milliseconds that a file must be old to count as left over: a younger one may be on its way. */
const settled = 60 * 60_000;
/** How many folders are looked into at once. */
const atOnce = 16;

/** What this extension writes beside a record's pictures; other files there are none of its business. */
const ownFile = /^(\d+)\.(?:(thumbnail-\d+\.webp)|png|jpg|webp|gif|avif)(?:\.\d+-\d+\.tmp)?$/;

/** Looks at everything the library has on disk. */
export async function takeStock(
  library: Pick<Library, 'folders' | 'list'>,
  { disk = systemDisk, now }: StockOptions,
): Promise<Stock> {
  const { folders } = library;
  const records = await library.list();
  const found = new Map(records.map((record) => [record.id, 0]));
  const byId = new Map(records.map((record) => [record.id, record]));
  const leftOver: LeftOver[] = [];
  let others = 0;
  const pile = async (path: string, isLeft: boolean) => {
    const { size, mtimeMs } = await statOf(disk, path);
    if (isLeft && mtimeMs + settled <= now) leftOver.push({ path, bytes: size });
    else others += size;
    return size;
  };

  const ids = (await namesIn(disk, folders.images)).filter((name) => idPattern.test(name));
  const isKnown = await knownIds(folders, disk);
  const look = async (id: string) => {
    const record = byId.get(id);
    const folder = join(folders.images, id);
    for (const name of await namesIn(disk, folder)) {
      const image = record?.images.find(({ file }) => file === name);
      if (image) found.set(id, (found.get(id) ?? 0) + image.bytes);
      else if (record && isThumbnail(name, record)) {
        const { size } = await statOf(disk, join(folder, name));
        found.set(id, (found.get(id) ?? 0) + size);
      } else {
        const isLeft = record ? !isUnfinished(record) : !isKnown.has(id);
        await pile(join(folder, name), isLeft && ownFile.test(name));
      }
    }
  };
  const queue = [...ids];
  const lookers = Array.from({ length: atOnce }, async () => {
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) await look(id);
  });
  await Promise.all(lookers);
  for (const name of await namesIn(disk, folders.setAside)) {
    await pile(join(folders.setAside, name), true);
  }

  const generations = records.map((record) => ({ record, bytes: found.get(record.id) ?? 0 }));
  const bytes = [...generations, ...leftOver].reduce((sum, each) => sum + each.bytes, others);
  return { generations, leftOver, images: imagesIn(records), bytes };
}

/** How many pictures these generations have. */
export function imagesIn(records: readonly GenerationRecord[]): number {
  return records.reduce((sum, { images }) => sum + images.length, 0);
}

/** How much the pictures of these generations take by what their records say; no disk is asked. */
export function bytesIn(records: readonly GenerationRecord[]): number {
  return records.flatMap(({ images }) => images).reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Takes files off the disk that belong to nothing, as far as they still do: a moment ago they may have
 * been brought back.
 */
export async function removeLeftOver(
  files: readonly LeftOver[],
  library: Pick<Library, 'folders' | 'list'>,
  options: StockOptions,
): Promise<void> {
  const { disk = systemDisk } = options;
  const still = new Set((await takeStock(library, options)).leftOver.map(({ path }) => path));
  for (const { path } of files) if (still.has(path)) await disk.rm(path, { force: true });
}

/**
 * Ids of all that have a record, be it one that cannot be read or one that was deleted and may come
 * back. Deletions move between the two places, so the first is looked at again after the second.
 */
async function knownIds(
  { records, deleted }: Library['folders'],
  disk: Disk,
): Promise<ReadonlySet<string>> {
  const names = await namesIn(disk, records);
  for (const deletion of await namesIn(disk, deleted)) {
    names.push(...(await namesIn(disk, join(deleted, deletion))));
  }
  names.push(...(await namesIn(disk, records)));
  return new Set(names.map((name) => name.replace(/\..*$/, '')));
}

/** Whether a file is a small version of one of a generation's pictures. */
function isThumbnail(name: string, { images }: GenerationRecord): boolean {
  const [, number, thumbnail] = ownFile.exec(name) ?? [];
  return (
    thumbnail !== undefined &&
    name.endsWith('.webp') &&
    images.some((image) => indexOf(image) === Number(number) - 1)
  );
}
