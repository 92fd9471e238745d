import * as vscode from 'vscode';
import type { CombinedInsertion } from '../languages/index.ts';
import type { InsertableImage } from './imageFiles.ts';
import type { InsertedImages } from './insertImages.ts';
import type { InsertOptions } from './insertOptions.ts';
import { planImages } from './planImages.ts';
import { planInsertion } from './editor/planInsertion.ts';
import type { InsertBlocked } from './prepareImages.ts';
import { createSnippet } from './editor/snippet.ts';
import { toTextEdits } from './editor/writeInsertion.ts';

/** Images that are about to be dropped into a document. */
export interface DroppedImages extends Omit<InsertedImages, 'kind'> {
  readonly kind: 'dropped';
  /** What goes where the images are dropped. */
  readonly insertText: string | vscode.SnippetString;
  /** What goes to other places of the document. */
  readonly additionalEdit?: vscode.WorkspaceEdit;
}

/**
 * Copies images to where a document that they are dropped into can refer to them.
 * @throws vscode.FileSystemError if the folder cannot be written
 */
export async function dropImages(
  images: readonly InsertableImage[],
  document: vscode.TextDocument,
  position: vscode.Position,
  options: InsertOptions,
): Promise<DroppedImages | InsertBlocked> {
  const settings = options.readSettings(document);
  const planned = await planImages(images, document, settings, options);
  if (planned.kind !== 'planned') return planned;
  const { place, rootText } = planned;
  const prepared = await planned.copy();
  if (prepared.kind !== 'prepared') return prepared;
  const { files, references } = prepared;
  const languages = await import('../languages/index.ts');
  const offset = document.offsetAt(position);
  const range = { start: offset, end: offset, isAfterPrompt: false };
  const plan = planInsertion(document, [range], references, { settings, rootText }, languages);
  const edit = toDropEdit(document, offset, plan, settings.altText === 'select');
  return { kind: 'dropped', document, files, references, place, notes: plan.notes, ...edit };
}

/** VS Code drops a text at the position only, and indents the further lines of a snippet. */
function toDropEdit(
  document: vscode.TextDocument,
  offset: number,
  plan: CombinedInsertion,
  selectsAlts: boolean,
): Pick<DroppedImages, 'insertText' | 'additionalEdit'> {
  const [edit, other] = plan.edits;
  const isAtPosition = edit?.start === offset && edit.end === offset && !other;
  if (!isAtPosition || edit.text.includes('\n')) {
    const additionalEdit = new vscode.WorkspaceEdit();
    additionalEdit.set(document.uri, toTextEdits(document, plan));
    return { insertText: '', additionalEdit };
  }
  const [written] = plan.written;
  const range = { start: offset, end: offset + edit.text.length };
  const snippet =
    selectsAlts && written?.stops.length && createSnippet(plan.textAfter, written, range);
  return { insertText: snippet ? new vscode.SnippetString(snippet.value) : edit.text };
}
