import type { Query } from '../../protocol/query.ts';
import type { Params } from '../../protocol/requests.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import type { Facets, GenerationView, ImageCounts, ListingUpdate } from '../../protocol/views.ts';
import { AttentionSection } from '../attention/attentionSection.ts';
import type { Composer } from '../composer/composer.ts';
import { Grid } from '../grid/grid.ts';
import { captionHeightPx } from '../grid/layout.ts';
import { ListingCache } from '../grid/listingCache.ts';
import { ListingWindow } from '../grid/listingWindow.ts';
import { RecentMoves } from '../grid/recentMoves.ts';
import { Selection } from '../grid/selection.ts';
import { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import { ThumbnailMaker } from '../thumbnails/thumbnailMaker.ts';
import { estimateFirstThumbnails } from '../thumbnails/thumbnailSides.ts';
import { areFiltersOpen } from '../toolbar/filterPopover.ts';
import { isFiltered } from '../toolbar/filters.ts';
import { describeImageCount } from '../toolbar/imageCount.ts';
import type { LibraryNotices } from '../notices/libraryNotice.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import type { PageElements } from '../ui/pageElements.ts';
import type { WebviewState } from '../ui/webviewState.ts';
import { Overlay } from '../viewer/overlay.ts';
import { Counts } from './counts.ts';
import { ListingUpdates } from './listingUpdates.ts';
import { PageFocus } from './pageFocus.ts';
import type { PartMoves } from './partMoves.ts';
import { renderPage } from './renderPage.ts';
import type { SetupPanel } from './setupPanel.ts';
import { parseSavedState } from './savedState.ts';
import { watchParts } from './watchParts.ts';

/** What the page is made of besides its grid and overlays. */
export interface GalleryAppContext {
  readonly strings: PageStrings;
  readonly connection: HostConnection;
  readonly webviewState: WebviewState;
  readonly elements: PageElements;
  readonly composer: Composer;
  readonly libraryNotices: LibraryNotices;
  readonly setup: SetupPanel;
}

/** The state of the page, and how it is drawn. */
export class GalleryApp {
  readonly listingCache = new ListingCache();
  readonly thumbnails: ThumbnailCache;
  readonly grid: Grid;
  readonly recentMoves = new RecentMoves();
  readonly overlay: Overlay;
  readonly focus: PageFocus;
  readonly selection: Selection;
  readonly elements: PageElements;
  readonly connection: HostConnection;
  readonly #context: GalleryAppContext;
  readonly #listingWindow: ListingWindow;
  readonly #updates: ListingUpdates;
  readonly #counts: Counts;
  readonly #attention: AttentionSection;
  readonly #partMoves: PartMoves;
  #query: Query;
  /** The height of rows that the user has chosen, in pixels. */
  #rowHeight: number | undefined;
  #arePromptsShown: boolean;
  #isDrawScheduled = false;
  /** The scroll position to restore when the first listing has been received. */
  #pendingScrollTop: number | undefined;

  constructor(context: GalleryAppContext) {
    const { connection, webviewState, elements } = context;
    const { scheduleDraw } = this;
    const getActivePosition = () => this.selection.activePosition;
    const saved = parseSavedState(webviewState.fields);
    this.#context = context;
    this.#query = saved.query;
    this.#rowHeight = saved.rowHeight;
    this.#arePromptsShown = saved.arePromptsShown ?? false;
    this.#pendingScrollTop = saved.scrollTop;
    this.connection = connection;
    this.#counts = new Counts({ connection, areFiltersOpen });
    this.elements = elements;
    this.selection = new Selection(saved.activePosition, saved.selectedIds);
    this.thumbnails = new ThumbnailCache({
      connection,
      createMaker: (onThumbnail) => new ThumbnailMaker(onThumbnail),
      onChange: scheduleDraw,
    });
    this.grid = new Grid({
      scroller: elements.gallery,
      getActivePosition,
      getRatio: (position) => this.listingCache.getRatio(position),
      onChange: scheduleDraw,
    });
    this.grid.rowHeight = saved.rowHeight;
    this.grid.captionHeight = this.#captionHeight;
    const { listingCache, grid, thumbnails } = this;
    const base = { ...context, ...elements, listingCache, grid, thumbnails };
    const parts = { ...base, scheduleDraw, onChange: scheduleDraw };
    this.overlay = new Overlay(parts);
    this.focus = new PageFocus({ ...parts, getActivePosition });
    this.#updates = new ListingUpdates({
      ...parts,
      selection: this.selection,
      recentMoves: this.recentMoves,
      onActiveMoved: () => {
        this.focus.isPending = elements.gallery.contains(document.activeElement);
      },
    });
    this.#attention = new AttentionSection({
      ...parts,
      element: elements.attention,
      showAll: () => {
        this.showQuery({ ...this.#query, state: ['failed'] });
      },
    });
    this.#partMoves = watchParts(elements, (deltaPx) => {
      this.grid.scrollBy(deltaPx);
    });
    this.#listingWindow = new ListingWindow({
      ...parts,
      requestItems: (params) => {
        this.#loadItems(params);
      },
      getFirstThumbnails: () => estimateFirstThumbnails(window, this.grid.preferredRowHeight),
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
    this.#updates.expectNewQuery();
    this.#listingWindow.requestFromStart(query);
    this.saveAndDraw();
  }

  /** Shows everything again. Without a search or filter, what is in view stays there. */
  clearQuery(): void {
    if (isFiltered(this.#query)) this.showQuery({ text: '' });
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
  readonly saveAndDraw = (): void => {
    this.saveState();
    this.scheduleDraw();
  };

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

  /** Called when a generation has changed. */
  updateGeneration(generation: GenerationView): void {
    this.#updates.receiveGeneration(generation);
    this.overlay.update(generation);
    this.scheduleDraw();
  }

  /** Called with requested items, and when the listing has changed. */
  updateListing(update: ListingUpdate): void {
    if (this.#updates.receive(update)) {
      this.#counts.images = update.listing?.imageCounts ?? this.#counts.images;
      this.#attention.receive(this.listingCache.listing.attention);
      if (update.selection) {
        this.selection.setIds(update.selection);
        this.saveState();
      }
    }
    this.connection.clearFailure('items');
    this.scheduleDraw();
  }

  /** Called when the values of the filters have changed. */
  setFacets(facets: Facets, imageCounts: ImageCounts | undefined): void {
    this.#counts.receiveFacets(facets);
    this.#counts.images = imageCounts ?? this.#counts.images;
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
      if (!update) return;
      this.thumbnails.add(update.thumbnails ?? [], update.items.items);
      this.updateListing(update);
    });
  }

  #draw(): void {
    const focusedId = this.focus.cardId;
    this.#render();
    this.#attention.draw();
    this.overlay.draw();
    this.grid.restoreScroll();
    if (this.#pendingScrollTop !== undefined && this.listingCache.listing.version > 0) {
      this.elements.gallery.scrollTop = this.#pendingScrollTop;
      this.#pendingScrollTop = undefined;
    }
    if (this.listingCache.listing.version > 0) this.#partMoves.start();
    this.focus.settle(focusedId);
    this.#listingWindow.requestVisible(this.#query);
    // After the first screen is complete: the host has to read all records for them.
    if (this.listingCache.listing.version > 0 && !this.thumbnails.isLoading)
      this.#counts.loadFacets(this.scheduleDraw);
  }

  #render(): void {
    const { strings, composer, libraryNotices, setup } = this.#context;
    const { connection, elements, listingCache, recentMoves, overlay, thumbnails } = this;
    composer.isGalleryEmpty = listingCache.listing.total === 0 && !isFiltered(this.#query);
    renderPage({
      strings,
      connection,
      elements,
      libraryNotices,
      setup,
      listingCache,
      recentMoves,
      overlay,
      thumbnails,
      grid: this.grid,
      selection: this.selection,
      query: this.#query,
      facets: this.#counts.listFacets(),
      onFiltersClosed: this.scheduleDraw,
      ...describeImageCount(this.#counts.images, this.#query, strings),
      arePromptsShown: this.#arePromptsShown,
      search: (query) => {
        this.showQuery(query);
      },
      resize: (rowHeight) => {
        this.#rowHeight = rowHeight;
        this.grid.rowHeight = rowHeight;
        this.saveAndDraw();
      },
      compare: (left, right) => {
        this.compare(left, right);
      },
      onCleared: this.saveAndDraw,
    });
  }
}
