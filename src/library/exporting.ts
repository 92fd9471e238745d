import { imageName, portable, recordName, type TransferOptions } from './archive.ts';
import { fileErrorCode, systemDisk, writeWhole, type Disk } from './files.ts';
import type { Library } from './library.ts';
import { isUnfinished, type GenerationRecord } from './record.ts';
import { bytesIn, imagesIn } from './stock.ts';
import { zipOf, type ZipContent } from './zipWriter.ts';

export interface ExportOptions extends TransferOptions {
  /** Only these generations. */
  readonly ids?: readonly string[] | undefined;
  readonly disk?: Disk;
}

export interface Exported {
  readonly images: number;
  /** Bytes of the pictures. */
  readonly bytes: number;
  /** Generations that are under way, and are left out. */
  readonly unfinished: number;
  /** Pictures whose files are not there any more. */
  readonly missing: number;
}

/**
 * Writes generations and their pictures into a zip archive, which is there when it is whole and not
 * before. Small versions are left out: whoever imports it makes them anew.
 */
export async function writeArchive(
  library: Library,
  file: string,
  { ids, disk = systemDisk, signal, onProgress }: ExportOptions = {},
): Promise<Exported> {
  const all = ids ? await library.some(ids) : await library.list();
  const records = all.filter((record) => !isUnfinished(record)).reverse();
  const written: GenerationRecord[] = [];
  async function* contents(): AsyncGenerator<ZipContent> {
    for (const [index, record] of records.entries()) {
      signal?.throwIfAborted();
      const { id, createdAt: time } = record;
      const images: GenerationRecord['images'] = [];
      for (const image of record.images) {
        const content = await contentOf(library.pathOf(id, image), disk);
        if (!content) continue;
        images.push(image);
        yield { name: imageName(id, image.file), content, time };
        signal?.throwIfAborted();
      }
      // One that has lost all its pictures has nothing to bring to another machine.
      if (images.length > 0 || record.images.length === 0) {
        const kept = { ...portable(record), images };
        const content = Buffer.from(`${JSON.stringify(kept, undefined, 2)}\n`);
        yield { name: recordName(id), content, time };
        written.push(kept);
      }
      onProgress?.(index + 1, records.length);
    }
  }
  await writeWhole(disk, file, zipOf(contents()));
  const images = imagesIn(written);
  return {
    images,
    bytes: bytesIn(written),
    unfinished: all.length - records.length,
    missing: imagesIn(records) - images,
  };
}

async function contentOf(file: string, disk: Disk): Promise<Buffer | undefined> {
  try {
    return await disk.readFile(file);
  } catch (error) {
    if (fileErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
