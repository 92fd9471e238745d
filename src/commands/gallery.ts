import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Gallery } from '../gallery/panel.ts';
import {
  actions,
  commandsFor,
  draggedType,
  type Action,
  type GalleryAction,
  type Target,
} from '../gallery/protocol.ts';
import type { Generator } from '../host/generator.ts';
import { unexpected } from '../host/reporter.ts';
import { JimengError } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { TaskEngine } from '../tasks/engine.ts';
import type { InsertDeps } from './inserting.ts';

export interface GalleryDeps extends InsertDeps {
  readonly gallery: Gallery;
  readonly generator: Generator;
  readonly engine: TaskEngine;
  readonly library: Library;
  readonly log: vscode.LogOutputChannel;
}

/** What a context menu of the gallery hands over. */
const menuContext = v.object({ id: v.string(), image: v.exactOptional(v.number()) });

/** `jimeng.openGallery`, what the gallery's own buttons do, and its context menus. */
export function registerGallery(deps: GalleryDeps): vscode.Disposable {
  const { gallery, log } = deps;
  const perform = (action: GalleryAction) => {
    run(action, deps).catch((error: unknown) => {
      if (!(error instanceof JimengError)) unexpected(error, log);
    });
  };
  const menuCommands = (action: Action) =>
    commandsFor(action).map((command) =>
      vscode.commands.registerCommand(command, (context: unknown) => {
        perform({ type: 'act', action, targets: targetsOf(context, gallery.selection) });
      }),
    );
  return vscode.Disposable.from(
    vscode.commands.registerCommand('jimeng.openGallery', () => {
      gallery.show({ focus: true });
    }),
    gallery.onAction(perform),
    ...actions.flatMap(menuCommands),
    registerDrop(deps),
  );
}

/** Pictures that are dragged out of the gallery can be dropped in any text. */
function registerDrop(deps: GalleryDeps): vscode.Disposable {
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, position, data) => {
      const dragged = await data.get(draggedType)?.asString();
      if (dragged === undefined) return undefined;
      const { dropEdit } = await import('./dropping.ts');
      return dropEdit(document, position, dragged, deps);
    },
  };
  const metadata = { dropMimeTypes: [draggedType] };
  return vscode.languages.registerDocumentDropEditProvider('*', provider, metadata);
}

/** A menu on one of several that are selected is about them all. */
function targetsOf(context: unknown, selection: readonly string[]): Target[] {
  const parsed = v.safeParse(menuContext, context);
  if (!parsed.success) return selection.map((id) => ({ id }));
  const isOneOfSeveral = selection.length > 1 && selection.includes(parsed.output.id);
  return isOneOfSeveral ? selection.map((id) => ({ id })) : [parsed.output];
}

async function run(action: GalleryAction, deps: GalleryDeps): Promise<void> {
  switch (action.type) {
    case 'act': {
      const { act } = await import('./actions.ts');
      await act(action.action, action.targets, deps);
      return;
    }
    case 'undo': {
      const { undoDeletion } = await import('./actions.ts');
      undoDeletion();
      return;
    }
    case 'copied':
      if (action.isCopied) vscode.window.setStatusBarMessage(vscode.l10n.t('Image copied'), 2000);
      else {
        void vscode.window.showErrorMessage(
          vscode.l10n.t('Unable to copy the image. Open the image and copy it from there.'),
        );
      }
  }
}
