import { render } from 'lit';
import { unpackDays } from '../../protocol/packedDays.ts';
import type {
  Facets,
  FromPageMessage,
  PageStrings,
  Query,
  ToPageMessage,
} from '../../protocol/messages.ts';
import type { Composer } from '../composer/composer.ts';
import { contentTemplate } from './content.ts';
import { Grid } from '../grid/grid.ts';
import { parseSavedState } from './savedState.ts';
import { showKeyHelp } from '../toolbar/keyHelpDialog.ts';
import { ListingCache } from '../grid/listingCache.ts';
import { Overlay } from '../viewer/overlay.ts';
import type { WebviewState } from '../ui/webviewState.ts';
import { noticeTemplate } from '../toolbar/notice.ts';
import type { PageElements } from '../ui/pageElements.ts';
import { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import type { HostConnection } from './hostConnection.ts';
import { Selection } from '../grid/selection.ts';
import { toolbarTemplate } from '../toolbar/toolbar.ts';
import { ListingWindow } from '../grid/listingWindow.ts';

export interface GalleryAppContext {
  readonly strings: PageStrings;
  readonly connection: HostConnection;
  readonly webviewState: WebviewState;
  readonly elements: PageElements;
  readonly composer: Composer;
}

/** What is sought, found and chosen, and how it is drawn. What happens comes from `receive` and `cards`. */
export class GalleryApp {
  readonly listingCache = new ListingCache();
  readonly thumbnails: ThumbnailCache;
  readonly grid: Grid;
  readonly overlay: Overlay;
  readonly selection: Selection;
  readonly elements: PageElements;
  readonly post: (message: FromPageMessage) => void;
  readonly #context: GalleryAppContext;
  readonly #listingWindow: ListingWindow;
  #query: Query;
  #cellWidth: number;
  facets: Facets | undefined;
  /** Where the keyboard goes as soon as its card is there. */
  isFocusPending = false;
  #isDrawScheduled = false;
  /** Whether the listing that comes next is of another query, to be begun at its top. */
  #isNewQuery = true;
  /** Where the page was scrolled to, until its listing is there. */
  #pendingScrollTop: number | undefined;

  constructor(context: GalleryAppContext) {
    const { strings, connection, webviewState, elements } = context;
    const { post } = connection;
    const onChange = () => {
      this.scheduleDraw();
    };
    const saved = parseSavedState(webviewState.fields);
    this.#context = context;
    this.#query = saved.query;
    this.#cellWidth = saved.cellWidth;
    this.#pendingScrollTop = saved.scrollTop;
    this.post = post;
    this.elements = elements;
    this.selection = new Selection(saved.activePosition, saved.selectedIds);
    this.thumbnails = new ThumbnailCache(post, onChange);
    this.grid = new Grid({
      scroller: elements.gallery,
      getActivePosition: () => this.selection.activePosition,
      onChange,
    });
    this.grid.preferredCellWidth = saved.cellWidth;
    const { listingCache, grid, thumbnails } = this;
    const { main, gallery } = elements;
    this.overlay = new Overlay({
      main,
      gallery,
      strings,
      post,
      listingCache,
      grid,
      thumbnails,
      onChange,
    });
    this.#listingWindow = new ListingWindow({ post, listingCache, grid });
  }

  /** Asks for what the page begins with. */
  start(): void {
    this.post({ type: 'ready', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
    // Whoever hears of what is chosen is there from now on.
    this.saveState();
    this.#listingWindow.requestVisible(this.#query);
    this.scheduleDraw();
  }

  /** However much has changed, once for each frame. */
  scheduleDraw(): void {
    if (this.#isDrawScheduled) return;
    this.#isDrawScheduled = true;
    requestAnimationFrame(() => {
      this.#isDrawScheduled = false;
      this.#draw();
    });
  }

  /** Shows what another query finds. */
  showQuery(query: Query): void {
    this.#query = query;
    this.elements.gallery.scrollTop = 0;
    this.selection.activePosition = 0;
    this.#isNewQuery = true;
    this.#listingWindow.requestFromStart(query);
    this.saveAndDraw();
  }

  /** After what is chosen or where the keyboard is has changed. */
  saveAndDraw(): void {
    this.saveState();
    this.scheduleDraw();
  }

  /** With a state kept, VS Code brings the panel back after a reload. */
  saveState(): void {
    const { activePosition, ids } = this.selection;
    const selectedIds = [...ids];
    this.post({ type: 'selectionChanged', ids: selectedIds });
    const scrollTop = this.#pendingScrollTop ?? this.elements.gallery.scrollTop;
    const [query, cellWidth] = [this.#query, this.#cellWidth];
    this.#context.webviewState.update({ query, cellWidth, scrollTop, activePosition, selectedIds });
  }

  /** Shows another listing. */
  showListing(message: Extract<ToPageMessage, { type: 'listing' }>): void {
    const { version, total, unfilteredTotal, days } = message;
    const { listingCache, selection } = this;
    // What was sought begins at its top.
    const nearbyIds = this.#isNewQuery ? [] : listingCache.idsFrom(selection.activePosition);
    listingCache.replace({ version, total, unfilteredTotal, days: unpackDays(days) }, message);
    this.grid.show(listingCache.listing, this.#isNewQuery);
    this.#isNewQuery = false;
    this.#restoreActivePosition(nearbyIds);
  }

  /**
   * The keyboard stays at its card when that comes to stand elsewhere, and goes to its neighbour when it
   * is gone: a key must not reach another one that has taken its place.
   * @param nearbyIds ids of what stood there and near it, the best first
   */
  #restoreActivePosition(nearbyIds: readonly string[]): void {
    const { listingCache, selection } = this;
    const id = nearbyIds.find((candidate) => listingCache.positionOf(candidate) !== undefined);
    const position = id === undefined ? undefined : listingCache.positionOf(id);
    const target =
      position ?? Math.max(0, Math.min(selection.activePosition, listingCache.listing.total - 1));
    if (target === selection.activePosition) return;
    this.isFocusPending = this.elements.gallery.contains(document.activeElement);
    selection.moveActiveTo(target);
  }

  #setCellWidth(cellWidth: number): void {
    this.#cellWidth = cellWidth;
    this.grid.preferredCellWidth = cellWidth;
    this.saveAndDraw();
  }

  #draw(): void {
    const { gallery } = this.elements;
    const focusedId = document.activeElement?.closest('article')?.id;
    this.#render();
    this.overlay.draw();
    if (this.#pendingScrollTop !== undefined && this.listingCache.listing.version > 0) {
      gallery.scrollTop = this.#pendingScrollTop;
      this.#pendingScrollTop = undefined;
    }
    if (this.isFocusPending || document.activeElement === gallery) this.#focusActive();
    // A card whose pressed button is gone keeps the focus, so that the keyboard goes on from there;
    // one that is far out of sight leaves it to all of them until it is back.
    else if (focusedId && document.activeElement === document.body) {
      const card = document.getElementById(focusedId) ?? this.#findActiveCard();
      (card ?? gallery).focus({ preventScroll: true });
    }
    this.#listingWindow.requestVisible(this.#query);
  }

  #render(): void {
    const { strings, connection, composer } = this.#context;
    const { post, listingCache, grid, thumbnails, selection, overlay, facets, elements } = this;
    const { total, unfilteredTotal, version } = listingCache.listing;
    const query = this.#query;
    const search = (newQuery: Query) => {
      this.showQuery(newQuery);
    };
    const toolbar = toolbarTemplate({
      ...{ strings, query, total, unfilteredTotal, facets, search },
      selectedCount: selection.ids.size,
      cellWidth: this.#cellWidth,
      resize: (cellWidth) => {
        this.#setCellWidth(cellWidth);
      },
      showKeyHelp,
    });
    const failedRequest = connection.failed && {
      reason: connection.failed.reason,
      retry: () => {
        connection.retry();
        this.scheduleDraw();
      },
    };
    const content = contentTemplate({
      ...{
        strings,
        post,
        listingCache,
        grid,
        thumbnails,
        selection,
        composer,
        overlay,
        failedRequest,
        search,
      },
    });
    render(toolbar, elements.toolbar);
    render(noticeTemplate(version > 0 ? failedRequest : undefined, strings), elements.notice);
    render(content, elements.gallery);
  }

  #findActiveCard(): HTMLElement | null {
    return this.elements.gallery.querySelector<HTMLElement>(
      `[data-position="${this.selection.activePosition}"]`,
    );
  }

  #focusActive(): void {
    const card = this.#findActiveCard();
    if (!card) return;
    this.isFocusPending = false;
    card.focus({ preventScroll: true });
  }
}
