import * as vscode from 'vscode';
import {
  insertImages as insertIntoDocument,
  type InsertableImage,
  type InsertOptions,
} from '../../insert/index.ts';
import { formatFileError } from '../../host/messages/fileErrors.ts';
import { showError, showInformation } from '../../host/ui/notifications.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryImage } from '../../library/record.ts';
import type { Services } from '../services.ts';
import { describeImageFileProblem } from './imageFile.ts';
import { insertOptions } from './insertOptions.ts';
import { formatObstacle, showNotes } from './insertMessages.ts';
import { saveImagesAs } from './saveAs.ts';

type InsertServices = Pick<Services, 'insertions' | 'lastActiveEditor' | 'library'>;

/**
 * Inserts images at the cursors of the document that the user was last in. If that fails, reports why and offers
 * Save As….
 */
export async function insertImages(
  libraryImages: readonly LibraryImage[],
  services: InsertServices,
  choosePlace?: InsertOptions['choosePlace'],
): Promise<void> {
  const { insertions, lastActiveEditor, library } = services;
  const options = { ...insertOptions, ...(choosePlace && { choosePlace }) };
  const images = await takeUsable(libraryImages, library);
  if (images.length === 0) return;
  const insertable = images.map((image) => toInsertableImage(image, library));
  let failure: string | undefined;
  try {
    const result = await insertIntoDocument(insertable, lastActiveEditor.current, options);
    if (result.kind === 'inserted') {
      await insertions.add(images, result);
      showNotes(result);
      return;
    }
    if (result.kind === 'canceled') return;
    failure = formatObstacle(result.reason);
  } catch (error) {
    failure = formatWriteError(error);
  }
  await offerSaveAs(failure, images, services);
}

/** The images whose files can be used. Reports the others. */
export async function takeUsable(
  libraryImages: readonly LibraryImage[],
  library: Library,
): Promise<LibraryImage[]> {
  const usable: LibraryImage[] = [];
  for (const image of libraryImages) {
    const problem = await describeImageFileProblem(image, library);
    if (problem === undefined) usable.push(image);
    else void showError(problem);
  }
  return usable;
}

/** @throws Any error that is not one of the file system. */
export function formatWriteError(error: unknown): string {
  const sentence = vscode.l10n.t('Unable to save the image.');
  const message = formatFileError(sentence, error);
  if (message === undefined) throw error;
  return message;
}

/** An image of the library, as it is inserted. */
export function toInsertableImage(
  { record, image }: LibraryImage,
  library: Pick<Library, 'getImagePath'>,
): InsertableImage {
  const source = vscode.Uri.file(library.getImagePath(record.id, image));
  const { prompt, model, seed } = record.request;
  const earlierFiles = (record.insertions ?? []).flatMap(({ file }) => parseUri(file));
  return {
    source,
    prompt,
    createdAt: record.createdAt,
    number: record.images.indexOf(image) + 1,
    width: image.width,
    height: image.height,
    earlierFiles,
    model,
    ...(seed !== undefined && { seed }),
    ...(record.provider !== undefined && { provider: record.provider }),
  };
}

/** The record may come from another program. */
function parseUri(uri: string | undefined): vscode.Uri[] {
  try {
    return uri === undefined ? [] : [vscode.Uri.parse(uri, true)];
  } catch {
    return [];
  }
}

/** Reports why images could not be inserted, and offers to save them to another location. */
export async function offerSaveAs(
  message: string,
  libraryImages: readonly LibraryImage[],
  { library }: Pick<InsertServices, 'library'>,
): Promise<void> {
  const saveAs = vscode.l10n.t('Save As…');
  if ((await showError(message, saveAs)) !== saveAs) return;
  await saveImagesAs(libraryImages, library);
}

/** Inserts the first image of a generation, or the latest one. */
export async function insertLatest(id: unknown, services: InsertServices): Promise<void> {
  const records = await services.library.list();
  const latestRecord = records.find(
    (record) => record.images.length > 0 && (typeof id !== 'string' || record.id === id),
  );
  const image = latestRecord?.images[0];
  if (image) {
    await insertImages([{ record: latestRecord, image }], services);
    return;
  }
  const generateLabel = vscode.l10n.t('Generate Image…');
  const message = vscode.l10n.t('There are no images yet. Generate an image first.');
  if ((await showInformation(message, generateLabel)) === generateLabel) {
    await vscode.commands.executeCommand('jimeng.generate');
  }
}
