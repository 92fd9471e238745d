import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as v from 'valibot';
import { maxLibraryFileBytes } from '../../untrusted/limits.ts';
import { safeParse } from '../../untrusted/safeParse.ts';
import {
  createFolder,
  getFileErrorCode,
  ignoreForeignFile,
  privateFileMode,
  readIfExists,
} from '../disk/files.ts';
import type { ReliableDisk } from '../disk/reliableDisk.ts';
import { writeAtomically } from '../disk/writeAtomically.ts';

/** The name of the file that makes a folder a library. */
export const libraryFileName = 'library.json';

const idSchema = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/));
const libraryFileSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    version: v.literal(1),
    id: idSchema,
    /** The IDs of libraries that were moved here, the last ones first. */
    merged: v.exactOptional(v.array(idSchema)),
  }),
);

/** What makes a folder a library. */
type LibraryFile = v.InferOutput<typeof libraryFileSchema>;

/** How many of the libraries that were moved here are remembered. */
const maxMerged = 50;

/**
 * The ID of the library in a folder; `undefined` if the folder has none.
 * @throws Error of the file system when that cannot be read.
 */
export async function readLibraryId(
  disk: ReliableDisk,
  folder: string,
): Promise<string | undefined> {
  return (await readLibraryFile(disk, folder))?.id;
}

/**
 * The IDs of the library in a folder, and of those that were moved into it; empty if there is none.
 * @throws Error of the file system when they cannot be read.
 */
export async function readLibraryIds(disk: ReliableDisk, folder: string): Promise<string[]> {
  const file = await readLibraryFile(disk, folder);
  return file ? [file.id, ...(file.merged ?? [])] : [];
}

/**
 * Remembers that the library with this ID was moved to a folder, for windows that saw it last.
 * @throws Error of the file system.
 */
export async function addMergedId(disk: ReliableDisk, folder: string, id: string): Promise<void> {
  const file = await readLibraryFile(disk, folder);
  if (!file) return;
  const merged = [...new Set([id, ...(file.merged ?? [])])].slice(0, maxMerged);
  await writeAtomically(disk, join(folder, libraryFileName), JSON.stringify({ ...file, merged }));
}

async function readLibraryFile(
  disk: ReliableDisk,
  folder: string,
): Promise<LibraryFile | undefined> {
  const file = join(folder, libraryFileName);
  const read = () => readIfExists(disk.once, file, maxLibraryFileBytes).catch(ignoreForeignFile);
  const parsed = safeParse(libraryFileSchema, (await disk.retry(read))?.toString());
  return parsed.success ? parsed.output : undefined;
}

/**
 * The ID of the library in a folder, which gets one if it has none. It distinguishes a library that
 * was emptied from one that was replaced, such as in a rebuilt container.
 * @throws Error of the file system.
 */
export async function ensureLibraryId(disk: ReliableDisk, folder: string): Promise<string> {
  const existing = await readLibraryId(disk, folder);
  if (existing !== undefined) return existing;
  const id = randomUUID();
  const text = JSON.stringify({ version: 1, id });
  const file = join(folder, libraryFileName);
  try {
    // The disk refuses to create the folder while the library is not available.
    await createFolder(disk.once, folder);
    // Only one of several windows can create it.
    const handle = await disk.once.open(file, 'wx', privateFileMode);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (getFileErrorCode(error) !== 'EEXIST') throw error;
    const created = await readLibraryId(disk, folder);
    if (created !== undefined) return created;
    // A window crashed before it wrote the content.
    await writeAtomically(disk, file, text);
  }
  return (await readLibraryId(disk, folder)) ?? id;
}
