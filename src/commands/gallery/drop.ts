import * as v from 'valibot';
import * as vscode from 'vscode';
import { targetsSchema } from '../../gallery/protocol/messages.ts';
import { reportUnexpectedError } from '../../host/generationReporter.ts';
import { resolveTargets } from './actions.ts';
import type { GalleryServices } from './register.ts';
import {
  toInsertableImage,
  recordInsertion,
  toObstacleFailure,
  toWriteFailure,
  offerSaveAs,
  type LibraryImage,
} from './insert.ts';

const dragDataSchema = v.pipe(v.string(), v.parseJson(), targetsSchema);

/** What pictures that were dragged out of the gallery become where they are dropped. */
export async function createDropEdit(
  document: vscode.TextDocument,
  position: vscode.Position,
  dragData: string,
  services: Pick<GalleryServices, 'library' | 'log'>,
): Promise<vscode.DocumentDropEdit | undefined> {
  const parsed = v.safeParse(dragDataSchema, dragData);
  if (!parsed.success) return undefined;
  const { library } = services;
  const { pictures: libraryImages } = await resolveTargets(parsed.output, library);
  const { dropImage } = await import('../../insert/index.ts');
  let text = '';
  const dropOne = async ({ record, image }: LibraryImage) => {
    const insertableImage = toInsertableImage({ record, image }, library);
    const result = await dropImage(insertableImage, document, position, text === '');
    if (result.kind === 'blocked') return toObstacleFailure(result.reason);
    text += result.text;
    await recordInsertion(record.id, document.uri, library);
    return undefined;
  };
  for (const [index, libraryImage] of libraryImages.entries()) {
    const failure = await dropOne(libraryImage).catch(toWriteFailure);
    if (failure === undefined) continue;
    if (failure.isImageMissing) {
      void vscode.window.showErrorMessage(failure.message);
      continue;
    }
    // What is dropped does not wait for the answer.
    offerSaveAs(failure, libraryImages.slice(index), services).catch((error: unknown) => {
      reportUnexpectedError(error, services.log);
    });
    break;
  }
  if (text === '') return undefined;
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('jimeng', 'picture');
  return new vscode.DocumentDropEdit(text, vscode.l10n.t('Insert Image'), kind);
}
