import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { plural } from '../host/plural.ts';
import type { Library } from '../library/library.ts';
import type { LibraryPicture } from './inserting.ts';

/** Names given out and not written yet. */
const promised = new Set<string>();

/** Asks for a place and copies pictures there: one to a file, several into a folder. */
export async function savePictures(
  pictures: readonly LibraryPicture[],
  library: Library,
): Promise<void> {
  const [first, second] = pictures;
  if (first && second) await saveInto(pictures, library);
  else if (first) await saveOne(first, library);
}

async function saveOne(picture: LibraryPicture, library: Library): Promise<void> {
  const name = await nameFor(picture);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Image As'),
    defaultUri: vscode.Uri.joinPath(startFolder(), name),
    filters: { [vscode.l10n.t('Images')]: [name.slice(name.lastIndexOf('.') + 1)] },
  });
  if (!target) return;
  // The dialog has asked already whether a file that is there may go.
  await vscode.workspace.fs.copy(sourceOf(picture, library), target, { overwrite: true });
}

/** No file that is there is written over: a number is added to the name. */
async function saveInto(pictures: readonly LibraryPicture[], library: Library): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: plural(pictures.length, {
        one: vscode.l10n.t('Save 1 Image to Folder'),
        other: vscode.l10n.t('Save {0} Images to Folder'),
      }),
      openLabel: vscode.l10n.t('Save'),
      defaultUri: startFolder(),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!folder) return;
  const { exists, freeName, releaseName } = await import('../insert/index.ts');
  const isTaken = (name: string) => exists(vscode.Uri.joinPath(folder, name));
  for (const picture of pictures) {
    const name = await freeName(await nameFor(picture), isTaken, promised);
    try {
      const target = vscode.Uri.joinPath(folder, name);
      await vscode.workspace.fs.copy(sourceOf(picture, library), target, { overwrite: false });
    } finally {
      releaseName(name, promised);
    }
  }
  const saved = plural(pictures.length, {
    one: vscode.l10n.t('Saved 1 image'),
    other: vscode.l10n.t('Saved {0} images'),
  });
  vscode.window.setStatusBarMessage(saved, 2000);
}

async function nameFor({ record, image }: LibraryPicture): Promise<string> {
  const { fileNameFor } = await import('../insert/index.ts');
  return fileNameFor(record.request.prompt, image.mimeType);
}

function sourceOf({ record, image }: LibraryPicture, library: Library): vscode.Uri {
  return vscode.Uri.file(library.pathOf(record.id, image));
}

function startFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}
