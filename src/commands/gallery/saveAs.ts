import { homedir } from 'node:os';
import { extname } from 'node:path';
import * as vscode from 'vscode';
import { formatPlural } from '../../host/plural.ts';
import { showStatusMessage } from '../../host/statusMessage.ts';
import { createFileName, fileExists, releaseName, reserveName } from '../../insert/index.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryImage } from '../../library/record.ts';

/** Names of files that are about to be written. */
const reservedNames = new Set<string>();

/** Asks for a location and copies images to it: one to a file, several into a folder. */
export async function saveImagesAs(
  libraryImages: readonly LibraryImage[],
  library: Library,
): Promise<void> {
  const [first, second] = libraryImages;
  if (first && second) await saveIntoFolder(libraryImages, library);
  else if (first) await saveOneAs(first, library);
}

async function saveOneAs(libraryImage: LibraryImage, library: Library): Promise<void> {
  const name = suggestFileName(libraryImage);
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Image As'),
    defaultUri: vscode.Uri.joinPath(getDefaultFolder(), name),
    filters: { [vscode.l10n.t('Images')]: [name.slice(name.lastIndexOf('.') + 1)] },
  });
  if (!target) return;
  // The dialog has already asked whether to overwrite an existing file.
  await vscode.workspace.fs.copy(toSourceUri(libraryImage, library), target, { overwrite: true });
}

/** Existing files are never overwritten: a number is added to the name. */
async function saveIntoFolder(
  libraryImages: readonly LibraryImage[],
  library: Library,
): Promise<void> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: formatPlural(libraryImages.length, {
        one: vscode.l10n.t('Save 1 Image to Folder'),
        other: vscode.l10n.t('Save {0} Images to Folder'),
      }),
      openLabel: vscode.l10n.t('Save'),
      defaultUri: getDefaultFolder(),
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  if (!folder) return;
  const isTaken = (name: string) => fileExists(vscode.Uri.joinPath(folder, name));
  for (const libraryImage of libraryImages) {
    const name = await reserveName(suggestFileName(libraryImage), isTaken, reservedNames);
    try {
      const target = vscode.Uri.joinPath(folder, name);
      await vscode.workspace.fs.copy(toSourceUri(libraryImage, library), target, {
        overwrite: false,
      });
    } finally {
      releaseName(name, reservedNames);
    }
  }
  const saved = formatPlural(libraryImages.length, {
    one: vscode.l10n.t('Saved 1 image'),
    other: vscode.l10n.t('Saved {0} images'),
  });
  showStatusMessage(saved);
}

function suggestFileName({ record, image }: LibraryImage): string {
  return createFileName(record.request.prompt, extname(image.file));
}

function toSourceUri({ record, image }: LibraryImage, library: Library): vscode.Uri {
  return vscode.Uri.file(library.getImagePath(record.id, image));
}

function getDefaultFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}
