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
import { registerSamples } from './commands/samples.ts';
import type { Services } from './commands/services.ts';
import { GalleryPanel } from './gallery/host/galleryPanel.ts';
import type { CheckApiKey } from './host/keys/apiKeyInput.ts';
import { ApiKeyStore } from './host/keys/apiKeyStore.ts';
import { createTaskEngine } from './host/createTaskEngine.ts';
import { reportError } from './host/errorReport.ts';
import { GenerationService } from './host/generationService.ts';
import type { LastActiveEditor } from './host/lastActiveEditor.ts';
import { LibraryFolder } from './host/library/libraryFolder.ts';
import { getLibraryMemento } from './host/library/libraryMemento.ts';
import { LibraryMemory } from './host/library/libraryMemory.ts';
import { LibraryMover } from './host/library/libraryMover.ts';
import { LibraryStatus } from './host/library/libraryStatus.ts';
import { openLibrary } from './host/library/openLibrary.ts';
import { getMovesFolder } from './host/pendingWork.ts';
import { RequestSettings } from './host/requestSettings.ts';
import { registerGenerationReporter } from './host/runs/generationReporter.ts';
import { registerProgress } from './host/runs/progress.ts';
import { SampleMode } from './host/samples/sampleMode.ts';
import { resolveProvider } from './host/settings/settings.ts';
import { registerSettingsCheck } from './host/settings/settingsCheck.ts';
import { WalkthroughProgress } from './host/walkthroughProgress.ts';
import { WindowMemory } from './host/windowMemory.ts';
import { loadService, systemClock } from './jimeng/index.ts';
import { createReliableDisk } from './library/disk/reliableDisk.ts';
import { readLibraryIds } from './library/location/libraryId.ts';
import type { LibraryLocation } from './library/location/resolveLocation.ts';
import { PendingMoves } from './library/move/pendingMoves.ts';

/** Everything that is loaded on first use. */
export interface App {
  readonly gallery: GalleryPanel;
  readonly generationService: GenerationService;
  readonly libraryMover: LibraryMover;
  /** Where its library is. */
  readonly location: LibraryLocation;
  /** For the app of the next library. */
  readonly memory: WindowMemory;
  /** Detaches from running tasks, so that the next window can resume them at once. */
  stop(): Promise<void>;
  /**
   * Called when another folder has become the library: ends what the user can start, and notes that
   * what is in progress is moved there. Returns the panel of the gallery, which stays open.
   */
  suspend(next: LibraryLocation): vscode.WebviewPanel | undefined;
  /** After `suspend`: what notifications that are still shown start is started by the next app. */
  handOver(loadNext: () => Promise<App>): void;
  /**
   * After `handOver`: ends everything else, when the responses to requests in flight have arrived.
   * What cannot be written is written later.
   */
  end(): Promise<void>;
  dispose(): void;
}

/** Creates the services, registers the commands, and resumes what earlier windows left unfinished. */
export function startApp(
  context: vscode.ExtensionContext,
  location: LibraryLocation,
  lastActiveEditor: LastActiveEditor,
  memory = new WindowMemory(context.workspaceState),
): App {
  const services = createServices(context, location, lastActiveEditor, memory);
  const { apiKeys, engine, gallery, generationService, insertions, library, log } = services;
  const { libraryStatus, libraryMover, pendingMoves } = services;
  const libraryFolder = new LibraryFolder({
    location,
    status: libraryStatus,
    pendingMoves,
    memento: getLibraryMemento(context),
    log,
  });
  const isGalleryVisible = () => gallery.isVisible;
  const walkthroughProgress = new WalkthroughProgress({
    apiKeys,
    library,
    getProvider: resolveProvider,
  });
  const interactions = vscode.Disposable.from(
    gallery,
    libraryStatus,
    libraryMover,
    walkthroughProgress,
    registerSettingsCheck(),
    registerGenerate(services),
    registerGallery(services, walkthroughProgress),
    registerQueryTask(services),
    registerApiKeys(services),
    registerLibrary(services),
    registerLog(log),
    registerSamples(services),
    registerGetStarted(context.extension.id, walkthroughProgress),
  );
  const work = vscode.Disposable.from(
    generationService,
    insertions,
    libraryFolder,
    registerProgress({
      ...services,
      isGalleryVisible,
      onDidChangeGalleryVisibility: gallery.onDidChangeVisibility,
    }),
    registerGenerationReporter({ ...services, isGalleryVisible }),
  );
  void walkthroughProgress.updateFromRecent();
  void libraryFolder.enter().then(() => libraryMover.run());
  for (const startupTask of [engine.resumePending(), library.removeStaleFiles()]) {
    startupTask.catch((error: unknown) => {
      reportError(error, log);
    });
  }
  let loadNext: (() => Promise<App>) | undefined;
  let leave: (() => Promise<void>) | undefined;
  return {
    gallery,
    generationService,
    libraryMover,
    location,
    memory,
    stop: () => engine.stop(),
    suspend: (next) => {
      leave = () => libraryFolder.leave(next);
      void leave();
      const panel = gallery.release();
      interactions.dispose();
      return panel;
    },
    handOver: (load) => {
      loadNext = load;
      generationService.handOver(async () => (await load()).generationService);
    },
    end: async () => {
      await engine.detach();
      // Another window may have moved what was in progress before the last generation started here.
      await leave?.();
      work.dispose();
      void saveUnsaved(services, libraryFolder, loadNext).finally(() => {
        library.dispose();
      });
    },
    dispose: () => {
      interactions.dispose();
      work.dispose();
      library.dispose();
      log.dispose();
    },
  };
}

/** Writes what could not be written, such as the task of a billed image, and moves it when its disk is back. */
async function saveUnsaved(
  { engine, log }: Services,
  libraryFolder: LibraryFolder,
  loadNext: (() => Promise<App>) | undefined,
): Promise<void> {
  if ((await engine.saveUnsaved()) === 0) return;
  try {
    const next = await loadNext?.();
    if (!next) return;
    // By now, yet another folder may be the library, or this one again.
    await libraryFolder.leave(next.location);
    await next.libraryMover.run();
  } catch (error) {
    log.error(error);
  }
}

function createServices(
  context: vscode.ExtensionContext,
  location: LibraryLocation,
  lastActiveEditor: LastActiveEditor,
  { unsavedChanges, submittedRequests, log, promptInput }: WindowMemory,
): Services {
  const { extension, extensionUri, globalStorageUri, secrets, workspaceState } = context;
  const libraryMemory = new LibraryMemory(getLibraryMemento(context));
  const library = openLibrary(location, libraryMemory, log);
  const logError = (error: unknown) => {
    log.error(error);
  };
  const pendingMoves = new PendingMoves(getMovesFolder(globalStorageUri), createReliableDisk());
  const libraryStatus = new LibraryStatus({
    library,
    location,
    pendingMoves,
    memory: libraryMemory,
    onError: logError,
  });
  const clock = systemClock;
  const libraryMover = new LibraryMover({
    library,
    status: libraryStatus,
    pendingMoves,
    log,
    clock,
  });
  const insertions = new InsertionTracker(library, log);
  const { version } = extension.packageJSON as { version: string };
  const checkApiKey: CheckApiKey = async (provider, key) => {
    try {
      const { checkKey } = await loadService();
      return await checkKey({ provider, key, version });
    } catch (error) {
      log.error(error);
      return { result: 'unknown' };
    }
  };
  const apiKeys = new ApiKeyStore(secrets, { checkApiKey, clock, onError: logError });
  const engine = createTaskEngine({
    library,
    apiKeys,
    log,
    // Next to the library, whose folder may be shared with others.
    ticketFolder: vscode.Uri.joinPath(globalStorageUri, 'started').fsPath,
    readLibraryIds: () => readLibraryIds(library.disk, location.folder),
    version,
    unsavedChanges,
  });
  const samples = new SampleMode({
    apiKeys,
    library,
    now: () => systemClock.now(),
    random: Math.random,
  });
  const failureServices = { apiKeys, log, promptInput };
  const requestSettings = new RequestSettings(failureServices);
  const generationService = new GenerationService({
    ...failureServices,
    engine,
    library,
    now: () => systemClock.now(),
    requestSettings,
    samples,
    submittedRequests,
    showGallery: () => {
      gallery.show({ focus: false });
    },
  });
  const composerServices = {
    generationService,
    requestSettings,
    apiKeys,
    samples,
    buildRequest,
    memento: workspaceState,
  };
  const gallery: GalleryPanel = new GalleryPanel({
    extensionUri,
    library,
    engine,
    libraryUri: vscode.Uri.file(location.folder),
    libraryStatus,
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
    engine,
    gallery,
    generationService,
    insertions,
    lastActiveEditor,
    library,
    libraryMover,
    libraryStatus,
    log,
    pendingMoves,
    promptInput,
    requestSettings,
    samples,
    workspaceState,
  };
}
