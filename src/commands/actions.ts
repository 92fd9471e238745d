import * as vscode from 'vscode';
import type { Action, Target } from '../gallery/protocol.ts';
import { hasFileManager } from '../host/fileManager.ts';
import { plural } from '../host/plural.ts';
import { providerOf } from '../host/settings.ts';
import { areAlive } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import { indexOf, isUnfinished, type GenerationRecord } from '../library/record.ts';
import { deleteWithUndo } from './deleting.ts';
import type { GalleryDeps } from './gallery.ts';
import { insertPictures, type LibraryPicture } from './inserting.ts';
import { savePictures } from './saving.ts';

export { undoDeletion } from './deleting.ts';

/** More generations than this at once are asked about first: each is billed. */
const unasked = 3;

/** Does what the user wants of generations and their pictures. */
export async function act(
  action: Action,
  targets: readonly Target[],
  deps: GalleryDeps,
): Promise<void> {
  const { library, engine, gallery, generator } = deps;
  const { records, pictures } = await chosen(targets, library);
  const [record] = records;
  if (!record) return;
  const files = pictures.map(({ record, image }) =>
    vscode.Uri.file(library.pathOf(record.id, image)),
  );
  const [file] = files;
  switch (action) {
    case 'open':
      if (file) await vscode.commands.executeCommand('vscode.open', file, { preview: true });
      return;
    case 'insert':
      return insertPictures(pictures, deps);
    case 'saveAs':
      return savePictures(pictures, library);
    case 'copyImage':
      if (file) gallery.copyImage(file.fsPath);
      return;
    case 'copyPrompt':
      return copy(
        records.map(({ request }) => request.prompt).join('\n\n'),
        vscode.l10n.t('Prompt copied'),
      );
    case 'copyPath':
      return copy(files.map(({ fsPath }) => fsPath).join('\n'), vscode.l10n.t('Path copied'));
    case 'generateAgain':
      return generateAgain(
        records.filter((record) => isRepeatable(record) && !isUnfinished(record)),
        deps,
      );
    case 'editPrompt': {
      const repeatable = records.find(isRepeatable);
      if (repeatable) gallery.edit(repeatable.request);
      return;
    }
    case 'useAsReference':
      useAsReference(pictures, deps);
      return;
    case 'favorite':
      return change(records, library, (record) => ({ ...record, favorite: true }));
    case 'unfavorite':
      return change(records, library, ({ favorite, ...rest }) => rest);
    case 'reveal':
      if (file) await reveal(file);
      return;
    case 'cancel':
      await Promise.all(records.filter(isUnfinished).map(({ id }) => engine.cancel(id)));
      return;
    case 'retry':
      for (const each of records) if (each.state === 'failed') await generator.retry(each);
      return;
    case 'delete':
      return deleteWithUndo(records, deps);
  }
}

/** What the page means, as far as it is there. Each generation is among `records` once. */
export async function chosen(targets: readonly Target[], library: Library) {
  const found = await library.some([...new Set(targets.map(({ id }) => id))]);
  const records = new Map(found.map((record) => [record.id, record]));
  const pictures = targets.flatMap(({ id, image }): LibraryPicture[] => {
    const record = records.get(id);
    if (!record) return [];
    const images = image === undefined ? record.images : record.images.slice(image, image + 1);
    return images.map((image) => ({ record, image }));
  });
  return { records: [...records.values()], pictures };
}

async function copy(text: string, done: string): Promise<void> {
  if (text === '') return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(done, 2000);
}

async function generateAgain(records: readonly GenerationRecord[], { generator }: GalleryDeps) {
  if (records.length > unasked && !(await isWanted(records.length))) return;
  for (const record of records) await generator.begin(providerOf(record), [record.request]);
}

async function isWanted(count: number): Promise<boolean> {
  const question = plural(count, {
    one: vscode.l10n.t('Do you want to generate images again for 1 prompt?'),
    other: vscode.l10n.t('Do you want to generate images again for {0} prompts?'),
  });
  const detail = vscode.l10n.t('Each image is billed.');
  const generate = vscode.l10n.t('Generate Again');
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(question, options, generate)) === generate;
}

/** The prompt of a task that was submitted elsewhere is not known. */
function isRepeatable({ adopted }: GenerationRecord): boolean {
  return !adopted;
}

function useAsReference(pictures: readonly LibraryPicture[], { gallery }: GalleryDeps): void {
  const imageUrls = pictures.map(({ record: { addresses }, image }) => {
    return addresses && areAlive(addresses, Date.now())
      ? addresses.imageUrls[indexOf(image)]
      : undefined;
  });
  const alive = imageUrls.filter((url) => url !== undefined);
  if (alive.length < imageUrls.length) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The URL of this image is not available or has expired (24 hours). Upload the image and use its new URL as the reference instead.',
      ),
    );
  }
  if (alive.length > 0) gallery.compose({ imageUrls: alive });
}

async function change(
  records: readonly GenerationRecord[],
  library: Library,
  change: (record: GenerationRecord) => GenerationRecord,
): Promise<void> {
  await Promise.all(records.map(({ id }) => library.update(id, change)));
}

async function reveal(file: vscode.Uri): Promise<void> {
  if (hasFileManager()) await vscode.commands.executeCommand('revealFileInOS', file);
  else {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The image is on a remote machine and cannot be revealed here.'),
    );
  }
}
