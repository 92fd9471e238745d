import { dirname } from 'node:path';
import {
  getImageEntryName,
  stripLocalFields,
  getRecordEntryName,
  type TransferOptions,
} from './archiveFormat.ts';
import { maxImageBytes } from '../../untrusted/limits.ts';
import { ignoreForeignFile, readIfExists } from '../disk/files.ts';
import type { Library } from '../library.ts';
import { isUnfinished, type GenerationRecord } from '../record.ts';
import { sumImageBytes, countImages } from '../diskUsage.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';
import { createZip, type ZipEntry } from './zipWriter.ts';

/** The options of `exportArchive`. */
export interface ExportOptions extends TransferOptions {
  /** The generations to export; all by default. */
  readonly ids?: readonly string[] | undefined;
}

/** An archive is a file of the user: its folder and the system decide who can read it. */
const userFileMode = 0o666;

/** The result of an export. */
export interface ExportResult {
  /** The number of exported images. */
  readonly images: number;
  /** The size of the exported images. */
  readonly bytes: number;
  /** The number of generations that were skipped because they are running. */
  readonly unfinished: number;
  /** The number of images whose files are missing. */
  readonly missing: number;
}

/** Whether a generation is exported: samples would be imported as images that were generated. */
export function isExported(record: GenerationRecord): boolean {
  return !isUnfinished(record) && !record.isSample;
}

/**
 * Exports generations and their images to a ZIP archive, which is written atomically. Thumbnails
 * are not exported, because they can be created again.
 * @param file the path of the archive
 * @throws Error of the file system, or the reason of the abort.
 */
export async function exportArchive(
  library: Library,
  file: string,
  { ids, signal, onProgress }: ExportOptions = {},
): Promise<ExportResult> {
  const { disk } = library;
  const all = ids ? await library.getMany(ids) : await library.list();
  const records = all.filter(isExported).reverse();
  const exported: GenerationRecord[] = [];
  async function* createEntries(): AsyncGenerator<ZipEntry> {
    for (const [index, record] of records.entries()) {
      signal?.throwIfAborted();
      const { id, createdAt: time } = record;
      const images: GenerationRecord['images'] = [];
      for (const image of record.images) {
        const path = library.getImagePath(id, image);
        const content = await readIfExists(disk, path, maxImageBytes).catch(ignoreForeignFile);
        if (!content) continue;
        images.push(image);
        yield { name: getImageEntryName(id, image.file), content, time };
        signal?.throwIfAborted();
      }
      // A generation that has lost all its images is of no use on another machine.
      if (images.length > 0 || record.images.length === 0) {
        const portableRecord = { ...stripLocalFields(record), images };
        const content = Buffer.from(`${JSON.stringify(portableRecord, undefined, 2)}\n`);
        yield { name: getRecordEntryName(id), content, time };
        exported.push(portableRecord);
      }
      onProgress?.(index + 1, records.length);
    }
  }
  // Unlike the folders of the library, a folder that the user has chosen is not created.
  await disk.stat(dirname(file));
  await writeAtomically(disk, file, createZip(createEntries()), { mode: userFileMode });
  const images = countImages(exported);
  return {
    images,
    bytes: sumImageBytes(exported),
    unfinished: all.filter(isUnfinished).length,
    missing: countImages(records) - images,
  };
}
