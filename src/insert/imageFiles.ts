import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { NamedImage } from './fileNameTemplate.ts';
import type { Place } from './place/place.ts';
import { projectReader, toUri } from './projectReader.ts';
import { normalizeName, releaseName, reserveName } from './reserveName.ts';
import { findSameFile } from './sameFile.ts';

/** An image to insert. */
export interface InsertableImage extends NamedImage {
  /** The file to copy. Its extension is that of the image type. */
  readonly source: vscode.Uri;
  /** Where it was inserted before: files that may still be there, and equal. */
  readonly earlierFiles: readonly vscode.Uri[];
}

/** The file that a document refers to. */
export interface InsertedFile {
  readonly file: vscode.Uri;
  readonly source: vscode.Uri;
  /** Absent if the file was there before, so that it stays when the insertion is undone. */
  readonly created?: {
    /** Of its content, in hexadecimal. */
    readonly hash: string;
    /** The topmost folder that was created for it. */
    readonly folder?: vscode.Uri;
  };
}

/** Names of files that are being written. One set for all folders: at worst, a name gets a number that it does not need. */
const reservedNames = new Set<string>();

/**
 * Copies an image to a place, unless it is there already.
 * @param desiredName gets a number if it is taken
 * @throws vscode.FileSystemError if the folder cannot be written
 */
export async function provideFile(
  image: InsertableImage,
  place: Place,
  desiredName: string,
): Promise<InsertedFile> {
  const { source } = image;
  const desiredFile = toUri(place.locate(desiredName));
  const folder = vscode.Uri.joinPath(desiredFile, '..');
  const existing = await findEqualFile(image, folder, place);
  if (existing) return { file: existing, source };
  if (place.overwrites && (await fileExists(desiredFile))) {
    await vscode.workspace.fs.copy(source, desiredFile, { overwrite: true });
    return { file: desiredFile, source };
  }
  const missingFolder = await findMissingFolder(folder);
  await vscode.workspace.fs.createDirectory(folder);
  try {
    return await copyFile(source, desiredFile, missingFolder);
  } catch (error) {
    if (missingFolder) await removeEmptyFolders(folder, missingFolder);
    throw error;
  }
}

/** Copies a file into a folder. */
async function copyFile(
  source: vscode.Uri,
  desiredFile: vscode.Uri,
  missingFolder: vscode.Uri | undefined,
): Promise<InsertedFile> {
  const folder = vscode.Uri.joinPath(desiredFile, '..');
  // The folder may be copied to a file system that does not distinguish case.
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const names = new Set(entries.map(([name]) => normalizeName(name)));
  const isTaken = async (name: string) =>
    names.has(normalizeName(name)) || (await fileExists(vscode.Uri.joinPath(folder, name)));
  const name = await reserveName(posix.basename(desiredFile.path), isTaken, reservedNames);
  const file = vscode.Uri.joinPath(folder, name);
  try {
    await vscode.workspace.fs.copy(source, file, { overwrite: false });
    const hash = await hashFile(file);
    return { file, source, created: { hash, ...(missingFolder && { folder: missingFolder }) } };
  } finally {
    releaseName(name, reservedNames);
  }
}

/**
 * Deletes a file that an insertion created, unless it has changed since, and the folders that are empty then.
 * @param folder the topmost folder that was created for it
 */
export async function removeFile(
  { file, created }: InsertedFile,
  folder = created?.folder,
): Promise<void> {
  if (!created || !(await fileExists(file)) || (await hashFile(file)) !== created.hash) return;
  await vscode.workspace.fs.delete(file, { useTrash: false });
  if (folder) await removeEmptyFolders(vscode.Uri.joinPath(file, '..'), folder);
}

/**
 * Restores a file that was removed, unless another file has its name now.
 * @returns false if that is impossible, because the library no longer has the image
 */
export async function restoreFile({ file, source, created }: InsertedFile): Promise<boolean> {
  if (!created || (await fileExists(file))) return true;
  if (!(await fileExists(source))) return false;
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
  await vscode.workspace.fs.copy(source, file, { overwrite: false });
  return true;
}

/**
 * Whether a file or folder exists.
 * @throws vscode.FileSystemError if that cannot be determined
 */
export async function fileExists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

/**
 * An equal file: one in the folder, or of an earlier insertion into the same workspace folder, if the build of the
 * document finds it. Other workspace folders can be repositories of their own.
 */
async function findEqualFile(
  { source, earlierFiles }: InsertableImage,
  folder: vscode.Uri,
  { canReuse }: Place,
): Promise<vscode.Uri | undefined> {
  const bytes = await vscode.workspace.fs.readFile(source);
  const workspaceFolder = vscode.workspace.getWorkspaceFolder(folder);
  const files = earlierFiles.filter(
    (file) =>
      workspaceFolder &&
      vscode.workspace.getWorkspaceFolder(file) === workspaceFolder &&
      canReuse(file),
  );
  const candidates = { folders: [folder], files };
  const file = await findSameFile(candidates, bytes, posix.extname(source.path), projectReader);
  return file && toUri(file);
}

async function hashFile(file: vscode.Uri): Promise<string> {
  const content = await vscode.workspace.fs.readFile(file);
  return createHash('sha256').update(content).digest('hex');
}

/** The topmost folder that does not exist yet of a folder and those that contain it. */
async function findMissingFolder(folder: vscode.Uri): Promise<vscode.Uri | undefined> {
  let missing: vscode.Uri | undefined;
  for (let each = folder; !(await fileExists(each)); each = vscode.Uri.joinPath(each, '..')) {
    missing = each;
    if (each.path === '/') break;
  }
  return missing;
}

async function removeEmptyFolders(folder: vscode.Uri, topmost: vscode.Uri): Promise<void> {
  for (let each = folder; ; each = vscode.Uri.joinPath(each, '..')) {
    if ((await vscode.workspace.fs.readDirectory(each)).length > 0) return;
    await vscode.workspace.fs.delete(each, { useTrash: false });
    if (each.path === topmost.path || each.path === '/') return;
  }
}
