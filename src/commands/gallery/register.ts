import * as vscode from 'vscode';
import type { Params } from '../../gallery/protocol/requests.ts';
import {
  actionNames,
  commandsFor,
  dragMimeType,
  galleryMenuCommands,
  type ActionName,
} from '../../gallery/protocol/vocabulary.ts';
import { reportError } from '../../host/errorReport.ts';
import { openSettings } from '../../host/settings/settings.ts';
import { registerCommand } from '../../host/ui/commands.ts';
import { showError } from '../../host/ui/notifications.ts';
import type { WalkthroughProgress } from '../../host/walkthroughProgress.ts';
import { showStatusMessage } from '../../host/ui/statusBar.ts';
import { performLibraryAction } from '../library/locateLibrary.ts';
import type { Services } from '../services.ts';
import { actionHandlers } from './actions.ts';
import { undoDeletion } from './delete.ts';
import { createDropEdit } from './drop.ts';
import { insertLatest } from './insert.ts';
import { applyRemedy } from './remedies.ts';
import { resolveTargets, toTargets } from './targets.ts';

/** `jimeng.openGallery`, `jimeng.insertLatest`, and the gallery's actions, menus, and drag and drop. */
export function registerGallery(
  services: Services,
  walkthroughProgress: Pick<WalkthroughProgress, 'addGalleryOpening'>,
): vscode.Disposable {
  const { gallery, library, log } = services;
  const performAction = async ({ action, targets }: Params<'performAction'>) => {
    try {
      const resolved = await resolveTargets(targets, library);
      if (resolved.records.length > 0) await actionHandlers[action](resolved, services);
    } catch (error) {
      reportError(error, log);
    }
  };
  const menuCommands = (action: ActionName) =>
    commandsFor(action).map((command) =>
      registerCommand(command, (menuContext: unknown) => {
        void performAction({ action, targets: toTargets(action, menuContext, gallery.selection) });
      }),
    );
  gallery.setUserActions({
    performAction,
    performLibraryAction: async ({ action }) => {
      try {
        await performLibraryAction(action, services);
      } catch (error) {
        reportError(error, log);
      }
    },
    applyRemedy: async ({ name, ids }) => {
      try {
        const { records } = await resolveTargets(
          ids.map((id) => ({ id })),
          library,
        );
        await applyRemedy(name, records, services);
      } catch (error) {
        reportError(error, log);
      }
    },
    imageCopied: reportImageCopied,
    undo: undoDeletion,
  });
  return vscode.Disposable.from(
    registerCommand('jimeng.openGallery', () => {
      gallery.show({ focus: true });
      void walkthroughProgress.addGalleryOpening();
    }),
    registerCommand('jimeng.gallery.focusComposer', () => {
      gallery.focusComposer();
    }),
    registerCommand('jimeng.insertLatest', async (id?: unknown) => {
      try {
        await insertLatest(id, services);
      } catch (error) {
        reportError(error, log);
      }
    }),
    ...actionNames.flatMap(menuCommands),
    ...registerMenuCommands(services),
    registerDropProvider(services),
  );
}

/** The commands of the gallery's own menu. */
function registerMenuCommands({ gallery }: Services): vscode.Disposable[] {
  const handlers: Readonly<Record<(typeof galleryMenuCommands)[number], () => unknown>> = {
    'jimeng.gallery.showPrompts': () => {
      gallery.showPrompts(true);
    },
    'jimeng.gallery.hidePrompts': () => {
      gallery.showPrompts(false);
    },
    'jimeng.gallery.showKeys': () => {
      gallery.showKeys();
    },
    'jimeng.gallery.openSettings': () => openSettings('jimeng.'),
  };
  return galleryMenuCommands.map((command) => registerCommand(command, handlers[command]));
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

function reportImageCopied({ isCopied }: Params<'imageCopied'>): void {
  if (isCopied) showStatusMessage(vscode.l10n.t('Image copied'));
  else {
    void showError(
      vscode.l10n.t('Unable to copy the image. Open the image and copy it from there.'),
    );
  }
}
