import { render } from 'lit/html.js';
import type { Query } from '../../protocol/query.ts';
import type { Params } from '../../protocol/requests.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import type { Facets, ImageCounts, Listing, ListingUpdate } from '../../protocol/views.ts';
import type { Composer } from '../composer/composer.ts';
import { Grid } from '../grid/grid.ts';
import { captionHeightPx } from '../grid/layout.ts';
import { ListingCache } from '../grid/listingCache.ts';
import { ListingWindow } from '../grid/listingWindow.ts';
import { Selection } from '../grid/selection.ts';
import { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import { ThumbnailMaker } from '../thumbnails/thumbnailMaker.ts';
import { formatImageCount } from '../toolbar/imageCount.ts';
import { noticeTemplate } from '../toolbar/notice.ts';
import { toolbarTemplate } from '../toolbar/toolbar.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import type { PageElements } from '../ui/pageElements.ts';
import type { WebviewState } from '../ui/webviewState.ts';
import { Overlay } from '../viewer/overlay.ts';
import { contentTemplate } from './content.ts';
import { parseSavedState } from './savedState.ts';
import { createToolbarContext } from './toolbarContext.ts';

/** What the page is made of besides its grid and overlays. */
export interface GalleryAppContext {
  readonly strings: PageStrings;
  readonly connection: HostConnection;
  readonly webviewState: WebviewState;
  readonly elements: PageElements;
  readonly composer: Composer;
}

/** The state of the page, and how it is drawn. */
export class GalleryApp {
  readonly listingCache = new ListingCache();
  readonly thumbnails: ThumbnailCache;
  readonly grid: Grid;
  readonly overlay: Overlay;
  readonly selection: Selection;
  readonly elements: PageElements;
  readonly connection: HostConnection;
  readonly #context: GalleryAppContext;
  readonly #listingWindow: ListingWindow;
  #query: Query;
  /** The height of rows that the user has chosen, in pixels. */
  #rowHeight: number | undefined;
  #arePromptsShown: boolean;
  #facets: Facets | undefined;
  /** Of the current query. */
  #imageCounts: ImageCounts | undefined;
  #areFacetsRequested = false;
  /** Whether the active card gets the focus as soon as it is in the document. */
  isFocusPending = false;
  #isDrawScheduled = false;
  /** Whether the next listing is of another query, and therefore shown from its top. */
  #isNewQuery = true;
  /** The scroll position to restore when the first listing has been received. */
  #pendingScrollTop: number | undefined;

  constructor(context: GalleryAppContext) {
    const { strings, connection, webviewState, elements } = context;
    const saved = parseSavedState(webviewState.fields);
    this.#context = context;
    this.#query = saved.query;
    this.#rowHeight = saved.rowHeight;
    this.#arePromptsShown = saved.arePromptsShown ?? false;
    this.#pendingScrollTop = saved.scrollTop;
    this.connection = connection;
    this.elements = elements;
    this.selection = new Selection(saved.activePosition, saved.selectedIds);
    this.thumbnails = new ThumbnailCache({
      connection,
      createMaker: (onThumbnail) => new ThumbnailMaker(onThumbnail),
      onChange: this.scheduleDraw,
    });
    this.grid = new Grid({
      scroller: elements.gallery,
      getActivePosition: () => this.selection.activePosition,
      getRatio: (position) => this.listingCache.getRatio(position),
      onChange: this.scheduleDraw,
    });
    this.grid.rowHeight = saved.rowHeight;
    this.grid.captionHeight = this.#captionHeight;
    const { listingCache, grid, thumbnails } = this;
    const { main, gallery } = elements;
    this.overlay = new Overlay({
      main,
      gallery,
      strings,
      connection,
      listingCache,
      grid,
      thumbnails,
      onChange: this.scheduleDraw,
    });
    this.#listingWindow = new ListingWindow({
      listingCache,
      grid,
      requestItems: (params) => {
        this.#loadItems(params);
      },
    });
  }

  /** Requests the first generations. */
  start(): void {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    this.connection.notify('ready', { timeZone });
    // 'ready' has created the host's session, which can now receive the selection.
    this.saveState();
    this.#listingWindow.requestVisible(this.#query);
    this.scheduleDraw();
  }

  /** Draws everything, once per frame. */
  readonly scheduleDraw = (): void => {
    if (this.#isDrawScheduled) return;
    this.#isDrawScheduled = true;
    requestAnimationFrame(() => {
      this.#isDrawScheduled = false;
      this.#draw();
    });
  };

  /** Shows the results of another query. */
  showQuery(query: Query): void {
    this.#query = query;
    this.elements.gallery.scrollTop = 0;
    this.selection.activePosition = 0;
    this.#isNewQuery = true;
    this.#listingWindow.requestFromStart(query);
    this.saveAndDraw();
  }

  /** Selects the generations of a range, and no others. */
  selectRange(range: Params<'getIds'>): void {
    this.connection.attempt('selection', async () => {
      const { version, ids } = await this.connection.request('getIds', range);
      if (version !== this.listingCache.listing.version) return;
      this.selection.setIds(ids);
      this.saveAndDraw();
    });
  }

  /** Called when the selection or the active card has changed. */
  saveAndDraw(): void {
    this.saveState();
    this.scheduleDraw();
  }

  /** Saves the state for a reload. VS Code restores only panels that have one. */
  saveState(): void {
    const { activePosition, ids } = this.selection;
    const selectedIds = [...ids];
    this.connection.notify('selectionChanged', { ids: selectedIds });
    this.#context.webviewState.update({
      query: this.#query,
      ...(this.#rowHeight !== undefined && { rowHeight: this.#rowHeight }),
      arePromptsShown: this.#arePromptsShown,
      scrollTop: this.#pendingScrollTop ?? this.elements.gallery.scrollTop,
      activePosition,
      selectedIds,
    });
  }

  /** Called with requested items, and when the listing has changed. */
  updateListing({ listing, items, selection }: ListingUpdate): void {
    if (!listing) {
      if (this.listingCache.add(items)) this.grid.refresh();
    }
    // The response to a request may arrive after the event that a newer listing has caused.
    else if (listing.version > this.listingCache.listing.version) {
      this.#showListing(listing, items);
      this.elements.gallery.setAttribute('aria-busy', 'false');
      if (selection) {
        this.selection.setIds(selection);
        this.saveState();
      }
    }
    this.connection.clearFailure('items');
    this.scheduleDraw();
  }

  /** Called when the values of the filters have changed. */
  setFacets(facets: Facets, imageCounts = this.#imageCounts): void {
    this.#facets = facets;
    this.#imageCounts = imageCounts;
    this.scheduleDraw();
  }

  /** Shows or hides the prompts below the images. */
  showPrompts(areShown: boolean): void {
    this.#arePromptsShown = areShown;
    this.grid.captionHeight = this.#captionHeight;
    this.saveAndDraw();
  }

  /** Compares the first images of two generations. */
  compare(left: string, right: string): void {
    this.overlay.compare({ id: left, image: 0 }, { id: right, image: 0 });
  }

  get #captionHeight(): number {
    return this.#arePromptsShown ? captionHeightPx : 0;
  }

  #loadItems(params: Params<'getItems'>): void {
    this.connection.attempt('items', async () => {
      const update = await this.connection.request('getItems', params);
      if (update) this.updateListing(update);
    });
  }

  /** Once, after the first screen is complete: the host has to read all records for them. */
  #loadFacets(): void {
    const isScreenComplete = this.listingCache.listing.version > 0 && !this.thumbnails.isLoading;
    if (this.#areFacetsRequested || !isScreenComplete) return;
    this.#areFacetsRequested = true;
    this.connection.attempt('facets', async () => {
      this.setFacets(await this.connection.request('getFacets', {}));
    });
  }

  #showListing(listing: Listing, items: ListingUpdate['items']): void {
    const { listingCache, selection, grid } = this;
    // The results of a new query are shown from the top.
    const isNewQuery = this.#isNewQuery;
    const nearbyIds = isNewQuery ? [] : listingCache.idsFrom(selection.activePosition);
    const anchor = isNewQuery ? undefined : grid.anchor;
    const anchorIds = anchor ? listingCache.idsFrom(anchor.position) : [];
    const rowStartIds = isNewQuery
      ? []
      : grid.rowStarts.map((position) => listingCache.at(position)?.id);
    listingCache.replace(listing, items);
    this.#imageCounts = listing.imageCounts ?? this.#imageCounts;
    const positionOf = (id: string | undefined) =>
      id === undefined ? undefined : listingCache.positionOf(id);
    const anchorPosition = anchorIds.map(positionOf).find((position) => position !== undefined);
    grid.show(listing, {
      isNewQuery,
      rowStarts: new Set(rowStartIds.flatMap((id) => positionOf(id) ?? [])),
      anchor:
        anchor && anchorPosition !== undefined
          ? { ...anchor, position: anchorPosition }
          : undefined,
    });
    this.#isNewQuery = false;
    this.#restoreActivePosition(nearbyIds);
  }

  /**
   * Keeps the same card active when its position changes, or its neighbor when it is gone, so that a key
   * does not apply to another card that has taken its position.
   * @param nearbyIds the ids of the active card and of those near it, the nearest first
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

  #setRowHeight(rowHeight: number): void {
    this.#rowHeight = rowHeight;
    this.grid.rowHeight = rowHeight;
    this.saveAndDraw();
  }

  #draw(): void {
    const { gallery } = this.elements;
    const focusedId = document.activeElement?.closest('article')?.id;
    this.#render();
    this.overlay.draw();
    this.grid.restoreScroll();
    if (this.#pendingScrollTop !== undefined && this.listingCache.listing.version > 0) {
      gallery.scrollTop = this.#pendingScrollTop;
      this.#pendingScrollTop = undefined;
    }
    if (this.isFocusPending || document.activeElement === gallery) this.#focusActive();
    // If the focused button disappeared, focus its card; if that is scrolled away, focus the grid.
    else if (focusedId && document.activeElement === document.body) {
      const card = document.getElementById(focusedId) ?? this.#findActiveCard();
      (card ?? gallery).focus({ preventScroll: true });
    }
    this.#listingWindow.requestVisible(this.#query);
    this.#loadFacets();
  }

  #render(): void {
    const { strings, composer } = this.#context;
    const { connection, listingCache, grid, thumbnails, selection, overlay, elements } = this;
    const { total, version } = listingCache.listing;
    const hadToolbarFocus = elements.toolbar.contains(document.activeElement);
    const countText = formatImageCount(this.#imageCounts, this.#query, strings);
    const search = (query: Query) => {
      this.showQuery(query);
    };
    const toolbarContext = createToolbarContext({
      strings,
      connection,
      listingCache,
      grid,
      selection,
      query: this.#query,
      countText,
      facets: this.#facets,
      arePromptsShown: this.#arePromptsShown,
      search,
      resize: (rowHeight) => {
        this.#setRowHeight(rowHeight);
      },
      compare: (left, right) => {
        this.compare(left, right);
      },
      onCleared: () => {
        this.saveAndDraw();
      },
    });
    const content = contentTemplate({
      strings,
      connection,
      listingCache,
      grid,
      thumbnails,
      selection,
      composer,
      overlay,
      countText,
      arePromptsShown: this.#arePromptsShown,
      search,
    });
    if (connection.failure) elements.gallery.setAttribute('aria-busy', 'false');
    render(toolbarTemplate(toolbarContext), elements.toolbar);
    // A bar that disappears leaves the focus to the images, if there are any.
    const isFocusLost = hadToolbarFocus && document.activeElement === document.body;
    if (isFocusLost && total > 0) this.isFocusPending = true;
    render(noticeTemplate(version > 0 ? connection.failure : undefined, strings), elements.notice);
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
