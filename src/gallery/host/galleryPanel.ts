import * as vscode from 'vscode';
import { DisposableSlot } from '../../host/disposableSlot.ts';
import { setPanelTitle } from '../../host/ui/panels.ts';
import { findPanelTabs } from '../../host/ui/panelTabs.ts';
import type { GenerationRequest } from '../../jimeng/index.ts';
import type { ComposerContent } from '../protocol/composer.ts';
import type { HostEvent } from '../protocol/events.ts';
import { galleryViewType } from '../protocol/vocabulary.ts';
import { ComposerDraft } from './composer/composerDraft.ts';
import type { GalleryContext, UserActions } from './context.ts';
import type { GalleryWebview } from './galleryWebview.ts';
import { findColumn } from './panel/findColumn.ts';
import { lockGroupOf } from './panel/groupLock.ts';

/** The gallery's panel: at most one, created when it is first shown, and restored after a reload. */
export class GalleryPanel implements vscode.Disposable {
  readonly #context: GalleryContext;
  readonly #draft: ComposerDraft;
  #userActions: UserActions | undefined;
  /** Whether another gallery has the panel, or the extension is deactivated. */
  #isEnded = false;
  readonly #panel = new DisposableSlot<vscode.WebviewPanel>();
  /** The webview of the panel, once its code has loaded. */
  readonly #galleryWebview = new DisposableSlot<GalleryWebview>();
  readonly #didChangeVisibility = new vscode.EventEmitter<void>();
  /** Fires when the gallery may have been shown or hidden. */
  readonly onDidChangeVisibility = this.#didChangeVisibility.event;

  constructor(context: GalleryContext) {
    this.#context = context;
    const { memento } = context.composerServices;
    this.#draft = new ComposerDraft(memento, (error) => {
      context.log.error(error);
    });
  }

  get isVisible(): boolean {
    return this.#panel.value?.visible ?? false;
  }

  /** The ids of the selected generations. */
  get selection(): readonly string[] {
    return this.#galleryWebview.value?.selection ?? [];
  }

  /** Sets the handlers of what the user does with images. The commands do so before a panel is created. */
  setUserActions(userActions: UserActions): void {
    this.#userActions = userActions;
  }

  /** Fills the composer with an earlier request, so that the user can edit it. */
  editRequest(request: GenerationRequest): void {
    this.show({ focus: true });
    this.#galleryWebview.value?.editRequest(request);
  }

  /** Empties the composer if its draft is this request, which has been submitted. */
  discardDraft(request: GenerationRequest): void {
    this.#draft.discard(request);
  }

  /** Adds reference images to the composer. */
  addReferences(content: Pick<ComposerContent, 'imageUrls'>): void {
    this.show({ focus: true });
    this.#galleryWebview.value?.post({ type: 'fillComposer', ...content });
  }

  /** Fills the composer with a prompt, in a page that is shown for it if there is none. */
  composePrompt(prompt: string): void {
    this.#draft.offer({ prompt });
    this.show({ focus: true });
    this.#galleryWebview.value?.fillOffered();
  }

  /** Lets the user write a prompt in the composer. */
  focusComposer(): void {
    this.show({ focus: true });
    this.#galleryWebview.value?.post({ type: 'focusComposer' });
  }

  /** Shows the list of keyboard shortcuts. */
  showKeys(): void {
    this.#galleryWebview.value?.post({ type: 'showKeys' });
  }

  /** Shows or hides the prompts below the images. */
  showPrompts(areShown: boolean): void {
    this.#galleryWebview.value?.post({ type: 'showPrompts', areShown });
  }

  /** Copies an image file to the clipboard. Only the page can do that, and only while it has the focus. */
  copyImage(path: string): void {
    this.#panel.value?.reveal(undefined, false);
    void this.#galleryWebview.value?.copyImage(path);
  }

  /** Enlarges an image, shows the details of a generation, or compares two generations in the page. */
  showInPage(event: Extract<HostEvent, { type: 'enlarge' | 'showDetails' | 'compare' }>): void {
    this.#galleryWebview.value?.post(event);
  }

  /** Shows the gallery: where it is, or next to what the user is in. */
  show({ focus }: { focus: boolean }): void {
    // It would close the panel of the other gallery as an orphan.
    if (this.#isEnded) return;
    if (this.#panel.value) {
      revealPanel(this.#panel.value, focus);
      return;
    }
    // As this extension host has none, they belong to one that has ended.
    const orphanedTabs = findPanelTabs(galleryViewType);
    const viewColumn =
      orphanedTabs[0]?.group.viewColumn ??
      findColumn(vscode.window.tabGroups.all) ??
      vscode.ViewColumn.Beside;
    const showOptions = { viewColumn, preserveFocus: !focus };
    const title = vscode.l10n.t('Jimeng Gallery');
    void this.adopt(vscode.window.createWebviewPanel(galleryViewType, title, showOptions));
    void vscode.window.tabGroups.close(orphanedTabs, true);
  }

  /** Replaces a gallery of an extension host that has ended, if there is one. */
  replaceOrphan(): void {
    const tabs = findPanelTabs(galleryViewType);
    if (this.#panel.value || tabs.length === 0) return;
    this.show({ focus: tabs.some(({ isActive, group }) => isActive && group.isActive) });
  }

  /**
   * Makes a panel the gallery: a new one, or one that VS Code restores after a reload. Closes it if the gallery has
   * been opened in the meantime: that has taken the place of the tab.
   */
  async adopt(panel: vscode.WebviewPanel): Promise<void> {
    const { extensionUri, log } = this.#context;
    if (this.#panel.value) {
      panel.dispose();
      return;
    }
    this.#panel.value = panel;
    setPanelTitle(panel, vscode.l10n.t('Jimeng Gallery'));
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'gallery-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'gallery-dark.svg'),
    };
    lockGroupOf(panel);
    panel.onDidDispose(() => {
      if (this.#panel.value !== panel) return;
      this.#panel.value = undefined;
      this.#galleryWebview.value = undefined;
      this.#didChangeVisibility.fire();
    });
    panel.onDidChangeViewState(() => {
      this.#didChangeVisibility.fire();
    });
    this.#didChangeVisibility.fire();
    try {
      const { GalleryWebview } = await import('./galleryWebview.ts');
      // The panel may have been closed in the meantime.
      if (this.#panel.value !== panel) return;
      if (!this.#userActions) throw new Error('The gallery was shown before its actions were set.');
      this.#galleryWebview.value = new GalleryWebview(
        panel,
        this.#context,
        this.#draft,
        this.#userActions,
      );
    } catch (error) {
      log.error(error);
    }
  }

  /** Gives the panel to another gallery, whose library is in another folder. */
  release(): vscode.WebviewPanel | undefined {
    const panel = this.#panel.value;
    this.#isEnded = true;
    this.#panel.release();
    this.#galleryWebview.value = undefined;
    return panel;
  }

  /** Does not close the panel, which VS Code restores after a reload. */
  dispose(): void {
    this.#isEnded = true;
    this.#galleryWebview.dispose();
    this.#didChangeVisibility.dispose();
  }
}

/**
 * Shows a panel where it is. Without the focus, it does not cover the document that the user is in; the notifications
 * lead to it.
 */
function revealPanel(panel: vscode.WebviewPanel, focus: boolean): void {
  // Editors of comparisons and cells have no column.
  const { viewColumn } = vscode.window.tabGroups.activeTabGroup;
  const isBehindDocument = isInDocument() && !panel.visible && panel.viewColumn === viewColumn;
  if (focus || !(panel.visible || isBehindDocument)) panel.reveal(undefined, !focus);
}

/** Whether the user is in a document. A cell of a notebook that is not being edited has no text editor. */
function isInDocument(): boolean {
  const { activeTextEditor, activeNotebookEditor } = vscode.window;
  return (activeTextEditor ?? activeNotebookEditor) !== undefined;
}
