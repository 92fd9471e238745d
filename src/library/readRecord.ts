import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import {
  createFolder,
  exists,
  ForeignFileError,
  getFileErrorCode,
  readIfExists,
  type Disk,
} from './disk/files.ts';
import { maxRecordBytes, recordJsonLimits } from '../untrusted/limits.ts';
import { exceedsJsonLimits } from '../untrusted/jsonStart.ts';
import { recordSchema, recordVersion, type GenerationRecord } from './record.ts';
import { getReplacementPath } from './disk/writeAtomically.ts';
import { safeParse } from '../untrusted/safeParse.ts';

/** The result of reading the file of a record. */
export type ReadResult =
  | { readonly type: 'record'; readonly record: GenerationRecord }
  | { readonly type: 'missing' }
  /** The whole folder does not exist: it was deleted, or its share is not connected. */
  | { readonly type: 'folderMissing' }
  /** A record of another version. */
  | { readonly type: 'unsupported'; readonly error: Error }
  /** A file that is not a valid record, such as an empty or truncated one. */
  | { readonly type: 'corrupt'; readonly error: unknown };

/** The fields that a record has in every other version. */
const otherVersionSchema = v.object({
  version: v.pipe(v.number(), v.minValue(1), v.notValue(recordVersion)),
  id: v.string(),
});

/**
 * Reads the file of the record `id`.
 * @throws Error of the file system when it cannot be read at the moment.
 */
export async function readRecord(disk: Disk, file: string, id: string): Promise<ReadResult> {
  let text: string | undefined;
  try {
    text = (await readIfExists(disk, file, maxRecordBytes))?.toString();
  } catch (error) {
    if (error instanceof ForeignFileError) return { type: 'corrupt', error };
    throw error;
  }
  if (text === undefined) {
    // Another window may have completed it in the meantime.
    if ((await restoreReplacement(disk, file)) || (await exists(disk, file)))
      return readRecord(disk, file, id);
    return { type: (await exists(disk, dirname(file))) ? 'missing' : 'folderMissing' };
  }
  if (exceedsJsonLimits(text, recordJsonLimits))
    return { type: 'corrupt', error: new Error('It has too many values') };
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { type: 'corrupt', error };
  }
  const parsed = safeParse(recordSchema, content);
  if (parsed.success && parsed.output.id === id) return { type: 'record', record: parsed.output };
  const error = parsed.success
    ? new Error(`The file contains the record of ${parsed.output.id}`)
    : new v.ValiError(parsed.issues);
  const isOtherVersion = v.is(otherVersionSchema, content) && content.id === id;
  return { type: isOtherVersion ? 'unsupported' : 'corrupt', error };
}

/** Completes the replacement of a file that was interrupted; `false` if there was none. */
async function restoreReplacement(disk: Disk, file: string): Promise<boolean> {
  try {
    await disk.rename(getReplacementPath(file), file);
    return true;
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Moves a file to the quarantine folder, with a number before its name if the name is taken.
 * Resolves to its new path; `undefined` if another window has moved it already.
 * @throws Error of the file system.
 */
export async function quarantine(
  disk: Disk,
  file: string,
  folder: string,
): Promise<string | undefined> {
  await createFolder(disk, folder);
  const existingNames = new Set(await disk.readdir(folder));
  let name = basename(file);
  for (let n = 2; existingNames.has(name); n++) name = `${n}-${basename(file)}`;
  try {
    await disk.rename(file, join(folder, name));
    return join(folder, name);
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
