import { homedir } from 'node:os';
import { extname } from 'node:path';
import * as vscode from 'vscode';
import { readFileError } from '../../host/messages/fileErrorCause.ts';
import { formatFileError } from '../../host/messages/fileErrors.ts';
import { formatPlural } from '../../host/plural.ts';
import { showError, showInformation } from '../../host/ui/notifications.ts';
import { showStatusMessage } from '../../host/ui/statusBar.ts';
import { createFileName, fileExists, releaseName, reserveName } from '../../insert/index.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryImage } from '../../library/record.ts';
import { toPlainText } from '../../untrusted/plainText.ts';
import { findImageFile } from './imageFile.ts';
import { fitExtension } from './imageFileName.ts';

/** Names of files that are about to be written. */
const reservedNames = new Set<string>();

/**
 * Asks for a location and copies images to it: one to a file, several into a folder. If a file
 * cannot be written, reports why and offers another location for what is not saved.
 */
export async function saveImagesAs(
  libraryImages: readonly LibraryImage[],
  library: Library,
): Promise<void> {
  const savedImages = new Set<LibraryImage>();
  for (;;) {
    const remaining = libraryImages.filter((each) => !savedImages.has(each));
    const [first, second] = remaining;
    if (!first) return;
    try {
      const save = second
        ? saveIntoFolder(remaining, savedImages, library)
        : saveOne(first, library);
      await save;
      return;
    } catch (error) {
      if (!(await offerOtherLocation(error, remaining.length))) return;
    }
  }
}

/** @throws the error itself if it is not one of the file system */
async function offerOtherLocation(error: unknown, imageCount: number): Promise<boolean> {
  const sentence = formatPlural(imageCount, {
    one: vscode.l10n.t('Unable to save the image.'),
    other: vscode.l10n.t('Unable to save the images.'),
  });
  const message = formatFileError(sentence, error);
  if (message === undefined) throw error;
  const saveAs = vscode.l10n.t('Save As…');
  return (await showError(message, saveAs)) === saveAs;
}

async function saveOne(libraryImage: LibraryImage, library: Library): Promise<void> {
  const source = await findImageFile(libraryImage, library);
  if (!source) return;
  const name = suggestFileName(libraryImage);
  const chosen = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Image As'),
    defaultUri: vscode.Uri.joinPath(getDefaultFolder(), name),
    filters: { [vscode.l10n.t('Images')]: [name.slice(name.lastIndexOf('.') + 1)] },
  });
  if (!chosen) return;
  const chosenName = getName(chosen);
  const fittedName = fitExtension(chosenName, libraryImage.image.mimeType);
  if (fittedName === chosenName) {
    // The dialog has already asked whether to overwrite an existing file.
    await replaceFile(source, chosen);
    return;
  }
  const savedName = await copyAsNew(source, vscode.Uri.joinPath(chosen, '..'), fittedName);
  void showInformation(
    vscode.l10n.t(
      'The image is a {0} file, so it was saved as {1}.',
      extname(savedName).slice(1).toUpperCase(),
      toPlainText(savedName),
    ),
  );
}

/** Existing files are never overwritten: a number is added to the name. */
async function saveIntoFolder(
  libraryImages: readonly LibraryImage[],
  savedImages: Set<LibraryImage>,
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
  let count = 0;
  for (const libraryImage of libraryImages) {
    const source = await findImageFile(libraryImage, library);
    if (source) {
      await copyAsNew(source, folder, suggestFileName(libraryImage));
      count++;
    }
    savedImages.add(libraryImage);
  }
  if (count === 0) return;
  const saved = formatPlural(count, {
    one: vscode.l10n.t('Saved 1 image'),
    other: vscode.l10n.t('Saved {0} images'),
  });
  showStatusMessage(saved);
}

/** Copies a file into a folder, with a number in its name if the name is taken. Returns the name. */
async function copyAsNew(
  source: vscode.Uri,
  folder: vscode.Uri,
  wantedName: string,
): Promise<string> {
  const isTaken = (name: string) => fileExists(vscode.Uri.joinPath(folder, name));
  const name = await reserveName(wantedName, isTaken, reservedNames);
  try {
    await copyFile(source, vscode.Uri.joinPath(folder, name));
    return name;
  } finally {
    releaseName(name, reservedNames);
  }
}

/**
 * Replaces a file only when its new content is whole: VS Code deletes a file before it copies another
 * one over it.
 */
async function replaceFile(source: vscode.Uri, target: vscode.Uri): Promise<void> {
  if (!(await fileExists(target))) {
    await copyFile(source, target);
    return;
  }
  const folder = vscode.Uri.joinPath(target, '..');
  const temporaryName = await copyAsNew(source, folder, `${getName(target)}.tmp`);
  const temporaryFile = vscode.Uri.joinPath(folder, temporaryName);
  try {
    await vscode.workspace.fs.rename(temporaryFile, target, { overwrite: true });
  } catch (error) {
    await deletePart(temporaryFile);
    throw error;
  }
}

/** Copies to a new file. If that fails, no part of it remains. */
async function copyFile(source: vscode.Uri, target: vscode.Uri): Promise<void> {
  try {
    await vscode.workspace.fs.copy(source, target, { overwrite: false });
  } catch (error) {
    const { cause } = readFileError(error) ?? {};
    if (cause !== 'exists') await deletePart(target);
    throw error;
  }
}

/** Deletes what a failed write may have left. */
async function deletePart(file: vscode.Uri): Promise<void> {
  await Promise.resolve(vscode.workspace.fs.delete(file)).catch(() => undefined);
}

function suggestFileName({ record, image }: LibraryImage): string {
  return createFileName(record.request.prompt, extname(image.file));
}

function getName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

function getDefaultFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}
