import * as v from 'valibot';
import * as vscode from 'vscode';
import { targetsSchema } from '../gallery/protocol.ts';
import { unexpected } from '../host/reporter.ts';
import { chosen } from './actions.ts';
import type { GalleryDeps } from './gallery.ts';
import {
  insertable,
  noteInsertion,
  notInserted,
  notWritten,
  offerSaveAs,
  type LibraryPicture,
} from './inserting.ts';

const draggedSchema = v.pipe(v.string(), v.parseJson(), targetsSchema);

/** What pictures that were dragged out of the gallery become where they are dropped. */
export async function dropEdit(
  document: vscode.TextDocument,
  position: vscode.Position,
  dragged: string,
  deps: Pick<GalleryDeps, 'library' | 'log'>,
): Promise<vscode.DocumentDropEdit | undefined> {
  const parsed = v.safeParse(draggedSchema, dragged);
  if (!parsed.success) return undefined;
  const { library } = deps;
  const { pictures } = await chosen(parsed.output, library);
  const { dropImage } = await import('../insert/index.ts');
  let text = '';
  const drop = async ({ record, image }: LibraryPicture) => {
    const picture = insertable({ record, image }, library);
    const dropped = await dropImage(picture, document, position, text === '');
    if (dropped.kind === 'impossible') return notInserted(dropped.reason);
    text += dropped.text;
    await noteInsertion(record.id, document.uri, library);
    return undefined;
  };
  for (const [place, picture] of pictures.entries()) {
    const obstacle = await drop(picture).catch(notWritten);
    if (obstacle === undefined) continue;
    if (obstacle.isLost) {
      void vscode.window.showErrorMessage(obstacle.sentence);
      continue;
    }
    // What is dropped does not wait for the answer.
    offerSaveAs(obstacle, pictures.slice(place), deps).catch((error: unknown) => {
      unexpected(error, deps.log);
    });
    break;
  }
  if (text === '') return undefined;
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('jimeng', 'picture');
  return new vscode.DocumentDropEdit(text, vscode.l10n.t('Insert Image'), kind);
}
