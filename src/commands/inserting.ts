import * as vscode from 'vscode';
import type { LastEditor } from '../host/editors.ts';
import type { InsertablePicture, Obstacle, UndoStep } from '../insert/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord, RecordImage } from '../library/record.ts';

export interface InsertDeps {
  readonly library: Library;
  readonly lastEditor: LastEditor;
}

/** A picture and the generation it is of. */
export interface LibraryPicture {
  readonly record: GenerationRecord;
  readonly image: RecordImage;
}

/**
 * Inserts pictures at the cursor of the last text editor, one after the other, or says why not and
 * offers Save As… for those that are left.
 */
export async function insertPictures(
  pictures: readonly LibraryPicture[],
  deps: InsertDeps,
): Promise<void> {
  let isFirst = true;
  for (const [place, picture] of pictures.entries()) {
    const isLast = place === pictures.length - 1;
    const obstacle = await insertOne(picture, { isFirst, isLast }, deps);
    if (obstacle === undefined) isFirst = false;
    else if (obstacle.isLost) void vscode.window.showErrorMessage(obstacle.sentence);
    else return offerSaveAs(obstacle, pictures.slice(place), deps);
  }
}

async function insertOne(
  { record, image }: LibraryPicture,
  step: UndoStep,
  { library, lastEditor }: InsertDeps,
): Promise<NotInserted | undefined> {
  const { insertImage } = await import('../insert/index.ts');
  try {
    const picture = insertable({ record, image }, library);
    const insertion = await insertImage(picture, lastEditor.current, step);
    if (insertion.kind === 'impossible') return notInserted(insertion.reason);
    await noteInsertion(record.id, insertion.document, library);
    return undefined;
  } catch (error) {
    return notWritten(error);
  }
}

/** Why it could not be inserted, and whether the picture itself is lost. */
export interface NotInserted {
  readonly sentence: string;
  readonly isLost: boolean;
}

export function notInserted(reason: Obstacle): NotInserted {
  return { sentence: tellObstacle(reason), isLost: reason === 'missing' };
}

/** @throws what is no error of the file system */
export function notWritten(error: unknown): NotInserted {
  if (!(error instanceof vscode.FileSystemError)) throw error;
  const sentence = vscode.l10n.t(
    'Unable to save the image next to the document ({0}). Save it to another location.',
    error.code,
  );
  return { sentence, isLost: false };
}

export function insertable({ record, image }: LibraryPicture, library: Library): InsertablePicture {
  const source = vscode.Uri.file(library.pathOf(record.id, image));
  return { source, mimeType: image.mimeType, prompt: record.request.prompt };
}

/** Keeps in the record that a picture of it is in that document. */
export async function noteInsertion(
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

/** Says why pictures could not be inserted, and offers to save them elsewhere. */
export async function offerSaveAs(
  { sentence }: NotInserted,
  pictures: readonly LibraryPicture[],
  { library }: Pick<InsertDeps, 'library'>,
): Promise<void> {
  const saveAs = vscode.l10n.t('Save As…');
  if ((await vscode.window.showErrorMessage(sentence, saveAs)) !== saveAs) return;
  const { savePictures } = await import('./saving.ts');
  await savePictures(pictures, library);
}

/** Inserts the newest picture, or that of one generation. */
export async function insertLatest(id: unknown, deps: InsertDeps): Promise<void> {
  const records = await deps.library.list();
  const latest = records.find(
    (record) => record.images.length > 0 && (typeof id !== 'string' || record.id === id),
  );
  const image = latest?.images[0];
  if (image) {
    await insertPictures([{ record: latest, image }], deps);
    return;
  }
  const generate = vscode.l10n.t('Generate Image…');
  const sentence = vscode.l10n.t('There are no images yet. Generate an image first.');
  if ((await vscode.window.showInformationMessage(sentence, generate)) === generate) {
    await vscode.commands.executeCommand('jimeng.generate');
  }
}

function tellObstacle(reason: Obstacle): string {
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
