import * as vscode from 'vscode';
import { DisposableSlot } from '../../host/disposableSlot.ts';
import { readSettings } from '../../host/settings/settings.ts';
import type { GenerationRequest } from '../../jimeng/index.ts';
import type { GenerationRecord, RecordImage } from '../../library/record.ts';
import type { HostEvent } from '../protocol/events.ts';
import type { Handlers, Params, Results } from '../protocol/requests.ts';
import type { DetailsView, GenerationView, ImageView } from '../protocol/views.ts';
import { firstWindowSize } from '../protocol/vocabulary.ts';
import { ComposerController } from './composer/composerController.ts';
import type { ComposerDraft } from './composer/composerDraft.ts';
import type { GalleryContext, UserActions } from './context.ts';
import type { PresentSettings } from './differences.ts';
import { openInsertion, toDetailsView } from './detailRows.ts';
import { summarizeFailures } from './failures/attention.ts';
import { findNewKeys } from './failures/newKeys.ts';
import { createGalleryHtml } from './html.ts';
import { findFileProblem, findImageProblem } from './imageProblem.ts';
import { toLibraryNotice } from './libraryNotice.ts';
import { ListingSession } from './listingSession.ts';
import { PageConnection } from './pageConnection.ts';
import {
  formatAnnouncement,
  formatRequestError,
  getFacetLabel,
  toGenerationView,
} from './presentation.ts';
import { refreshWhileVisible } from './refreshWhileVisible.ts';
import { SetupController } from './setup/setupController.ts';
import {
  getImageVersion,
  readFirstThumbnails,
  readThumbnails,
  saveThumbnail,
} from './thumbnails.ts';

/** The gallery's webview: creates its page and handles what the page calls. */
export class GalleryWebview implements vscode.Disposable {
  readonly #context: GalleryContext;
  readonly #draft: ComposerDraft;
  readonly #userActions: UserActions;
  readonly #webview: vscode.Webview;
  readonly #connection: PageConnection;
  readonly #session = new DisposableSlot<ListingSession>();
  readonly #composer = new DisposableSlot<ComposerController>();
  readonly #setup = new DisposableSlot<SetupController>();
  readonly #refresh: vscode.Disposable;
  #settings: PresentSettings = readSettings().settings;

  constructor(
    panel: vscode.WebviewPanel,
    context: GalleryContext,
    draft: ComposerDraft,
    userActions: UserActions,
  ) {
    const { extensionUri, engine, library, libraryUri, libraryStatus, composerServices } = context;
    const { webview } = panel;
    this.#context = context;
    this.#draft = draft;
    this.#userActions = userActions;
    this.#refresh = vscode.Disposable.from(
      refreshWhileVisible(panel, library, libraryStatus),
      libraryStatus.onDidCheck(() => {
        this.#postLibraryNotice();
      }),
      engine.onDidChangeHold((id) => void this.#session.value?.showAgain(id)),
      // A failure because of a key can be retried with another one.
      composerServices.apiKeys.onDidChange(() => this.#session.value?.showAllAgain()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('jimeng')) return;
        this.#settings = readSettings().settings;
        this.#session.value?.showAllAgain();
      }),
    );
    this.#webview = webview;
    this.#connection = new PageConnection({
      handlers: { ...this.#createHandlers(), ...userActions },
      send: (message) => webview.postMessage(message),
      onError: this.#logError,
      formatError: formatRequestError,
    });
    const assetsUri = vscode.Uri.joinPath(extensionUri, 'dist');
    webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [assetsUri, libraryUri],
    };
    webview.onDidReceiveMessage(this.#connection.receive);
    webview.html = createGalleryHtml(webview, assetsUri, libraryUri);
    // Reads ahead while the page loads. Its first request reports errors.
    library.listRecent(firstWindowSize).catch(() => undefined);
  }

  /** The ids of the selected generations. */
  get selection(): readonly string[] {
    return this.#session.value?.selection ?? [];
  }

  post(event: HostEvent): void {
    this.#connection.post(event);
  }

  /** Fills the composer with an earlier request. */
  editRequest(request: GenerationRequest): void {
    this.#composer.value?.editRequest(request);
  }

  /** Fills the composer with the contents that were offered, when the page is ready. */
  fillOffered(): void {
    if (!this.#composer.value) return;
    const content = this.#draft.takeOffered();
    if (content) this.post({ type: 'fillComposer', ...content });
  }

  /** Makes the page copy an image file to the clipboard. */
  async copyImage(path: string): Promise<void> {
    const problem = await findFileProblem(path);
    if (problem === undefined) this.post({ type: 'copyImage', src: this.#toWebviewUrl(path) });
    else void this.#userActions.imageCopied({ isCopied: false });
  }

  dispose(): void {
    this.#refresh.dispose();
    this.#connection.dispose();
    this.#session.dispose();
    this.#composer.dispose();
    this.#setup.dispose();
  }

  #createHandlers(): Omit<Handlers, keyof UserActions> {
    const { library } = this.#context;
    return {
      ready: ({ timeZone }) => {
        this.#session.value = this.#createSession(timeZone);
        this.#composer.value = this.#createComposer();
        this.#postLibraryNotice();
        this.#setup.value = this.#createSetup();
        this.fillOffered();
      },
      getItems: (params) => this.#getItems(params),
      getIds: (params) => this.#readySession.getIds(params),
      getFacets: async () => {
        const facets = await this.#readySession.getFacets();
        // From now on, it is known whether there are samples.
        this.#setup.value?.update();
        return facets;
      },
      selectionChanged: ({ ids }) => {
        this.#readySession.selection = ids;
      },
      getDetails: ({ id }) => this.#getDetails(id),
      openInsertion: (params) => this.#openInsertion(params),
      getImageProblem: (params) => findImageProblem(library, params, Date.now()),
      getThumbnails: (params) => readThumbnails(library, params, this.#logError),
      saveThumbnail: (params) => saveThumbnail(library, params),
      saveDraft: ({ draft }) => {
        this.#readyComposer.saveDraft(draft);
      },
      generate: ({ draft }) => this.#readyComposer.generate(draft),
      getPromptHistory: (params) => this.#readyComposer.getPromptHistory(params),
      setApiKey: () => vscode.commands.executeCommand('jimeng.setApiKey'),
      chooseProvider: ({ provider }) => this.#setup.value?.chooseProvider(provider),
      configureService: () => this.#setup.value?.configureService(),
      trySamples: () => vscode.commands.executeCommand('jimeng.trySamples'),
      removeSamples: () => vscode.commands.executeCommand('jimeng.removeSamples'),
      selectProvider: () => vscode.commands.executeCommand('jimeng.selectProvider'),
    };
  }

  #postLibraryNotice(): void {
    this.post({
      type: 'libraryNotice',
      notice: toLibraryNotice(this.#context.libraryStatus.state),
    });
  }

  get #readySession(): ListingSession {
    return this.#session.value ?? throwNotReady();
  }

  get #readyComposer(): ComposerController {
    return this.#composer.value ?? throwNotReady();
  }

  #createSession(timeZone: string): ListingSession {
    const { engine, library, composerServices } = this.#context;
    const { apiKeys } = composerServices;
    return new ListingSession(
      {
        library,
        formatAnnouncement,
        getFacetLabel,
        isHeld: (id) => engine.getHold(id) !== undefined,
        onError: this.#logError,
        post: (event) => {
          this.post(event);
        },
        summarizeFailures: async (records) =>
          summarizeFailures(records, {
            nowMs: Date.now(),
            getHold: (id) => engine.getHold(id),
            newKeyIds: await findNewKeys(records, apiKeys),
          }),
        toGenerationView: (record) => this.#toGenerationView(record),
      },
      timeZone,
    );
  }

  #createComposer(): ComposerController {
    const { library, log, composerServices } = this.#context;
    const post = (event: HostEvent) => {
      this.post(event);
    };
    return new ComposerController({ ...composerServices, library, log, post }, this.#draft);
  }

  #createSetup(): SetupController {
    const { library, composerServices } = this.#context;
    const { apiKeys } = composerServices;
    const post = (event: HostEvent) => {
      this.post(event);
    };
    return new SetupController({ library, apiKeys, post, onError: this.#logError });
  }

  async #getItems(params: Params<'getItems'>): Promise<Results['getItems']> {
    const { library } = this.#context;
    const update = await this.#readySession.getItems(params);
    if (!update) return null;
    if (params.query.inserted) {
      const ids = update.items.items.flatMap((each) => (each ? [each.id] : []));
      // The listing follows the records.
      this.#context.verifyInsertions(ids).catch(this.#logError);
    }
    const { thumbnails } = params;
    if (!thumbnails) return update;
    const { items } = update.items;
    return {
      ...update,
      thumbnails: await readFirstThumbnails(library, items, thumbnails, this.#logError),
    };
  }

  async #getDetails(id: string): Promise<DetailsView | null> {
    const { library, verifyInsertions } = this.#context;
    await verifyInsertions([id]);
    const record = await library.get(id);
    return record ? toDetailsView(record, this.#toGenerationView(record)) : null;
  }

  async #openInsertion({ id, insertion }: Params<'openInsertion'>): Promise<void> {
    const record = await this.#context.library.get(id);
    if (record) await openInsertion(record, insertion);
  }

  #toGenerationView(record: GenerationRecord): GenerationView {
    const { engine, library } = this.#context;
    const locate = (image: RecordImage): Pick<ImageView, 'src' | 'hasThumbnail'> => ({
      src: this.#toWebviewUrl(library.getImagePath(record.id, image), getImageVersion(image)),
      ...(library.thumbnails.isMissing(record.id, image) && { hasThumbnail: false }),
    });
    return toGenerationView(record, Date.now(), locate, engine.getHold(record.id), this.#settings);
  }

  /** @param query changes only the URL, so that the browser loads the image again */
  #toWebviewUrl(path: string, query = ''): string {
    return this.#webview.asWebviewUri(vscode.Uri.file(path)).with({ query }).toString();
  }

  readonly #logError = (error: unknown): void => {
    this.#context.log.error(error);
  };
}

function throwNotReady(): never {
  throw new Error("The gallery's page has not called 'ready' yet.");
}
