import * as vscode from 'vscode';
import { showInformation } from '../../host/ui/notifications.ts';
import { showStatusMessage } from '../../host/ui/statusBar.ts';
import type { DroppedImages, InsertedImages, Obstacle } from '../../insert/index.ts';
import type { InsertionNote } from '../../languages/index.ts';
import { offerPubspecEntry } from './pubspecEntry.ts';

const { l10n } = vscode;

/** Why an image cannot be inserted, and what to do. */
export function formatObstacle(reason: Obstacle): string {
  switch (reason) {
    case 'missing':
      return l10n.t('The image file is missing from the library. Generate the image again.');
    case 'noEditor':
      return l10n.t(
        'No document is open to insert the image into. Open a document, or save the image to another location.',
      );
    case 'untitled':
      return l10n.t(
        'The document has not been saved and no folder is open. Save the document or open a folder, or save the image to another location.',
      );
    case 'readOnly':
      return l10n.t(
        'The document is read-only. Choose another document, or save the image to another location.',
      );
    case 'changed':
      return l10n.t(
        'The document was closed or changed before the image was inserted. Try again, or save the image to another location.',
      );
    case 'unsupportedImage':
      return l10n.t(
        'The language of this document does not support this image format. Save the image to another location and convert it.',
      );
    case 'unreachable':
      return l10n.t(
        'The document cannot reference images in this folder. Choose another folder, or save the image to another location.',
      );
  }
}

const loadGraphicx = '\\usepackage{graphicx}';

/** Milliseconds that a note stays in the status bar: long enough to be read. */
const noteMs = 8000;

/** Shows the notes of an insertion. */
export function showNotes({
  notes,
  place,
}: Pick<InsertedImages | DroppedImages, 'notes' | 'place'>): void {
  for (const note of place.notes) void offerPubspecEntry(note);
  for (const note of notes) {
    const text = formatNote(note);
    // A note that requires an action is a notification, which stays until it is closed.
    if (note === 'graphicxMissing') void offerGraphicx(text);
    else showStatusMessage(text, noteMs);
  }
}

function formatNote(note: InsertionNote): string {
  switch (note) {
    case 'pathInCode':
      return l10n.t('The cursor is in code, so only the path of the image was inserted.');
    case 'pathInComment':
      return l10n.t('The cursor is in a comment, so only the path of the image was inserted.');
    case 'pathOnly':
      return l10n.t('Images cannot be shown here, so only the path of the image was inserted.');
    case 'moved':
      return l10n.t(
        'Images cannot be shown at the cursor, so the image was inserted at the nearest suitable position.',
      );
    case 'graphicxMissing':
      return l10n.t(
        'The document does not load the graphicx package, which is required for images. Add {0} to the preamble.',
        loadGraphicx,
      );
  }
}

/** With a button, VS Code shows all of the text. The preamble may be in another file. */
async function offerGraphicx(message: string): Promise<void> {
  const copy = l10n.t('Copy Command');
  if ((await showInformation(message, copy)) === copy)
    await vscode.env.clipboard.writeText(loadGraphicx);
}
