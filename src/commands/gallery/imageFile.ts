import * as vscode from 'vscode';
import { showError } from '../../host/ui/notifications.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryImage } from '../../library/record.ts';

type ImageLibrary = Pick<Library, 'findImageFileProblem' | 'getImagePath'>;

/**
 * Why the file of an image cannot be used, as a sentence. VS Code would copy and open what a link
 * leads to.
 * @throws Error of the file system.
 */
export async function describeImageFileProblem(
  { record, image }: LibraryImage,
  library: ImageLibrary,
): Promise<string | undefined> {
  const problem = await library.findImageFileProblem(record.id, image);
  if (problem === undefined) return undefined;
  return problem === 'missing'
    ? vscode.l10n.t('The image file is missing from the library. Generate the image again.')
    : vscode.l10n.t('The image file in the library is damaged. Generate the image again.');
}

/**
 * The file of an image; `undefined` after an error message if it cannot be used.
 * @throws Error of the file system.
 */
export async function findImageFile(
  libraryImage: LibraryImage,
  library: ImageLibrary,
): Promise<vscode.Uri | undefined> {
  const problem = await describeImageFileProblem(libraryImage, library);
  if (problem === undefined)
    return vscode.Uri.file(library.getImagePath(libraryImage.record.id, libraryImage.image));
  void showError(problem);
  return undefined;
}
