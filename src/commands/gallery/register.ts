import * as vscode from 'vscode';
import {
  actionNames,
  commandsFor,
  dragMimeType,
  type ActionName,
  type GalleryAction,
} from '../../gallery/protocol/messages.ts';
import { reportUnexpectedError } from '../../host/failureNotification.ts';
import { showStatusMessage } from '../../host/statusMessage.ts';
import { JimengError } from '../../jimeng/index.ts';
import type { Services } from '../services.ts';
import { performAction } from './actions.ts';
import { undoDeletion } from './delete.ts';
import { createDropEdit } from './drop.ts';
import { insertLatest } from './insert.ts';
import { toTargets } from './targets.ts';

/** `jimeng.openGallery`, `jimeng.insertLatest`, and the gallery's actions, menus, and drag and drop. */
export function registerGallery(services: Services): vscode.Disposable {
  const { gallery, log } = services;
  const handleAction = (action: GalleryAction) => {
    runAction(action, services).catch((error: unknown) => {
      if (!(error instanceof JimengError)) reportUnexpectedError(error, log);
    });
  };
  const menuCommands = (action: ActionName) =>
    commandsFor(action).map((command) =>
      vscode.commands.registerCommand(command, (menuContext: unknown) => {
        const targets = toTargets(menuContext, gallery.selection);
        handleAction({ type: 'performAction', action, targets });
      }),
    );
  return vscode.Disposable.from(
    vscode.commands.registerCommand('jimeng.openGallery', () => {
      gallery.show({ focus: true });
    }),
    vscode.commands.registerCommand('jimeng.insertLatest', (id?: unknown) =>
      insertLatest(id, services),
    ),
    gallery.onDidRequestAction(handleAction),
    ...actionNames.flatMap(menuCommands),
    registerDropProvider(services),
  );
}

/** Images dragged from the gallery can be dropped into any text document. */
function registerDropProvider(services: Services): vscode.Disposable {
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, position, dataTransfer) => {
      const dragData = await dataTransfer.get(dragMimeType)?.asString();
      if (dragData === undefined) return undefined;
      return createDropEdit(document, position, dragData, services);
    },
  };
  const metadata = { dropMimeTypes: [dragMimeType] };
  return vscode.languages.registerDocumentDropEditProvider('*', provider, metadata);
}

async function runAction(action: GalleryAction, services: Services): Promise<void> {
  switch (action.type) {
    case 'performAction':
      await performAction(action.action, action.targets, services);
      return;
    case 'undo':
      undoDeletion();
      return;
    case 'imageCopied':
      if (action.isCopied) showStatusMessage(vscode.l10n.t('Image copied'));
      else {
        void vscode.window.showErrorMessage(
          vscode.l10n.t('Unable to copy the image. Open the image and copy it from there.'),
        );
      }
  }
}
