import * as v from 'valibot';
import * as vscode from 'vscode';
import { targetsSchema } from '../../gallery/protocol/requests.ts';
import { reportError } from '../../host/errorReport.ts';
import { showError } from '../../host/ui/notifications.ts';
import { dropImage } from '../../insert/index.ts';
import type { LibraryImage } from '../../library/record.ts';
import type { Services } from '../services.ts';
import { confirmFolder } from './confirmFolder.ts';
import {
  toInsertableImage,
  recordInsertion,
  toObstacleFailure,
  toWriteFailure,
  offerSaveAs,
} from './insert.ts';
import { describeImageFileProblem } from './imageFile.ts';
import { resolveTargets } from './targets.ts';
import { safeParse } from '../../untrusted/safeParse.ts';

const dragDataSchema = v.pipe(v.string(), v.parseJson(), targetsSchema);

/** The edit that inserts images dragged from the gallery where they are dropped. */
export async function createDropEdit(
  document: vscode.TextDocument,
  position: vscode.Position,
  dragData: string,
  services: Pick<Services, 'library' | 'log'>,
): Promise<vscode.DocumentDropEdit | undefined> {
  const parsed = safeParse(dragDataSchema, dragData);
  if (!parsed.success) return undefined;
  const { library } = services;
  const { images: libraryImages } = await resolveTargets(parsed.output, library);
  let text = '';
  const dropOne = async ({ record, image }: LibraryImage) => {
    const problem = await describeImageFileProblem({ record, image }, library);
    if (problem !== undefined) return { message: problem, isImageMissing: true };
    const insertableImage = toInsertableImage({ record, image }, library);
    const isFirst = text === '';
    const result = await dropImage(insertableImage, document, position, isFirst, confirmFolder);
    if (result.kind === 'canceled') return 'canceled';
    if (result.kind === 'blocked') return toObstacleFailure(result.reason);
    text += result.text;
    await recordInsertion(record.id, document.uri, library);
    return undefined;
  };
  for (const [index, libraryImage] of libraryImages.entries()) {
    const failure = await dropOne(libraryImage).catch(toWriteFailure);
    if (failure === undefined) continue;
    if (failure === 'canceled') break;
    if (failure.isImageMissing) {
      void showError(failure.message);
      continue;
    }
    // Do not block the drop on the notification.
    offerSaveAs(failure, libraryImages.slice(index), services).catch((error: unknown) => {
      reportError(error, services.log);
    });
    break;
  }
  if (text === '') return undefined;
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('jimeng', 'image');
  return new vscode.DocumentDropEdit(text, vscode.l10n.t('Insert Image'), kind);
}
