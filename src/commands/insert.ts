import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { LastEditor } from '../host/editors.ts';
import type { Obstacle } from '../insert/index.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';

export interface InsertDeps {
  readonly library: Library;
  readonly lastEditor: LastEditor;
}

/** `jimeng.insertLatest`. */
export function registerInsert(deps: InsertDeps): vscode.Disposable {
  return vscode.commands.registerCommand('jimeng.insertLatest', (id?: unknown) =>
    insertLatest(id, deps),
  );
}

/** Inserts a generation's picture at the cursor of the last text editor, or says why not and offers Save As…. */
export async function insertPicture(
  record: GenerationRecord,
  index: number,
  deps: InsertDeps,
): Promise<void> {
  const image = record.images[index];
  if (!image) return;
  const source = vscode.Uri.file(deps.library.pathOf(record.id, image));
  const picture = { source, mimeType: image.mimeType, prompt: record.request.prompt };
  const { insertImage } = await import('../insert/index.ts');
  let sentence: string;
  try {
    const insertion = await insertImage(picture, deps.lastEditor.current);
    if (insertion.kind === 'inserted') return;
    sentence = tellObstacle(insertion.reason);
    if (insertion.reason === 'missing') {
      void vscode.window.showErrorMessage(sentence);
      return;
    }
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    sentence = vscode.l10n.t(
      'The image could not be written beside the document ({0}). Save it elsewhere.',
      error.code,
    );
  }
  const saveAs = vscode.l10n.t('Save As…');
  if ((await vscode.window.showErrorMessage(sentence, saveAs)) === saveAs) {
    await savePictureAs(record, index, deps);
  }
}

/** Asks for a place and copies the picture there. */
export async function savePictureAs(
  record: GenerationRecord,
  index: number,
  { library }: InsertDeps,
): Promise<void> {
  const image = record.images[index];
  if (!image) return;
  const { fileNameFor } = await import('../insert/index.ts');
  const name = fileNameFor(record.request.prompt, image.mimeType);
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Image As'),
    defaultUri: vscode.Uri.joinPath(folder, name),
    filters: { [vscode.l10n.t('Images')]: [name.slice(name.lastIndexOf('.') + 1)] },
  });
  if (!target) return;
  const source = vscode.Uri.file(library.pathOf(record.id, image));
  // The dialog has asked already whether a file that is there may go.
  await vscode.workspace.fs.copy(source, target, { overwrite: true });
}

async function insertLatest(id: unknown, deps: InsertDeps): Promise<void> {
  const records = await deps.library.list();
  const latest = records.find(
    (record) => record.images.length > 0 && (typeof id !== 'string' || record.id === id),
  );
  if (latest) {
    await insertPicture(latest, 0, deps);
    return;
  }
  const generate = vscode.l10n.t('Generate Image…');
  const sentence = vscode.l10n.t('There is no image yet. Generate one first.');
  if ((await vscode.window.showInformationMessage(sentence, generate)) === generate) {
    await vscode.commands.executeCommand('jimeng.generate');
  }
}

function tellObstacle(reason: Obstacle): string {
  switch (reason) {
    case 'missing':
      return vscode.l10n.t(
        'The file of this image is missing from the library. Generate it again.',
      );
    case 'noEditor':
      return vscode.l10n.t(
        'There is no document to insert into. Open one, or save the image elsewhere.',
      );
    case 'noFolderOpen':
      return vscode.l10n.t(
        'No folder is open, so there is no place for the image beside the document. Open one, or save the image elsewhere.',
      );
    case 'untitled':
      return vscode.l10n.t(
        'The document has not been saved yet, so nothing can refer to a file beside it. Save it first, or save the image elsewhere.',
      );
    case 'readOnly':
      return vscode.l10n.t(
        'The document is read-only. Choose another one, or save the image elsewhere.',
      );
  }
}
