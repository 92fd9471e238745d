import type { GenerationRecord } from '../record.ts';

/** The name of a record in an archive, which has the same layout as the library. */
export const getRecordEntryName = (id: string) => `records/${id}.json`;
/** The name of an image in an archive. `file` is its file name. */
export const getImageEntryName = (id: string, file: string) => `images/${id}/${file}`;

/** The options of both an export and an import. */
export interface TransferOptions {
  /** Cancels it, with the reason of the abort. */
  readonly signal?: AbortSignal;
  /** Called after each generation with the number of processed generations and of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Removes what must not leave the machine: the documents that images were inserted into, and image
 * URLs, which are signed, so that anyone who has them can download the images.
 */
export function stripLocalFields(record: GenerationRecord): GenerationRecord {
  const { resultUrls, insertions, ...rest } = record;
  return rest;
}
