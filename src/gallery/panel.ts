import * as v from 'valibot';
import * as vscode from 'vscode';
import type { GenerationRequest } from '../jimeng/index.ts';
import type { Library } from '../library/library.ts';
import type { Composer } from './composer.ts';
import type { ToComposer } from './composerProtocol.ts';
import { galleryHtml } from './html.ts';
import { MadeThumbnails } from './madeThumbnails.ts';
import {
  fromPageSchema,
  questions,
  thumbnailSides,
  type FromPage,
  type GalleryAction,
  type Question,
} from './protocol.ts';
import { Session } from './session.ts';
import { announcementOf, labelOf, unreadable, viewOf } from './view.ts';

const viewType = 'jimeng.gallery';

export interface GalleryContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  /** The library's folder: the only place pictures are shown from. */
  readonly libraryUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** Loads the composer's end in the host. */
  readonly openComposer: (post: (message: ToComposer) => void) => Promise<Composer>;
}

/** The gallery's panel: at most one, made when it is first shown, brought back after a reload. */
export class Gallery implements vscode.Disposable {
  readonly #context: GalleryContext;
  readonly #dist: vscode.Uri;
  readonly #thumbnails: MadeThumbnails;
  readonly #disposables: { dispose(): unknown }[];
  readonly #actions = new vscode.EventEmitter<GalleryAction>();
  #panel: vscode.WebviewPanel | undefined;
  #session: Session | undefined;
  #composer: Promise<Composer> | undefined;

  /** Fires with what the user does in the gallery. */
  readonly onAction = this.#actions.event;

  constructor(context: GalleryContext) {
    this.#context = context;
    this.#thumbnails = new MadeThumbnails(context.library);
    this.#dist = vscode.Uri.joinPath(context.extensionUri, 'dist');
    this.#disposables = [
      this.#actions,
      vscode.window.registerWebviewPanelSerializer(viewType, {
        deserializeWebviewPanel: (panel) => {
          this.#adopt(panel);
          return Promise.resolve();
        },
      }),
    ];
  }

  get isVisible(): boolean {
    return this.#panel?.visible ?? false;
  }

  /** Ids of the generations that are selected there. */
  get selection(): readonly string[] {
    return this.#session?.selection ?? [];
  }

  /** Puts what was asked for once into the composer, to be asked for in other words. */
  async edit(request: GenerationRequest | undefined): Promise<void> {
    if (!request) return;
    this.show({ focus: true });
    (await this.#composer)?.edit(request);
  }

  /** Puts reference pictures into the composer, beside what is there. */
  compose(draft: { readonly imageUrls: readonly string[] }): void {
    this.show({ focus: true });
    this.#session?.tell({ type: 'compose', ...draft });
  }

  /** Puts a picture into the clipboard, which only the page can do, and only while it has the focus. */
  copyImage(path: string): void {
    const panel = this.#panel;
    if (!panel) return;
    panel.reveal(undefined, false);
    const src = panel.webview.asWebviewUri(vscode.Uri.file(path)).toString();
    this.#session?.tell({ type: 'copyImage', src });
  }

  /** Shows the gallery beside the text. Takes the focus only when asked to. */
  show({ focus }: { focus: boolean }): void {
    if (this.#panel) {
      this.#reveal(this.#panel, focus);
      return;
    }
    const viewColumn = vscode.window.activeTextEditor
      ? vscode.ViewColumn.Beside
      : vscode.ViewColumn.Active;
    const place = { viewColumn, preserveFocus: !focus };
    const orphans = galleryTabs();
    this.#adopt(vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Jimeng Gallery'), place));
    void vscode.window.tabGroups.close(orphans, true);
  }

  dispose(): void {
    this.#session?.dispose();
    this.#closeComposer();
    for (const each of this.#disposables) each.dispose();
  }

  #reveal(panel: vscode.WebviewPanel, focus: boolean): void {
    // In the text's own column it would cover the text, and take the focus with it.
    const covers = panel.viewColumn === vscode.window.activeTextEditor?.viewColumn;
    if (covers && !focus) panel.reveal(vscode.ViewColumn.Beside, true);
    else if (focus || !panel.visible) panel.reveal(undefined, !focus);
  }

  #adopt(panel: vscode.WebviewPanel): void {
    // One that a reload brings back may find another already open.
    this.#panel?.dispose();
    this.#panel = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.#context.extensionUri, 'media', 'gallery-light.svg'),
      dark: vscode.Uri.joinPath(this.#context.extensionUri, 'media', 'gallery-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      enableForms: false,
      localResourceRoots: [this.#dist, this.#context.libraryUri],
    };
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#session?.dispose();
      this.#session = undefined;
      this.#closeComposer();
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      void this.#receive(panel, message);
    });
    panel.webview.html = galleryHtml(panel.webview, this.#dist, this.#context.libraryUri);
  }

  async #receive(panel: vscode.WebviewPanel, message: unknown): Promise<void> {
    const parsed = v.safeParse(fromPageSchema, message);
    if (!parsed.success) {
      this.#context.log.warn('The gallery page sent a message that is not known.');
      return;
    }
    try {
      await this.#answer(panel, parsed.output);
    } catch (error) {
      const { type } = parsed.output;
      this.#failed(
        error,
        questions.find((question) => question === type),
      );
    }
  }

  async #answer(panel: vscode.WebviewPanel, message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#session?.dispose();
        this.#session = this.#begin(panel, message.timeZone);
        this.#closeComposer();
        this.#composer = this.#context.openComposer((told) => this.#session?.tell(told));
        return;
      case 'draft':
      case 'begin':
      case 'history':
      case 'setApiKey':
        return (await this.#composer)?.hear(message);
      case 'show':
        return this.#session?.show(message.query, message.from, message.count);
      case 'ids':
        this.#session?.sendIds(message.from, message.count);
        return;
      case 'facets':
        return this.#session?.sendFacets();
      case 'thumbnail': {
        const { id, image, side, webp } = message;
        await this.#context.library.addThumbnail(id, image, side, webp);
        if (side !== thumbnailSides.at(-1)) return;
        const picture = (await this.#context.library.get(id))?.images[image];
        if (picture) this.#thumbnails.add(id, picture);
        this.#session?.tell({ type: 'thumbnail', id, image });
        return;
      }
      case 'select':
        if (this.#session) this.#session.selection = message.ids;
        return;
      case 'details':
        return this.#session?.describe(message.id);
      case 'openInsertion': {
        const { openInsertion } = await import('./details.ts');
        const record = await this.#context.library.get(message.id);
        if (record) await openInsertion(record, message.insertion);
        return;
      }
      default:
        this.#actions.fire(message);
    }
  }

  /** Logs what went wrong, and tells the page where it waits for an answer. */
  #failed(error: unknown, question?: Question): void {
    this.#context.log.error(error instanceof Error ? error : String(error));
    if (question) this.#session?.tell({ type: 'failed', question, reason: unreadable(error) });
  }

  #closeComposer(): void {
    void this.#composer?.then((composer) => {
      composer.dispose();
    });
    this.#composer = undefined;
  }

  #begin(panel: vscode.WebviewPanel, timeZone: string): Session {
    const { library } = this.#context;
    const { webview } = panel;
    const addressOf = (path: string) => webview.asWebviewUri(vscode.Uri.file(path)).toString();
    return new Session(
      {
        library,
        announcementOf,
        labelOf,
        look: (records) => this.#thumbnails.look(records),
        onError: (error) => {
          this.#failed(error);
        },
        post: (message) => {
          // A panel closed meanwhile has nobody to tell.
          if (this.#panel === panel) void webview.postMessage(message);
        },
        viewOf: (record) =>
          viewOf(
            record,
            (image) => ({
              src: addressOf(library.pathOf(record.id, image)),
              hasThumbnails: this.#thumbnails.has(record.id, image),
              thumbnails: {
                256: addressOf(library.thumbnailPathOf(record.id, image, 256)),
                512: addressOf(library.thumbnailPathOf(record.id, image, 512)),
              },
            }),
            Date.now(),
          ),
      },
      timeZone,
    );
  }
}

/**
 * The tabs that show a gallery. Where this extension host has none, they are those of one that died:
 * VS Code leaves them standing, but nobody hears them any more.
 */
function galleryTabs(): vscode.Tab[] {
  return (
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      // VS Code puts a prefix of its own before the type.
      .filter(
        ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType),
      )
  );
}
