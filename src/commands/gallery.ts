import * as vscode from 'vscode';
import type { Generator } from '../host/generator.ts';
import { JimengError } from '../jimeng/index.ts';
import { unexpected } from '../host/reporter.ts';
import { providerOf } from '../host/settings.ts';
import type { Gallery } from '../gallery/panel.ts';
import type { GalleryAction } from '../gallery/protocol.ts';
import type { Library } from '../library/library.ts';
import type { GenerationRecord } from '../library/record.ts';
import type { TaskEngine } from '../tasks/engine.ts';
import { insertPicture, savePictureAs, type InsertDeps } from './insert.ts';

export interface GalleryDeps extends InsertDeps {
  readonly gallery: Gallery;
  readonly generator: Generator;
  readonly engine: TaskEngine;
  readonly library: Library;
  readonly log: vscode.LogOutputChannel;
}

/** `jimeng.openGallery`, and what the gallery's own buttons do. */
export function registerGallery(deps: GalleryDeps): vscode.Disposable {
  const { gallery, log } = deps;
  return vscode.Disposable.from(
    vscode.commands.registerCommand('jimeng.openGallery', () => {
      gallery.show({ focus: true });
    }),
    gallery.onAction((action) => {
      act(action, deps).catch((error: unknown) => {
        if (!(error instanceof JimengError)) unexpected(error, log);
      });
    }),
  );
}

async function act(action: GalleryAction, deps: GalleryDeps): Promise<void> {
  const record = await deps.library.get(action.id);
  if (!record) return;
  switch (action.type) {
    case 'insert':
      return insertPicture(record, action.image, deps);
    case 'saveAs':
      return savePictureAs(record, action.image, deps);
    case 'open':
      return open(record, action.image, deps);
    case 'copyPrompt':
      return copyPrompt(record);
    case 'generateAgain':
      await deps.generator.begin(providerOf(record), [record.request]);
      return;
    case 'cancel':
      return deps.engine.cancel(record.id);
    case 'retry':
      return deps.generator.retry(record);
    case 'delete':
      return confirmAndDelete(record, deps);
  }
}

async function open(record: GenerationRecord, index: number, { library }: GalleryDeps) {
  const image = record.images[index];
  if (!image) return;
  const uri = vscode.Uri.file(library.pathOf(record.id, image));
  await vscode.commands.executeCommand('vscode.open', uri, { preview: true });
}

async function copyPrompt(record: GenerationRecord): Promise<void> {
  await vscode.env.clipboard.writeText(record.request.prompt);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Prompt copied'), 2000);
}

async function confirmAndDelete(record: GenerationRecord, { library }: GalleryDeps) {
  const count = record.images.length;
  if (count > 0) {
    const question =
      count === 1
        ? vscode.l10n.t('Delete this image from the gallery?')
        : vscode.l10n.t('Delete these {0} images from the gallery?', count);
    const detail = vscode.l10n.t(
      'Copies in a workspace stay. The image itself cannot be brought back.',
    );
    const remove = vscode.l10n.t('Delete');
    const choice = await vscode.window.showWarningMessage(
      question,
      { modal: true, detail },
      remove,
    );
    if (choice !== remove) return;
  }
  await library.remove(record.id);
}
