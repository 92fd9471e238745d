import * as vscode from 'vscode';
import { registerGallery } from './commands/gallery.ts';
import { registerGenerate } from './commands/generate.ts';
import { registerInsert } from './commands/insert.ts';
import { registerKeys } from './commands/keys.ts';
import { registerLibrary } from './commands/library.ts';
import { registerLog } from './commands/log.ts';
import { registerQueryTask } from './commands/queryTask.ts';
import { requestFor } from './commands/request.ts';
import { Gallery } from './gallery/panel.ts';
import { LastEditor } from './host/editors.ts';
import { createEngine } from './host/engine.ts';
import { Generator } from './host/generator.ts';
import { Keys } from './host/keys.ts';
import { openLibrary } from './host/library.ts';
import { registerProgress } from './host/progress.ts';
import { PromptBox } from './host/promptBox.ts';
import { registerReporter, unexpected } from './host/reporter.ts';

let stop: (() => Promise<void>) | undefined;

/** Puts the rooms together. Runs when VS Code has started, so nothing here waits for anything. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, secrets, workspaceState, globalStorageUri } = context;
  const log = vscode.window.createOutputChannel('Jimeng Images', { log: true });
  const libraryUri = vscode.Uri.joinPath(globalStorageUri, 'library');
  const library = openLibrary(libraryUri, log);
  const keys = new Keys(secrets);
  const promptBox = new PromptBox(workspaceState);
  const lastEditor = new LastEditor();
  const engine = createEngine(library, keys, log);
  const gallery: Gallery = new Gallery({
    ...{ extensionUri, library, libraryUri, log },
    composing: () => ({ generator, keys, requestFor, memory: workspaceState }),
  });
  const showGallery = () => {
    gallery.show({ focus: false });
  };
  const generator = new Generator({ engine, library, keys, promptBox, log, showGallery });
  const isGalleryVisible = () => gallery.isVisible;

  context.subscriptions.push(
    log,
    lastEditor,
    library,
    gallery,
    registerProgress(engine, library),
    registerReporter({ engine, keys, promptBox, log, isGalleryVisible }),
    registerGenerate({ generator, promptBox, library, log }),
    registerGallery({ gallery, generator, engine, library, lastEditor, log }),
    registerInsert({ library, lastEditor }),
    registerQueryTask({ generator, log }),
    registerKeys({ keys, generator }),
    registerLibrary({ library, gallery, engine, log }),
    registerLog(log),
  );
  stop = () => engine.stop();
  for (const work of [engine.takeUp(), library.tidy()]) {
    work.catch((error: unknown) => {
      unexpected(error, log);
    });
  }
}

/** Lets go of the tasks that are under way, so that the next window can take them up at once. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
