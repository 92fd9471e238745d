import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ReferencedImage } from '../languages/index.ts';
import { listPlaces, type InsertPlace } from './choosePlace.ts';
import { findNotebook, getBaseFile } from './editor/documents.ts';
import {
  fileExists,
  provideFile,
  removeFile,
  type InsertableImage,
  type InsertedFile,
} from './imageFiles.ts';
import { isReadOnly } from './editor/readOnly.ts';
import { findFolderOutside } from './realFolder.ts';

/** Why an image cannot be inserted. */
export type Obstacle = 'missing' | 'noEditor' | 'untitled' | 'readOnly' | 'changed' | 'unreachable';

/** Why nothing was inserted, or `canceled` if the user did not want it. */
export type InsertBlocked =
  { readonly kind: 'blocked'; readonly reason: Obstacle } | { readonly kind: 'canceled' };

/** What is asked before images are inserted. */
export interface InsertQuestions {
  /** Whether to save outside of the workspace, in the folder with this real path. */
  readonly confirmFolder: (realFolder: string) => Promise<boolean>;
  /** The alt text of an image. Undefined if the user dismisses the question. */
  readonly askAltText: (proposal: string) => Promise<string | undefined>;
  /** The place for the images, instead of the best one. Undefined if the user dismisses the question. */
  readonly choosePlace?: (
    places: readonly InsertPlace[],
    base: vscode.Uri,
  ) => Promise<InsertPlace | undefined>;
}

/** Images whose files a document can refer to. */
export interface PreparedImages {
  readonly kind: 'prepared';
  readonly files: readonly InsertedFile[];
  readonly references: readonly ReferencedImage[];
}

/** Chooses where the images of a document go, before anything is written. */
export async function choosePlace(
  images: readonly InsertableImage[],
  document: vscode.TextDocument,
  { choosePlace: choose, confirmFolder }: Omit<InsertQuestions, 'askAltText'>,
): Promise<{ readonly kind: 'place'; readonly place: InsertPlace } | InsertBlocked> {
  for (const { source } of images)
    if (!(await fileExists(source))) return { kind: 'blocked', reason: 'missing' };
  if (await isReadOnly(document)) return { kind: 'blocked', reason: 'readOnly' };
  const base = getBaseFile(document);
  const places = await listPlaces(document);
  const [best] = places;
  if (!base || !best) return { kind: 'blocked', reason: 'untitled' };
  const place = choose ? await choose(places, base) : best;
  if (!place) return { kind: 'canceled' };
  const folderOutside = await findRealFolderOutside(place.folder, base);
  if (folderOutside !== undefined && !(await confirmFolder(folderOutside)))
    return { kind: 'canceled' };
  return { kind: 'place', place };
}

/**
 * Copies images to a place.
 * @param alts their alt texts
 * @throws vscode.FileSystemError if the folder cannot be written. No copy is left behind.
 */
export async function copyImages(
  images: readonly InsertableImage[],
  alts: readonly string[],
  place: InsertPlace,
): Promise<PreparedImages | InsertBlocked> {
  const files: InsertedFile[] = [];
  const references: ReferencedImage[] = [];
  try {
    for (const [index, image] of images.entries()) {
      const file = await provideFile(image, place.folder);
      files.push(file);
      const description = place.describe(file.file);
      if (!description) {
        await removeFiles(files);
        return { kind: 'blocked', reason: 'unreachable' };
      }
      const { width, height } = image;
      references.push({ ...description, alt: alts[index] ?? '', width, height });
    }
  } catch (error) {
    await removeFiles(files);
    throw error;
  }
  return { kind: 'prepared', files, references };
}

/** Deletes the files that were created. */
export async function removeFiles(files: readonly InsertedFile[]): Promise<void> {
  for (const file of files.toReversed()) await removeFile(file);
}

/** Only the paths of this file system can be followed. */
async function findRealFolderOutside(
  folder: vscode.Uri,
  base: vscode.Uri,
): Promise<string | undefined> {
  if (folder.scheme !== 'file' || base.scheme !== 'file') return undefined;
  const workspaceFolders = (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
  return findFolderOutside(folder.fsPath, dirname(base.fsPath), workspaceFolders);
}

/** The document of an insertion, as the record of an image has it: that of a cell is only valid in this window. */
export function getRecordedDocument(document: vscode.TextDocument): vscode.Uri {
  return findNotebook(document)?.uri ?? document.uri;
}
