import * as vscode from 'vscode';
import type { ActionName, ActionTarget } from '../../gallery/protocol/messages.ts';
import { canRevealInOS } from '../../host/revealInOS.ts';
import { formatPlural } from '../../host/plural.ts';
import { resolveRecordProvider } from '../../host/settings.ts';
import { areUrlsValid } from '../../jimeng/index.ts';
import type { Library } from '../../library/library.ts';
import { getImageIndex, isUnfinished, type GenerationRecord } from '../../library/record.ts';
import { deleteWithUndo } from './delete.ts';
import type { GalleryServices } from './register.ts';
import { insertImages, type LibraryImage } from './insert.ts';
import { saveImagesAs } from './saveAs.ts';

export { undoDeletion } from './delete.ts';

/** More generations than this at once are asked about first: each is billed. */
const maxUnconfirmedGenerations = 3;

/** Does what the user wants of generations and their pictures. */
export async function performAction(
  action: ActionName,
  targets: readonly ActionTarget[],
  services: GalleryServices,
): Promise<void> {
  const { library, engine, gallery, generationService } = services;
  const { records, pictures: libraryImages } = await resolveTargets(targets, library);
  const [record] = records;
  if (!record) return;
  const files = libraryImages.map(({ record, image }) =>
    vscode.Uri.file(library.getImagePath(record.id, image)),
  );
  const [file] = files;
  switch (action) {
    case 'open':
      if (file) await vscode.commands.executeCommand('vscode.open', file, { preview: true });
      return;
    case 'insert':
      return insertImages(libraryImages, services);
    case 'saveAs':
      return saveImagesAs(libraryImages, library);
    case 'copyImage':
      if (file) gallery.copyImage(file.fsPath);
      return;
    case 'copyPrompt':
      return copyText(
        records.map(({ request }) => request.prompt).join('\n\n'),
        vscode.l10n.t('Prompt copied'),
      );
    case 'copyPath':
      return copyText(files.map(({ fsPath }) => fsPath).join('\n'), vscode.l10n.t('Path copied'));
    case 'generateAgain':
      return generateAgain(
        records.filter((record) => isRepeatable(record) && !isUnfinished(record)),
        services,
      );
    case 'editPrompt': {
      const repeatableRecord = records.find(isRepeatable);
      if (repeatableRecord) gallery.editRequest(repeatableRecord.request);
      return;
    }
    case 'useAsReference':
      useAsReference(libraryImages, services);
      return;
    case 'favorite':
      return updateRecords(records, library, (record) => ({ ...record, favorite: true }));
    case 'unfavorite':
      return updateRecords(records, library, ({ favorite, ...rest }) => rest);
    case 'reveal':
      if (file) await revealImage(file);
      return;
    case 'cancel':
      await Promise.all(records.filter(isUnfinished).map(({ id }) => engine.cancel(id)));
      return;
    case 'retry':
      for (const each of records) if (each.state === 'failed') await generationService.retry(each);
      return;
    case 'delete':
      return deleteWithUndo(records, services);
  }
}

/** What the page means, as far as it is there. Each generation is among `records` once. */
export async function resolveTargets(targets: readonly ActionTarget[], library: Library) {
  const foundRecords = await library.getMany([...new Set(targets.map(({ id }) => id))]);
  const records = new Map(foundRecords.map((record) => [record.id, record]));
  const libraryImages = targets.flatMap(({ id, image: imageIndex }): LibraryImage[] => {
    const record = records.get(id);
    if (!record) return [];
    const images =
      imageIndex === undefined ? record.images : record.images.slice(imageIndex, imageIndex + 1);
    return images.map((image) => ({ record, image }));
  });
  return { records: [...records.values()], pictures: libraryImages };
}

async function copyText(text: string, statusMessage: string): Promise<void> {
  if (text === '') return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(statusMessage, 2000);
}

async function generateAgain(
  records: readonly GenerationRecord[],
  { generationService }: GalleryServices,
) {
  if (records.length > maxUnconfirmedGenerations && !(await confirmGenerateAgain(records.length)))
    return;
  for (const record of records)
    await generationService.start(resolveRecordProvider(record), [record.request]);
}

async function confirmGenerateAgain(count: number): Promise<boolean> {
  const question = formatPlural(count, {
    one: vscode.l10n.t('Do you want to generate images again for 1 prompt?'),
    other: vscode.l10n.t('Do you want to generate images again for {0} prompts?'),
  });
  const detail = vscode.l10n.t('Each image is billed.');
  const generate = vscode.l10n.t('Generate Again');
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, generate)) === generate;
}

/** The prompt of a task that was submitted elsewhere is not known. */
function isRepeatable({ isExternal }: GenerationRecord): boolean {
  return !isExternal;
}

function useAsReference(
  libraryImages: readonly LibraryImage[],
  { gallery }: GalleryServices,
): void {
  const imageUrls = libraryImages.map(({ record: { resultUrls: urls }, image }) => {
    return urls && areUrlsValid(urls, Date.now())
      ? urls.imageUrls[getImageIndex(image)]
      : undefined;
  });
  const validUrls = imageUrls.filter((url) => url !== undefined);
  if (validUrls.length < imageUrls.length) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The URL of this image is not available or has expired (24 hours). Upload the image and use its new URL as the reference instead.',
      ),
    );
  }
  if (validUrls.length > 0) gallery.addReferences({ imageUrls: validUrls });
}

async function updateRecords(
  records: readonly GenerationRecord[],
  library: Library,
  updateRecord: (record: GenerationRecord) => GenerationRecord,
): Promise<void> {
  await Promise.all(records.map(({ id }) => library.update(id, updateRecord)));
}

async function revealImage(file: vscode.Uri): Promise<void> {
  if (canRevealInOS()) await vscode.commands.executeCommand('revealFileInOS', file);
  else {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The image is on a remote machine and cannot be revealed here.'),
    );
  }
}
