import * as v from 'valibot';
import * as vscode from 'vscode';
import type { GenerationRequest } from '../../jimeng/index.ts';
import type { GenerationRecord } from '../../library/record.ts';
import { ComposerController } from './composerController.ts';
import { openInsertion, toDetailsView } from './detailRows.ts';
import { createGalleryHtml } from './html.ts';
import type { GalleryContext } from './galleryPanel.ts';
import {
  fromPageSchema,
  requestTypes,
  type FromPageMessage,
  type GalleryAction,
  type GenerationView,
  type RequestType,
  type ToPageMessage,
} from '../protocol/messages.ts';
import { ListingSession } from './listingSession.ts';
import { saveThumbnail, readThumbnails } from './thumbnails.ts';
import {
  formatAnnouncement,
  getFacetLabel,
  formatReadError,
  toGenerationView,
} from './presentation.ts';

export interface GalleryWebviewContext extends Pick<
  GalleryContext,
  'library' | 'log' | 'composerServices'
> {
  /** The folder of the page's script and style. */
  readonly assetsUri: vscode.Uri;
  /** The folder of what it shows. */
  readonly imagesUri: vscode.Uri;
  /** Told of what the user does there. */
  readonly onAction: (action: GalleryAction) => void;
}

/** The host's end of a page: gives it its document, and answers what it asks. Loads with the first gallery. */
export class GalleryWebview implements vscode.Disposable {
  readonly #context: GalleryWebviewContext;
  readonly #webview: vscode.Webview;
  #session: ListingSession | undefined;
  #composerController: ComposerController | undefined;
  #isDisposed = false;

  constructor({ webview }: vscode.WebviewPanel, context: GalleryWebviewContext) {
    const { assetsUri, imagesUri } = context;
    this.#context = context;
    this.#webview = webview;
    webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [assetsUri, imagesUri],
    };
    webview.onDidReceiveMessage((message: unknown) => {
      void this.#receive(message);
    });
    webview.html = createGalleryHtml(webview, assetsUri, imagesUri);
  }

  /** Ids of the generations that are selected. */
  get selection(): readonly string[] {
    return this.#session?.selection ?? [];
  }

  post(message: ToPageMessage): void {
    this.#session?.post(message);
  }

  /** Puts what was asked for once into the composer. */
  editRequest(request: GenerationRequest): void {
    this.#composerController?.editRequest(request);
  }

  /** Has the page put a picture into the clipboard. */
  copyImage(path: string): void {
    this.post({ type: 'copyImage', src: this.#toWebviewUrl(path) });
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#session?.dispose();
    this.#composerController?.dispose();
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = v.safeParse(fromPageSchema, message);
    if (!parsed.success) {
      this.#context.log.warn('Ignored an unknown message from the gallery page.');
      return;
    }
    try {
      await this.#handleMessage(parsed.output);
    } catch (error) {
      const { type } = parsed.output;
      this.#reportError(
        error,
        requestTypes.find((requestType) => requestType === type),
      );
    }
  }

  async #handleMessage(message: FromPageMessage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#session?.dispose();
        this.#session = this.#createSession(message.timeZone);
        this.#composerController?.dispose();
        this.#composerController = this.#createComposerController();
        return;
      case 'draft':
      case 'generate':
      case 'getPromptHistory':
      case 'setApiKey':
        return this.#composerController?.handleMessage(message);
      case 'getItems':
        return this.#session?.show(message.query, message.from, message.count);
      case 'getIds':
        this.#session?.sendIds(message.from, message.count);
        return;
      case 'getThumbnails':
        this.post(
          await readThumbnails(this.#context.library, message, (error) => {
            this.#reportError(error);
          }),
        );
        return;
      case 'saveThumbnail':
        return saveThumbnail(this.#context.library, message);
      case 'selectionChanged':
        if (this.#session) this.#session.selection = message.ids;
        return;
      case 'getDetails':
        return this.#sendDetails(message.id);
      case 'openInsertion': {
        const record = await this.#context.library.get(message.id);
        if (record) await openInsertion(record, message.insertion);
        return;
      }
      default:
        this.#context.onAction(message);
    }
  }

  /** Logs what went wrong, and tells the page where it waits for an answer. */
  #reportError(error: unknown, requestType?: RequestType): void {
    this.#context.log.error(error instanceof Error ? error : String(error));
    if (requestType)
      this.#session?.post({
        type: 'failed',
        question: requestType,
        reason: formatReadError(error),
      });
  }

  #createComposerController(): ComposerController {
    const { library, log, composerServices } = this.#context;
    const post = (message: ToPageMessage) => {
      this.post(message);
    };
    return new ComposerController({ ...composerServices, library, log, post });
  }

  #createSession(timeZone: string): ListingSession {
    const { library } = this.#context;
    return new ListingSession(
      {
        library,
        formatAnnouncement,
        getFacetLabel,
        onError: (error) => {
          this.#reportError(error);
        },
        post: (message) => {
          // A panel closed meanwhile has nobody to tell.
          if (!this.#isDisposed) void this.#webview.postMessage(message);
        },
        toGenerationView: (record) => this.#toGenerationView(record),
      },
      timeZone,
    );
  }

  async #sendDetails(id: string): Promise<void> {
    const record = await this.#context.library.get(id);
    const details = record ? toDetailsView(record, this.#toGenerationView(record)) : null;
    this.post({ type: 'getDetails', id, details });
  }

  #toGenerationView(record: GenerationRecord): GenerationView {
    const { library } = this.#context;
    return toGenerationView(
      record,
      (image) => this.#toWebviewUrl(library.getImagePath(record.id, image)),
      Date.now(),
    );
  }

  #toWebviewUrl(path: string): string {
    return this.#webview.asWebviewUri(vscode.Uri.file(path)).toString();
  }
}
