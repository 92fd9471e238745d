import * as vscode from 'vscode';
import { registerGallery } from './commands/gallery/register.ts';
import { registerGenerate } from './commands/generate/register.ts';
import { registerInsertLatest } from './commands/insert.ts';
import { registerApiKeys } from './commands/apiKeys.ts';
import { registerLibrary } from './commands/library/register.ts';
import { registerLog } from './commands/log.ts';
import { registerQueryTask } from './commands/queryTask.ts';
import { buildRequest } from './commands/generate/request.ts';
import { GalleryPanel } from './gallery/host/galleryPanel.ts';
import { LastActiveEditor } from './host/lastActiveEditor.ts';
import { createTaskEngine } from './host/createTaskEngine.ts';
import { GenerationService } from './host/generationService.ts';
import { ApiKeyStore } from './host/apiKeyStore.ts';
import { openLibrary } from './host/openLibrary.ts';
import { registerProgress } from './host/progress.ts';
import { PromptInput } from './host/promptInput.ts';
import { registerGenerationReporter, reportUnexpectedError } from './host/generationReporter.ts';

let stopEngine: (() => Promise<void>) | undefined;

/** Puts the rooms together. Runs when VS Code has started, so nothing here waits for anything. */
export function activate(context: vscode.ExtensionContext): void {
  const { extensionUri, secrets, workspaceState, globalStorageUri } = context;
  const log = vscode.window.createOutputChannel('Jimeng Images', { log: true });
  const libraryUri = vscode.Uri.joinPath(globalStorageUri, 'library');
  const library = openLibrary(libraryUri, log);
  const apiKeys = new ApiKeyStore(secrets);
  const promptInput = new PromptInput(workspaceState);
  const lastActiveEditor = new LastActiveEditor();
  const engine = createTaskEngine(library, apiKeys, log);
  const gallery: GalleryPanel = new GalleryPanel({
    ...{ extensionUri, library, libraryUri, log },
    getComposerServices: () => ({
      generationService,
      apiKeys,
      buildRequest,
      memento: workspaceState,
    }),
  });
  const showGallery = () => {
    gallery.show({ focus: false });
  };
  const generationService = new GenerationService({
    engine,
    library,
    apiKeys,
    promptInput,
    log,
    showGallery,
  });
  const isGalleryVisible = () => gallery.isVisible;

  context.subscriptions.push(
    log,
    lastActiveEditor,
    library,
    gallery,
    registerProgress(engine, library),
    registerGenerationReporter({ engine, apiKeys, promptInput, log, isGalleryVisible }),
    registerGenerate({ generationService, promptInput, library, log }),
    registerGallery({ gallery, generationService, engine, library, lastActiveEditor, log }),
    registerInsertLatest({ library, lastActiveEditor }),
    registerQueryTask({ generationService, log }),
    registerApiKeys({ apiKeys, generationService }),
    registerLibrary({ library, gallery, engine, log }),
    registerLog(log),
  );
  stopEngine = () => engine.stop();
  for (const startupTask of [engine.resumePending(), library.removeStaleFiles()]) {
    startupTask.catch((error: unknown) => {
      reportUnexpectedError(error, log);
    });
  }
}

/** Lets go of the tasks that are under way, so that the next window can take them up at once. */
export async function deactivate(): Promise<void> {
  await stopEngine?.();
}
