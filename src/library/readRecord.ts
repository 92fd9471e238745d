import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import { createFolder, exists, getFileErrorCode, readIfExists, type Disk } from './disk/files.ts';
import { maxRecordBytes, maxRecordDepth } from '../untrusted/limits.ts';
import { isNestedDeeper } from '../untrusted/nesting.ts';
import { recordSchema, type GenerationRecord } from './record.ts';
import { getReplacementPath } from './disk/writeAtomically.ts';

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

/** The fields that a record has in every version. */
const outlineSchema = v.object({ version: v.pipe(v.number(), v.minValue(1)), id: v.string() });

/**
 * Reads the file of the record `id`.
 * @throws Error of the file system when it cannot be read at the moment.
 */
export async function readRecord(disk: Disk, file: string, id: string): Promise<ReadResult> {
  const problem = await findProblem(disk, file);
  if (problem) return { type: 'corrupt', error: problem };
  const text = await readIfExists(disk, file);
  if (text === undefined) {
    if (await restoreReplacement(disk, file)) return readRecord(disk, file, id);
    return { type: (await exists(disk, dirname(file))) ? 'missing' : 'folderMissing' };
  }
  if (isNestedDeeper(text, maxRecordDepth))
    return { type: 'corrupt', error: new Error('It is nested too deep') };
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return { type: 'corrupt', error };
  }
  const parsed = v.safeParse(recordSchema, content);
  if (parsed.success && parsed.output.id === id) return { type: 'record', record: parsed.output };
  const error = parsed.success
    ? new Error(`The file contains the record of ${parsed.output.id}`)
    : new v.ValiError(parsed.issues);
  const isRecord = v.is(outlineSchema, content) && content.id === id;
  return { type: isRecord ? 'unsupported' : 'corrupt', error };
}

/** Why a file is not read at all: it could stop or fill the process. */
async function findProblem(disk: Disk, file: string): Promise<Error | undefined> {
  const stats = await disk.stat(file).catch(() => undefined);
  // Reading it reports what is wrong.
  if (!stats) return undefined;
  if (!stats.isFile()) return new Error('It is not a file');
  return stats.size > maxRecordBytes ? new Error(`It has ${stats.size} bytes`) : undefined;
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
