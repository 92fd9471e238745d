import { dirname, posix } from 'node:path';
import * as vscode from 'vscode';
import type { ReferencedImage } from '../languages/index.ts';
import { findPlacesFor, type FoundPlaces } from './choosePlace.ts';
import { getBaseFile, isUntitled } from './editor/documents.ts';
import {
  fileExists,
  provideFile,
  removeFile,
  type InsertableImage,
  type InsertedFile,
} from './imageFiles.ts';
import { isReadOnly } from './editor/readOnly.ts';
import type { InsertOptions, InsertSettings } from './insertOptions.ts';
import type { Place } from './place/place.ts';
import { toUri } from './projectReader.ts';
import { findFolderOutside } from './realFolder.ts';

/** Why an image cannot be inserted. */
export type Obstacle =
  | 'missing'
  | 'noEditor'
  | 'untitled'
  | 'readOnly'
  | 'changed'
  | 'unreachable'
  /** The language of the document cannot show images of this type. */
  | 'unsupportedImage';

/** Why nothing was inserted, or `canceled` if the user canceled. */
export type InsertBlocked =
  { readonly kind: 'blocked'; readonly reason: Obstacle } | { readonly kind: 'canceled' };

/** Images whose files a document can refer to. */
export interface PreparedImages {
  readonly kind: 'prepared';
  readonly files: readonly InsertedFile[];
  readonly references: readonly ReferencedImage[];
}

/** Where images go, and what their references depend on. */
export interface ChosenPlace {
  readonly kind: 'place';
  readonly place: Place;
  /** The text of the root document, for a part of a LaTeX document. */
  readonly rootText: string | undefined;
}

/** Chooses where the images of a document go, before anything is written. */
export async function choosePlace(
  images: readonly InsertableImage[],
  document: vscode.TextDocument,
  settings: InsertSettings,
  { choosePlace: choose, confirmFolder }: Pick<InsertOptions, 'choosePlace' | 'confirmFolder'>,
): Promise<ChosenPlace | InsertBlocked> {
  for (const { source } of images)
    if (!(await fileExists(source))) return { kind: 'blocked', reason: 'missing' };
  if (await isReadOnly(document)) return { kind: 'blocked', reason: 'readOnly' };
  if (!(await canShow(document, images))) return { kind: 'blocked', reason: 'unsupportedImage' };
  const found = await findPlacesFor(document, settings);
  const [best] = found.places;
  if (!best) return { kind: 'blocked', reason: isUntitled(document) ? 'untitled' : 'unreachable' };
  const place = choose ? await choosePlaceFrom(found, choose) : best;
  if (!place) return { kind: 'canceled' };
  const folderOutside = await findOutside(place, document);
  if (folderOutside !== undefined && !(await confirmFolder(folderOutside)))
    return { kind: 'canceled' };
  return { kind: 'place', place, rootText: found.rootText };
}

/** A folder that the user chooses gets the file, even if another has an equal one. */
async function choosePlaceFrom(
  found: FoundPlaces,
  choose: NonNullable<InsertOptions['choosePlace']>,
): Promise<Place | undefined> {
  const place = await choose(found.places, found);
  return place && { ...place, canReuse: () => false };
}

/** Whether the language of a document can show images of these types. */
async function canShow(
  { languageId, fileName }: vscode.TextDocument,
  images: readonly InsertableImage[],
): Promise<boolean> {
  const { findLanguage } = await import('../languages/index.ts');
  const unsupported = findLanguage(languageId, fileName)?.unsupportedImages ?? [];
  return !images.some(({ source }) => unsupported.includes(posix.extname(source.path).slice(1)));
}

/**
 * Copies images to a place.
 * @param alts their alt texts
 * @param names the names of their files
 * @throws vscode.FileSystemError if the folder cannot be written. No copy remains.
 */
export async function copyImages(
  images: readonly InsertableImage[],
  alts: readonly string[],
  names: readonly string[],
  place: Place,
): Promise<PreparedImages | InsertBlocked> {
  const files: InsertedFile[] = [];
  const references: ReferencedImage[] = [];
  try {
    for (const [index, image] of images.entries()) {
      const file = await provideFile(image, place, names[index] ?? '');
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

/** The folder of a place if it is outside of the workspace. Links are followed in this file system only. */
async function findOutside(
  { folder, rule, isOutside }: Place,
  document: vscode.TextDocument,
): Promise<string | undefined> {
  if (rule === 'chosen') return undefined;
  const base = getBaseFile(document);
  if (folder.scheme === 'file' && base?.scheme === 'file') {
    const workspaceFolders = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === 'file')
      .map(({ uri }) => uri.fsPath);
    return findFolderOutside(toUri(folder).fsPath, dirname(base.fsPath), workspaceFolders);
  }
  return isOutside ? folder.path : undefined;
}
