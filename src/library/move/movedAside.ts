import { join } from 'node:path';
import { exists, listOwnFolder } from '../disk/files.ts';
import { idPattern } from '../record.ts';
import type { Library } from '../library.ts';

/** A record in `moved` that is in another library, with its images. */
export interface TransferredRecord {
  readonly id: string;
  /** The ID of that library. */
  readonly libraryId: string;
  /** The path of the record. */
  readonly path: string;
}

/** The name of a record in `moved` that is in the library with this ID. */
export function getTransferredName(id: string, libraryId: string): string {
  return `${id}.${libraryId}.done`;
}

/**
 * The records in `moved` that are in other libraries.
 * @throws Error of the file system when the folder cannot be read.
 */
export async function listTransferred({ folders, disk }: Library): Promise<TransferredRecord[]> {
  return (await listOwnFolder(disk, folders.moved)).flatMap((name) => {
    const [, id = '', libraryId = ''] = /^([^.]+)\.([^.]+)\.done$/.exec(name) ?? [];
    return idPattern.test(id) ? [{ id, libraryId, path: join(folders.moved, name) }] : [];
  });
}

/**
 * Whether a library itself has the record of a generation: a record in `moved` that refers to another
 * library is then of an earlier move, which was taken back.
 * @throws Error of the file system.
 */
export async function hasOwnRecord(id: string, { folders, disk }: Library): Promise<boolean> {
  const files = [folders.records, folders.moved].map((folder) => join(folder, `${id}.json`));
  return (await Promise.all(files.map((file) => exists(disk, file)))).includes(true);
}

/**
 * Whether the record of a generation is in `moved`, because it is being moved, or that was interrupted.
 * @throws Error of the file system.
 */
export function isMovedAside(id: string, { folders, disk }: Library): Promise<boolean> {
  return exists(disk, join(folders.moved, `${id}.json`));
}

/**
 * The ids of the generations of a library that are not in another one yet, newest first.
 * @throws Error of the file system when a folder cannot be read.
 */
export async function listMovableIds({ folders, disk }: Library): Promise<string[]> {
  const names = [
    ...(await listOwnFolder(disk, folders.records)),
    ...(await listOwnFolder(disk, folders.moved)),
  ];
  const ids = names.flatMap((name) => /^(.+)\.json(?:\.replacement)?$/.exec(name)?.[1] ?? []);
  return [...new Set(ids)]
    .filter((id) => idPattern.test(id))
    .sort()
    .reverse();
}
