import {
  getImageEntryName,
  stripLocalFields,
  getRecordEntryName,
  type TransferOptions,
} from './archiveFormat.ts';
import { getFileErrorCode, systemDisk, writeAtomically, type Disk } from './files.ts';
import type { Library } from './library.ts';
import { isUnfinished, type GenerationRecord } from './record.ts';
import { sumImageBytes, countImages } from './diskUsage.ts';
import { createZip, type ZipEntry } from './zipWriter.ts';

export interface ExportOptions extends TransferOptions {
  /** Only these generations. */
  readonly ids?: readonly string[] | undefined;
  readonly disk?: Disk;
}

export interface ExportResult {
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
export async function exportArchive(
  library: Library,
  file: string,
  { ids, disk = systemDisk, signal, onProgress }: ExportOptions = {},
): Promise<ExportResult> {
  const all = ids ? await library.getMany(ids) : await library.list();
  const records = all.filter((record) => !isUnfinished(record)).reverse();
  const exported: GenerationRecord[] = [];
  async function* createEntries(): AsyncGenerator<ZipEntry> {
    for (const [index, record] of records.entries()) {
      signal?.throwIfAborted();
      const { id, createdAt: time } = record;
      const images: GenerationRecord['images'] = [];
      for (const image of record.images) {
        const content = await readIfExists(library.getImagePath(id, image), disk);
        if (!content) continue;
        images.push(image);
        yield { name: getImageEntryName(id, image.file), content, time };
        signal?.throwIfAborted();
      }
      // One that has lost all its pictures has nothing to bring to another machine.
      if (images.length > 0 || record.images.length === 0) {
        const portableRecord = { ...stripLocalFields(record), images };
        const content = Buffer.from(`${JSON.stringify(portableRecord, undefined, 2)}\n`);
        yield { name: getRecordEntryName(id), content, time };
        exported.push(portableRecord);
      }
      onProgress?.(index + 1, records.length);
    }
  }
  await writeAtomically(disk, file, createZip(createEntries()));
  const images = countImages(exported);
  return {
    images,
    bytes: sumImageBytes(exported),
    unfinished: all.length - records.length,
    missing: countImages(records) - images,
  };
}

async function readIfExists(file: string, disk: Disk): Promise<Buffer | undefined> {
  try {
    return await disk.readFile(file);
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
