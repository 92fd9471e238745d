import * as v from 'valibot';
import * as vscode from 'vscode';
import type { GalleryPanel } from '../../gallery/host/galleryPanel.ts';
import {
  actionNames,
  commandsFor,
  dragMimeType,
  type ActionName,
  type GalleryAction,
  type ActionTarget,
} from '../../gallery/protocol/messages.ts';
import type { GenerationService } from '../../host/generationService.ts';
import { reportUnexpectedError } from '../../host/generationReporter.ts';
import { JimengError } from '../../jimeng/index.ts';
import type { Library } from '../../library/library.ts';
import type { TaskEngine } from '../../tasks/taskEngine.ts';
import type { InsertServices } from './insert.ts';

export interface GalleryServices extends InsertServices {
  readonly gallery: GalleryPanel;
  readonly generationService: GenerationService;
  readonly engine: TaskEngine;
  readonly library: Library;
  readonly log: vscode.LogOutputChannel;
}

/** What a context menu of the gallery hands over. */
const menuContextSchema = v.object({ id: v.string(), image: v.exactOptional(v.number()) });

/** `jimeng.openGallery`, what the gallery's own buttons do, and its context menus. */
export function registerGallery(services: GalleryServices): vscode.Disposable {
  const { gallery, log } = services;
  const handleAction = (action: GalleryAction) => {
    runAction(action, services).catch((error: unknown) => {
      if (!(error instanceof JimengError)) reportUnexpectedError(error, log);
    });
  };
  const menuCommands = (action: ActionName) =>
    commandsFor(action).map((command) =>
      vscode.commands.registerCommand(command, (context: unknown) => {
        handleAction({
          type: 'performAction',
          action,
          targets: toTargets(context, gallery.selection),
        });
      }),
    );
  return vscode.Disposable.from(
    vscode.commands.registerCommand('jimeng.openGallery', () => {
      gallery.show({ focus: true });
    }),
    gallery.onDidRequestAction(handleAction),
    ...actionNames.flatMap(menuCommands),
    registerDropProvider(services),
  );
}

/** Pictures that are dragged out of the gallery can be dropped in any text. */
function registerDropProvider(services: GalleryServices): vscode.Disposable {
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, position, data) => {
      const dragData = await data.get(dragMimeType)?.asString();
      if (dragData === undefined) return undefined;
      const { createDropEdit } = await import('./drop.ts');
      return createDropEdit(document, position, dragData, services);
    },
  };
  const metadata = { dropMimeTypes: [dragMimeType] };
  return vscode.languages.registerDocumentDropEditProvider('*', provider, metadata);
}

/** A menu on one of several that are selected is about them all. */
function toTargets(context: unknown, selection: readonly string[]): ActionTarget[] {
  const parsed = v.safeParse(menuContextSchema, context);
  if (!parsed.success) return selection.map((id) => ({ id }));
  const isPartOfSelection = selection.length > 1 && selection.includes(parsed.output.id);
  return isPartOfSelection ? selection.map((id) => ({ id })) : [parsed.output];
}

async function runAction(action: GalleryAction, services: GalleryServices): Promise<void> {
  switch (action.type) {
    case 'performAction': {
      const { performAction } = await import('./actions.ts');
      await performAction(action.action, action.targets, services);
      return;
    }
    case 'undo': {
      const { undoDeletion } = await import('./actions.ts');
      undoDeletion();
      return;
    }
    case 'imageCopied':
      if (action.isCopied) vscode.window.setStatusBarMessage(vscode.l10n.t('Image copied'), 2000);
      else {
        void vscode.window.showErrorMessage(
          vscode.l10n.t('Unable to copy the image. Open the image and copy it from there.'),
        );
      }
  }
}
