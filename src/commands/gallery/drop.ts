import * as v from 'valibot';
import * as vscode from 'vscode';
import { targetsSchema } from '../../gallery/protocol/requests.ts';
import { reportError } from '../../host/errorReport.ts';
import { dropImages } from '../../insert/index.ts';
import { safeParse } from '../../untrusted/safeParse.ts';
import type { Services } from '../services.ts';
import { formatWriteError, offerSaveAs, takeUsable, toInsertableImage } from './insert.ts';
import { insertOptions } from './insertOptions.ts';
import { formatObstacle, showNotes } from './insertMessages.ts';
import { resolveTargets } from './targets.ts';

const dragDataSchema = v.pipe(v.string(), v.parseJson(), targetsSchema);

/** The edit that inserts images dragged from the gallery where they are dropped. */
export async function createDropEdit(
  document: vscode.TextDocument,
  position: vscode.Position,
  dragData: string,
  services: Pick<Services, 'insertions' | 'library' | 'log'>,
): Promise<vscode.DocumentDropEdit | undefined> {
  const parsed = safeParse(dragDataSchema, dragData);
  if (!parsed.success) return undefined;
  const { insertions, library, log } = services;
  const { images: libraryImages } = await resolveTargets(parsed.output, library);
  const images = await takeUsable(libraryImages, library);
  if (images.length === 0) return undefined;
  const insertable = images.map((image) => toInsertableImage(image, library));
  const reportFailure = (message: string) => {
    // Do not block the drop on the notification.
    offerSaveAs(message, images, services).catch((error: unknown) => {
      reportError(error, log);
    });
  };
  try {
    const result = await dropImages(insertable, document, position, insertOptions);
    if (result.kind === 'blocked') reportFailure(formatObstacle(result.reason));
    if (result.kind !== 'dropped') return undefined;
    await insertions.add(images, result);
    showNotes(result);
    const { insertText, additionalEdit } = result;
    const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('jimeng', 'image');
    const edit = new vscode.DocumentDropEdit(insertText, vscode.l10n.t('Insert Image'), kind);
    if (additionalEdit) edit.additionalEdit = additionalEdit;
    return edit;
  } catch (error) {
    reportFailure(formatWriteError(error));
    return undefined;
  }
}
