import * as vscode from 'vscode';
import type { ActionName } from '../../gallery/protocol/vocabulary.ts';
import { copyText } from '../../host/copyText.ts';
import { canRevealInOS, revealInOS } from '../../host/revealInOS.ts';
import { showInformation } from '../../host/ui/notifications.ts';
import { areUrlsValid } from '../../jimeng/index.ts';
import {
  getImageIndex,
  isUnfinished,
  type GenerationRecord,
  type LibraryImage,
} from '../../library/record.ts';
import type { Services } from '../services.ts';
import { deleteWithUndo } from './delete.ts';
import { findImageFile } from './imageFile.ts';
import { insertImages } from './insert.ts';
import { insertInto } from './insertInto.ts';
import { saveImagesAs } from './saveAs.ts';
import type { ResolvedTargets } from './targets.ts';

type ActionServices = Omit<Services, 'apiKeys' | 'log' | 'promptInput'>;
type ActionHandler = (targets: ResolvedTargets, services: ActionServices) => unknown;

/** What the actions of the gallery do. They throw a JimengError after the user was notified of it. */
export const actionHandlers: Readonly<Record<ActionName, ActionHandler>> = {
  enlarge: ({ images: [image] }, { gallery }) => {
    if (!image) return;
    const { record } = image;
    gallery.showInPage({
      type: 'enlarge',
      id: record.id,
      image: record.images.indexOf(image.image),
    });
  },
  open: async ({ images: [image] }, { lastActiveEditor, library }) => {
    const uri = image && (await findImageFile(image, library));
    if (!uri) return;
    // Next to the gallery, not in its place.
    const viewColumn = lastActiveEditor.current?.editor?.viewColumn;
    const options = { preview: true, ...(viewColumn !== undefined && { viewColumn }) };
    await vscode.commands.executeCommand('vscode.open', uri, options);
  },
  showDetails: ({ records: [record] }, { gallery }) => {
    if (record) gallery.showInPage({ type: 'showDetails', id: record.id });
  },
  compare: ({ records }, { gallery }) => {
    const [left, right] = records.filter(({ images }) => images.length > 0);
    if (left && right) gallery.showInPage({ type: 'compare', ids: [left.id, right.id] });
  },
  insert: ({ images }, services) => insertImages(images, services),
  insertThis: ({ images }, services) => insertImages(images.slice(0, 1), services),
  insertAll: ({ records }, services) =>
    insertImages(
      records.flatMap((record) => record.images.map((image) => ({ record, image }))),
      services,
    ),
  insertInto: ({ images }, services) => insertInto(images, services),
  saveAs: ({ images }, { library }) => saveImagesAs(images, library),
  copyImage: async ({ images: [image] }, services) => {
    const uri = image && (await findImageFile(image, services.library));
    if (uri) services.gallery.copyImage(uri.fsPath);
  },
  copyPrompt: ({ records }) =>
    copyText(
      records.map(({ request }) => request.prompt).join('\n\n'),
      vscode.l10n.t('Prompt copied'),
    ),
  copyPath: ({ images }, { library }) => {
    const paths = images.map(({ record, image }) => library.getImagePath(record.id, image));
    return copyText(paths.join('\n'), vscode.l10n.t('Path copied'));
  },
  generateAgain: ({ records }, { engine, generationService }) =>
    generationService.generateAgain(
      records.filter((record) => {
        const isRunning = isUnfinished(record) && !engine.getHold(record.id);
        return isRepeatable(record) && !isRunning;
      }),
    ),
  editPrompt: ({ records }, { gallery }) => {
    const repeatable = records.find(isRepeatable);
    if (repeatable) gallery.editRequest(repeatable.request);
  },
  useAsReference: ({ images }, services) => {
    useAsReference(images, services);
  },
  favorite: (targets, services) =>
    updateRecords(targets, services, (record) => ({ ...record, favorite: true })),
  unfavorite: (targets, services) =>
    updateRecords(targets, services, ({ favorite, ...rest }) => rest),
  reveal: async ({ images: [image] }, { library }) => {
    const uri = image && (await findImageFile(image, library));
    return uri && revealImage(uri);
  },
  cancel: ({ records }, { engine }) =>
    Promise.all(records.filter(isUnfinished).map(({ id }) => engine.cancel(id))),
  retry: ({ records }, { generationService }) => generationService.retry(records),
  queryTask: () => vscode.commands.executeCommand('jimeng.queryTask'),
  downloadAgain: async ({ images }, { engine }) => {
    for (const { record, image } of images) await engine.downloadAgain(record.id, image.file);
  },
  delete: ({ records }, services) => deleteWithUndo(records, services),
};

/** The prompt of a task that was submitted elsewhere is not known. */
function isRepeatable({ isExternal }: GenerationRecord): boolean {
  return !isExternal;
}

function useAsReference(
  images: readonly LibraryImage[],
  { gallery }: Pick<Services, 'gallery'>,
): void {
  const imageUrls = images.map(({ record: { resultUrls }, image }) =>
    resultUrls && areUrlsValid(resultUrls, Date.now())
      ? resultUrls.imageUrls[getImageIndex(image)]
      : undefined,
  );
  const validUrls = imageUrls.filter((url) => url !== undefined);
  if (validUrls.length < imageUrls.length) {
    void showInformation(
      vscode.l10n.t(
        'The URL of this image is not available or has expired. URLs expire after 24 hours. Upload the image and use its new URL as the reference instead.',
      ),
    );
  }
  if (validUrls.length > 0) gallery.addReferences({ imageUrls: validUrls });
}

async function updateRecords(
  { records }: ResolvedTargets,
  { library }: Pick<Services, 'library'>,
  updateRecord: (record: GenerationRecord) => GenerationRecord,
): Promise<void> {
  await Promise.all(records.map(({ id }) => library.update(id, updateRecord)));
}

async function revealImage(uri: vscode.Uri): Promise<void> {
  if (canRevealInOS()) await revealInOS(uri);
  else {
    void showInformation(
      vscode.l10n.t('The image is on a remote machine and cannot be revealed here.'),
    );
  }
}
