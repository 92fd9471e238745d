import type { GenerationRecord } from './record.ts';

/** What an archive holds of a generation, and where: the library's own layout. */
export const getRecordEntryName = (id: string) => `records/${id}.json`;
export const getImageEntryName = (id: string, file: string) => `images/${id}/${file}`;

/** How an export or import is watched and ended. */
export interface TransferOptions {
  readonly signal?: AbortSignal;
  /** Told after each generation how many of them all are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * A record as it goes from one machine to another: without the documents of the one, and without the
 * addresses of its pictures, which are signed and whoever has them may fetch from.
 */
export function stripLocalFields(record: GenerationRecord): GenerationRecord {
  const { resultUrls, insertions, ...rest } = record;
  return rest;
}
