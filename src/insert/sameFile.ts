import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { resolve } from './place/uris.ts';
import type { UriComponents } from './relativePath.ts';

/** Reads files to compare them. None of its functions throws. */
export interface FileReader {
  /** The names of the files and folders in a folder. Empty if there is no such folder. */
  readonly list: (folder: UriComponents) => Promise<readonly string[]>;
  /** The size of a file in bytes. Undefined for a folder, and if it cannot be determined. */
  readonly getSize: (file: UriComponents) => Promise<number | undefined>;
  readonly readBytes: (file: UriComponents) => Promise<Uint8Array | undefined>;
}

/** Maximum number of files whose sizes are compared, and of files of the same size whose contents are. */
const maxSizes = 2_000;
const maxContents = 20;

/** Where a file with the same content may be. */
export interface FileCandidates {
  readonly folders: readonly UriComponents[];
  readonly files: readonly UriComponents[];
}

/**
 * The first of these files with the same content and extension, so that an image that is inserted again needs no
 * second file.
 * @param extension such as `.png`
 */
export async function findSameFile(
  { folders, files: otherFiles }: FileCandidates,
  bytes: Uint8Array,
  extension: string,
  reader: FileReader,
): Promise<UriComponents | undefined> {
  const lists = await Promise.all(folders.map((folder) => reader.list(folder)));
  const files = folders.flatMap((folder, index) =>
    (lists[index] ?? []).map((name) => resolve(folder, name)),
  );
  const candidates = [...files, ...otherFiles]
    .filter(({ path }) => posix.extname(path).toLowerCase() === extension)
    .slice(0, maxSizes);
  const sizes = await Promise.all(candidates.map((file) => reader.getSize(file)));
  const sameSize = candidates.filter((_, index) => sizes[index] === bytes.length);
  const hash = hashBytes(bytes);
  for (const file of sameSize.slice(0, maxContents)) {
    const content = await reader.readBytes(file);
    if (content && hashBytes(content) === hash) return file;
  }
  return undefined;
}

function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
