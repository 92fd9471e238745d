import * as vscode from 'vscode';
import {
  insertImage,
  type InsertableImage,
  type Obstacle,
  type UndoStep,
} from '../../insert/index.ts';
import { formatFileError } from '../../host/messages/fileErrors.ts';
import { showError, showInformation } from '../../host/ui/notifications.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryImage } from '../../library/record.ts';
import type { Services } from '../services.ts';
import { confirmFolder } from './confirmFolder.ts';
import { describeImageFileProblem } from './imageFile.ts';
import { saveImagesAs } from './saveAs.ts';

type InsertServices = Pick<Services, 'lastActiveEditor' | 'library'>;

/**
 * Inserts images at the cursor of the last active text editor, one after another. If that fails, reports
 * why and offers Save As… for the rest.
 */
export async function insertImages(
  libraryImages: readonly LibraryImage[],
  services: InsertServices,
): Promise<void> {
  let isFirst = true;
  for (const [index, libraryImage] of libraryImages.entries()) {
    const isLast = index === libraryImages.length - 1;
    const failure = await insertOne(libraryImage, { isFirst, isLast }, services);
    if (failure === 'canceled') return;
    if (failure === undefined) isFirst = false;
    else if (failure.isImageMissing) void showError(failure.message);
    else return offerSaveAs(failure, libraryImages.slice(index), services);
  }
}

async function insertOne(
  { record, image }: LibraryImage,
  undoStep: UndoStep,
  { library, lastActiveEditor }: InsertServices,
): Promise<InsertFailure | 'canceled' | undefined> {
  try {
    const problem = await describeImageFileProblem({ record, image }, library);
    if (problem !== undefined) return { message: problem, isImageMissing: true };
    const insertableImage = toInsertableImage({ record, image }, library);
    const editor = lastActiveEditor.current;
    const result = await insertImage(insertableImage, editor, undoStep, confirmFolder);
    if (result.kind === 'canceled') return 'canceled';
    if (result.kind === 'blocked') return toObstacleFailure(result.reason);
    await recordInsertion(record.id, result.document, library);
    return undefined;
  } catch (error) {
    return toWriteFailure(error);
  }
}

/** Why an image could not be inserted. */
export interface InsertFailure {
  readonly message: string;
  /** Missing or damaged, so that saving it elsewhere does not help. */
  readonly isImageMissing: boolean;
}

export function toObstacleFailure(reason: Obstacle): InsertFailure {
  return { message: formatObstacle(reason), isImageMissing: reason === 'missing' };
}

/** @throws Any error that is not one of the file system. */
export function toWriteFailure(error: unknown): InsertFailure {
  const sentence = vscode.l10n.t('Unable to save the image next to the document.');
  const message = formatFileError(sentence, error);
  if (message === undefined) throw error;
  return { message, isImageMissing: false };
}

export function toInsertableImage(
  { record, image }: LibraryImage,
  library: Library,
): InsertableImage {
  const source = vscode.Uri.file(library.getImagePath(record.id, image));
  return { source, prompt: record.request.prompt };
}

/** Records that an image of a generation was inserted into a document. */
export async function recordInsertion(
  id: string,
  document: vscode.Uri,
  library: Library,
): Promise<void> {
  const insertion = { uri: document.toString(), at: Date.now() };
  await library.update(id, (record) => ({
    ...record,
    insertions: [...(record.insertions ?? []), insertion],
  }));
}

/** Reports why images could not be inserted, and offers to save them to another location. */
export async function offerSaveAs(
  { message }: InsertFailure,
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

function formatObstacle(reason: Obstacle): string {
  switch (reason) {
    case 'missing':
      return vscode.l10n.t('The image file is missing from the library. Generate the image again.');
    case 'noEditor':
      return vscode.l10n.t(
        'No document is open to insert the image into. Open a document, or save the image to another location.',
      );
    case 'noFolderOpen':
      return vscode.l10n.t(
        'No folder is open, so the image cannot be saved next to the document. Open a folder, or save the image to another location.',
      );
    case 'untitled':
      return vscode.l10n.t(
        'The document has not been saved yet, so the image cannot be saved next to it. Save the document first, or save the image to another location.',
      );
    case 'readOnly':
      return vscode.l10n.t(
        'The document is read-only. Choose another document, or save the image to another location.',
      );
  }
}
