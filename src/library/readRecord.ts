import { basename, join } from 'node:path';
import * as v from 'valibot';
import { getFileErrorCode, type Disk } from './files.ts';
import { recordSchema, type GenerationRecord } from './record.ts';

/** The result of reading the file of a record. */
export type ReadResult =
  | { readonly type: 'record'; readonly record: GenerationRecord }
  | { readonly type: 'missing' }
  /** A record of another version, or a file that cannot be read at the moment. */
  | { readonly type: 'unreadable'; readonly error: Error }
  /** A file that is not a valid record, such as an empty or truncated one. */
  | { readonly type: 'corrupt'; readonly error: unknown };

/** The fields that a record has in every version. */
const outlineSchema = v.object({ version: v.pipe(v.number(), v.minValue(1)), id: v.string() });

/** Reads the file of the record `id`. Never rejects. */
export async function readRecord(disk: Disk, file: string, id: string): Promise<ReadResult> {
  let text: string;
  try {
    text = await disk.readFile(file, 'utf8');
  } catch (error) {
    if (getFileErrorCode(error) === 'ENOENT') return { type: 'missing' };
    return { type: 'unreadable', error: error as Error };
  }
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
  return { type: isRecord ? 'unreadable' : 'corrupt', error };
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
  await disk.mkdir(folder, { recursive: true });
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
