import * as vscode from 'vscode';
import { registerApiKeys } from './commands/apiKeys.ts';
import { registerGallery } from './commands/gallery/register.ts';
import { registerGenerate } from './commands/generate/register.ts';
import { buildRequest } from './commands/generate/request.ts';
import { registerGetStarted } from './commands/getStarted.ts';
import { registerLibrary } from './commands/library/register.ts';
import { registerLog } from './commands/log.ts';
import { registerQueryTask } from './commands/queryTask.ts';
import { InsertionTracker } from './commands/gallery/insertionTracker.ts';
import type { Services } from './commands/services.ts';
import { GalleryPanel } from './gallery/host/galleryPanel.ts';
import { ApiKeyStore } from './host/keys/apiKeyStore.ts';
import type { CheckApiKey } from './host/keys/reportKeySet.ts';
import { createTaskEngine } from './host/createTaskEngine.ts';
import { reportError } from './host/errorReport.ts';
import { GenerationService } from './host/generationService.ts';
import type { LastActiveEditor } from './host/lastActiveEditor.ts';
import { openLibrary } from './host/openLibrary.ts';
import { PromptInput } from './host/promptInput.ts';
import { registerGenerationReporter } from './host/runs/generationReporter.ts';
import { registerProgress } from './host/runs/progress.ts';
import { createLog } from './host/ui/log.ts';
import { resolveProvider } from './host/settings/settings.ts';
import { registerSettingsCheck } from './host/settings/settingsCheck.ts';
import { WalkthroughProgress } from './host/walkthroughProgress.ts';
import { loadService, systemClock } from './jimeng/index.ts';

/** Everything that is loaded on first use. */
export interface App {
  readonly gallery: GalleryPanel;
  /** Detaches from running tasks, so that the next window can resume them at once. */
  stop(): Promise<void>;
}

/** Creates the services, registers the commands, and resumes what earlier windows left unfinished. */
export function startApp(
  context: vscode.ExtensionContext,
  libraryUri: vscode.Uri,
  lastActiveEditor: LastActiveEditor,
): App {
  const services = createServices(context, libraryUri, lastActiveEditor);
  const { apiKeys, engine, gallery, generationService, insertions, library, log } = services;
  const isGalleryVisible = () => gallery.isVisible;
  const walkthroughProgress = new WalkthroughProgress({
    apiKeys,
    library,
    getProvider: resolveProvider,
  });
  context.subscriptions.push(
    log,
    library,
    gallery,
    generationService,
    insertions,
    walkthroughProgress,
    registerSettingsCheck(),
    registerProgress({
      ...services,
      isGalleryVisible,
      onDidChangeGalleryVisibility: gallery.onDidChangeVisibility,
    }),
    registerGenerationReporter({ ...services, isGalleryVisible }),
    registerGenerate(services),
    registerGallery(services),
    registerQueryTask(services),
    registerApiKeys(services),
    registerLibrary(services),
    registerLog(log),
    registerGetStarted(context.extension.id, walkthroughProgress),
  );
  for (const startupTask of [engine.resumePending(), library.removeStaleFiles()]) {
    startupTask.catch((error: unknown) => {
      reportError(error, log);
    });
  }
  return { gallery, stop: () => engine.stop() };
}

function createServices(
  { extension, extensionUri, globalStorageUri, secrets, workspaceState }: vscode.ExtensionContext,
  libraryUri: vscode.Uri,
  lastActiveEditor: LastActiveEditor,
): Services {
  const log = createLog();
  const library = openLibrary(libraryUri, log);
  const logError = (error: unknown) => {
    log.error(error);
  };
  const insertions = new InsertionTracker(library, log);
  const apiKeys = new ApiKeyStore(secrets, { clock: systemClock, onError: logError });
  const promptInput = new PromptInput(workspaceState, logError);
  const { version } = extension.packageJSON as { version: string };
  const checkApiKey: CheckApiKey = async (provider, key) => {
    const { checkKey } = await loadService();
    return checkKey({ provider, key, version });
  };
  const engine = createTaskEngine({
    library,
    apiKeys,
    log,
    // Next to the library, whose folder may be shared with others.
    ticketFolder: vscode.Uri.joinPath(globalStorageUri, 'started').fsPath,
    version,
  });
  const generationService = new GenerationService({
    apiKeys,
    checkApiKey,
    engine,
    log,
    now: () => systemClock.now(),
    promptInput,
    showGallery: () => {
      gallery.show({ focus: false });
    },
  });
  const composerServices = { generationService, apiKeys, buildRequest, memento: workspaceState };
  const gallery: GalleryPanel = new GalleryPanel({
    extensionUri,
    library,
    engine,
    libraryUri,
    log,
    composerServices,
    verifyInsertions: (ids) => insertions.verify(ids),
  });
  generationService.onDidSubmit((request) => {
    promptInput.discardDraft(request.prompt);
    gallery.discardDraft(request);
  });
  return {
    apiKeys,
    checkApiKey,
    engine,
    gallery,
    generationService,
    insertions,
    lastActiveEditor,
    library,
    log,
    promptInput,
    workspaceState,
  };
}
