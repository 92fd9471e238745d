import * as vscode from 'vscode';
import type { GenerationRequest } from '../../jimeng/index.ts';
import type { Library } from '../../library/library.ts';
import type { ComposerControllerContext } from './composerController.ts';
import type { GalleryWebview } from './galleryWebview.ts';
import type { GalleryAction } from '../protocol/messages.ts';
import { galleryViewType } from '../protocol/vocabulary.ts';

export interface GalleryContext {
  readonly extensionUri: vscode.Uri;
  readonly library: Library;
  /** The library's folder: the only place pictures are shown from. */
  readonly libraryUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** What its composer works with. */
  readonly composerServices: Omit<ComposerControllerContext, 'library' | 'log' | 'post'>;
}

/** The gallery's panel: at most one, made when it is first shown, brought back after a reload. */
export class GalleryPanel implements vscode.Disposable {
  readonly #context: GalleryContext;
  readonly #disposables: { dispose(): unknown }[];
  readonly #actionEmitter = new vscode.EventEmitter<GalleryAction>();
  #panel: vscode.WebviewPanel | undefined;
  /** The other end of the panel's page, once that has loaded. */
  #galleryWebview: GalleryWebview | undefined;

  /** Fires with what the user does in the gallery. */
  readonly onDidRequestAction = this.#actionEmitter.event;

  constructor(context: GalleryContext) {
    this.#context = context;
    this.#disposables = [this.#actionEmitter];
  }

  get isVisible(): boolean {
    return this.#panel?.visible ?? false;
  }

  /** Ids of the generations that are selected there. */
  get selection(): readonly string[] {
    return this.#galleryWebview?.selection ?? [];
  }

  /** Puts what was asked for once into the composer, to be asked for in other words. */
  editRequest(request: GenerationRequest): void {
    this.show({ focus: true });
    this.#galleryWebview?.editRequest(request);
  }

  /** Puts reference pictures into the composer, beside what is there. */
  addReferences(draft: { readonly imageUrls: readonly string[] }): void {
    this.show({ focus: true });
    this.#galleryWebview?.post({ type: 'fillComposer', ...draft });
  }

  /** Puts a picture into the clipboard, which only the page can do, and only while it has the focus. */
  copyImage(path: string): void {
    this.#panel?.reveal(undefined, false);
    this.#galleryWebview?.copyImage(path);
  }

  /** Shows the gallery beside the text. Takes the focus only when asked to. */
  show({ focus }: { focus: boolean }): void {
    if (this.#panel) {
      this.#revealPanel(this.#panel, focus);
      return;
    }
    const viewColumn = vscode.window.activeTextEditor
      ? vscode.ViewColumn.Beside
      : vscode.ViewColumn.Active;
    const showOptions = { viewColumn, preserveFocus: !focus };
    const orphanedTabs = findGalleryTabs();
    const title = vscode.l10n.t('Jimeng Gallery');
    void this.adopt(vscode.window.createWebviewPanel(galleryViewType, title, showOptions));
    void vscode.window.tabGroups.close(orphanedTabs, true);
  }

  dispose(): void {
    this.#galleryWebview?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #revealPanel(panel: vscode.WebviewPanel, focus: boolean): void {
    // In the text's own column it would cover the text, and take the focus with it.
    const isOverEditor = panel.viewColumn === vscode.window.activeTextEditor?.viewColumn;
    if (isOverEditor && !focus) panel.reveal(vscode.ViewColumn.Beside, true);
    else if (focus || !panel.visible) panel.reveal(undefined, !focus);
  }

  /** Makes a panel the gallery: a new one, or one that VS Code restores after a reload. */
  async adopt(panel: vscode.WebviewPanel): Promise<void> {
    const { extensionUri, libraryUri, log } = this.#context;
    // One that a reload brings back may find another already open.
    this.#panel?.dispose();
    this.#panel = panel;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'gallery-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'gallery-dark.svg'),
    };
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      this.#galleryWebview?.dispose();
      this.#galleryWebview = undefined;
    });
    try {
      const { GalleryWebview } = await import('./galleryWebview.ts');
      // It may have been closed meanwhile.
      if (this.#panel !== panel) return;
      this.#galleryWebview = new GalleryWebview(panel, {
        ...this.#context,
        assetsUri: vscode.Uri.joinPath(extensionUri, 'dist'),
        imagesUri: libraryUri,
        onAction: (action) => {
          this.#actionEmitter.fire(action);
        },
      });
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
    }
  }
}

/**
 * The tabs that show a gallery. Where this extension host has none, they are those of one that died:
 * VS Code leaves them standing, but nobody hears them any more.
 */
function findGalleryTabs(): vscode.Tab[] {
  return (
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      // VS Code puts a prefix of its own before the type.
      .filter(
        ({ input }) =>
          input instanceof vscode.TabInputWebview && input.viewType.endsWith(galleryViewType),
      )
  );
}
