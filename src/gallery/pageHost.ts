import * as v from 'valibot';
import * as vscode from 'vscode';
import type { GenerationRequest } from '../jimeng/index.ts';
import { Composer } from './composer.ts';
import { openInsertion } from './details.ts';
import { galleryHtml } from './html.ts';
import type { GalleryContext } from './panel.ts';
import {
  fromPageSchema,
  questions,
  type FromPage,
  type GalleryAction,
  type Question,
  type ToPage,
} from './protocol.ts';
import { Session } from './session.ts';
import { keepThumbnail, thumbnailsFor } from './thumbnails.ts';
import { announcementOf, labelOf, unreadable, viewOf } from './view.ts';

export interface PageHostContext extends Pick<GalleryContext, 'library' | 'log' | 'composing'> {
  /** The folder of the page's script and style. */
  readonly assets: vscode.Uri;
  /** The folder of what it shows. */
  readonly pictures: vscode.Uri;
  /** Told of what the user does there. */
  readonly onAction: (action: GalleryAction) => void;
}

/** The host's end of a page: gives it its document, and answers what it asks. Loads with the first gallery. */
export class PageHost implements vscode.Disposable {
  readonly #context: PageHostContext;
  readonly #webview: vscode.Webview;
  #session: Session | undefined;
  #composer: Composer | undefined;
  #isClosed = false;

  constructor({ webview }: vscode.WebviewPanel, context: PageHostContext) {
    const { assets, pictures } = context;
    this.#context = context;
    this.#webview = webview;
    webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [assets, pictures],
    };
    webview.onDidReceiveMessage((message: unknown) => {
      void this.#receive(message);
    });
    webview.html = galleryHtml(webview, assets, pictures);
  }

  /** Ids of the generations that are selected. */
  get selection(): readonly string[] {
    return this.#session?.selection ?? [];
  }

  tell(message: ToPage): void {
    this.#session?.tell(message);
  }

  /** Puts what was asked for once into the composer. */
  edit(request: GenerationRequest): void {
    this.#composer?.edit(request);
  }

  /** Has the page put a picture into the clipboard. */
  copyImage(path: string): void {
    this.tell({ type: 'copyImage', src: this.#addressOf(path) });
  }

  dispose(): void {
    this.#isClosed = true;
    this.#session?.dispose();
    this.#composer?.dispose();
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = v.safeParse(fromPageSchema, message);
    if (!parsed.success) {
      this.#context.log.warn('Ignored an unknown message from the gallery page.');
      return;
    }
    try {
      await this.#answer(parsed.output);
    } catch (error) {
      const { type } = parsed.output;
      this.#failed(
        error,
        questions.find((question) => question === type),
      );
    }
  }

  async #answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#session?.dispose();
        this.#session = this.#begin(message.timeZone);
        this.#composer?.dispose();
        this.#composer = this.#openComposer();
        return;
      case 'draft':
      case 'begin':
      case 'history':
      case 'setApiKey':
        return this.#composer?.hear(message);
      case 'show':
        return this.#session?.show(message.query, message.from, message.count);
      case 'ids':
        this.#session?.sendIds(message.from, message.count);
        return;
      case 'thumbnails':
        this.tell(
          await thumbnailsFor(this.#context.library, message, (error) => {
            this.#failed(error);
          }),
        );
        return;
      case 'keepThumbnail':
        return keepThumbnail(this.#context.library, message);
      case 'select':
        if (this.#session) this.#session.selection = message.ids;
        return;
      case 'details':
        return this.#session?.describe(message.id);
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
  #failed(error: unknown, question?: Question): void {
    this.#context.log.error(error instanceof Error ? error : String(error));
    if (question) this.#session?.tell({ type: 'failed', question, reason: unreadable(error) });
  }

  #openComposer(): Composer {
    const { library, log, composing } = this.#context;
    const post = (message: ToPage) => {
      this.tell(message);
    };
    return new Composer({ ...composing(), library, log, post });
  }

  #begin(timeZone: string): Session {
    const { library } = this.#context;
    return new Session(
      {
        library,
        announcementOf,
        labelOf,
        onError: (error) => {
          this.#failed(error);
        },
        post: (message) => {
          // A panel closed meanwhile has nobody to tell.
          if (!this.#isClosed) void this.#webview.postMessage(message);
        },
        viewOf: (record) =>
          viewOf(record, (image) => this.#addressOf(library.pathOf(record.id, image)), Date.now()),
      },
      timeZone,
    );
  }

  #addressOf(path: string): string {
    return this.#webview.asWebviewUri(vscode.Uri.file(path)).toString();
  }
}
