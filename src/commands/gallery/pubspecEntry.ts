import * as vscode from 'vscode';
import { showInformation } from '../../host/ui/notifications.ts';
import { addPubspecAsset, toUri, type PlaceNote } from '../../insert/index.ts';
import { toPlainText } from '../../untrusted/plainText.ts';

/** Offers to add a folder to the assets of a Flutter app, which does not include images from other folders. */
export async function offerPubspecEntry({ pubspec, folder }: PlaceNote): Promise<void> {
  const addLabel = vscode.l10n.t('Add to {0}', 'pubspec.yaml');
  const message = vscode.l10n.t(
    'The folder {0} is not listed in pubspec.yaml, so the app does not include the image.',
    toPlainText(folder),
  );
  if ((await showInformation(message, addLabel)) !== addLabel) return;
  const document = await vscode.workspace.openTextDocument(toUri(pubspec));
  const change = addPubspecAsset(document.getText(), folder);
  if (change) {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(change.offset), change.text);
    await vscode.workspace.applyEdit(edit);
    await document.save();
  } else await vscode.window.showTextDocument(document);
}
