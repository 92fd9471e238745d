import { nothing, render } from 'lit/html.js';
import type { GenerationView } from '../../protocol/views.ts';
import type { ImageRef } from '../../protocol/vocabulary.ts';
import { findCardId, isFocusLost } from '../ui/focus.ts';
import { consumeEvent } from '../ui/keyEvents.ts';
import { DetailsPane } from './detailsPane.ts';
import { ReplacementGuard } from './replacementGuard.ts';
import { Viewer, type ViewerContext } from './viewer.ts';

/** What the overlay works with. */
export interface OverlayContext extends Omit<ViewerContext, 'detailsPane' | 'onReplaced'> {
  /** Lies under the viewer, and next to the details. */
  readonly main: HTMLElement;
  /** The region of the grid. */
  readonly gallery: HTMLElement;
}

/** Shows generations outside the grid: the viewer with one image or two compared, and the details. */
export class Overlay {
  readonly #context: OverlayContext;
  readonly #detailsPane: DetailsPane;
  readonly #viewer: Viewer;
  readonly #guard = new ReplacementGuard();
  readonly #detailsContainer = document.createElement('div');
  readonly #viewerContainer = document.createElement('div');
  /** The version of the listing when it was last drawn. */
  #drawnVersion = 0;
  /** What the viewer showed when it was last drawn. */
  #shownView: 'closed' | 'image' | 'compare' = 'closed';
  /** The card that gets the focus when the viewer or the details are closed. */
  #returnCardId: string | undefined;
  /** Whether that card has to get the focus as soon as it is in the document. */
  #isFocusReturnPending = false;

  constructor(context: OverlayContext) {
    this.#context = context;
    const { main, gallery } = context;
    this.#detailsPane = new DetailsPane({
      ...context,
      getPlace: () => (this.#viewer.isOpen ? 'viewer' : 'grid'),
      onClose: () => {
        if (this.#viewer.isOpen) this.#focusViewer();
        else this.#isFocusReturnPending = true;
      },
    });
    this.#viewer = new Viewer({
      ...context,
      detailsPane: this.#detailsPane,
      onReplaced: () => {
        this.#guard.start();
      },
    });
    const guard = (event: Event) => {
      if (this.#guard.isActive) consumeEvent(event);
    };
    document.addEventListener('click', guard, { capture: true });
    this.#detailsContainer.className = 'details-container';
    main.after(this.#detailsContainer, this.#viewerContainer);
    gallery.addEventListener('focusin', (event) => {
      const id = findCardId(event.target);
      if (id === undefined) return;
      if (this.#detailsPane.isOpen) this.#returnCardId = id;
      this.#detailsPane.follow(id);
    });
  }

  openViewer(image: ImageRef): void {
    this.#returnCardId = image.id;
    this.#viewer.open(image);
  }

  /** Compares two images in one frame. */
  compare(left: ImageRef, right: ImageRef): void {
    this.#returnCardId = findCardId(document.activeElement) ?? left.id;
    this.#viewer.openCompare(left, right);
  }

  /** Opens the details of a generation, unless they are open. */
  showDetails(id: string): void {
    if (!this.#viewer.isOpen) this.#returnCardId = id;
    this.#detailsPane.show(id);
  }

  /** Opens the details of a generation, or closes the details. */
  toggleDetails(id: string): void {
    this.#returnCardId = id;
    this.#detailsPane.toggle(id);
  }

  /** Called when a generation has changed. */
  update(generation: GenerationView): void {
    this.#detailsPane.update(generation);
  }

  /** Closes the viewer, as the composer, which is under it, gets the focus. */
  closeForComposer(): void {
    this.#returnCardId = undefined;
    this.#viewer.close();
    this.#context.main.inert = false;
  }

  draw(): void {
    const shownImage = this.#viewer.imageRef;
    this.#viewer.refresh();
    this.#guard.compare(shownImage, this.#viewer.imageRef);
    const { version } = this.#context.listingCache.listing;
    if (version !== this.#drawnVersion) this.#detailsPane.reload();
    this.#drawnVersion = version;
    this.#detailsPane.refresh();
    const { isOpen, isComparing, id } = this.#viewer;
    if (isOpen && !isComparing) this.#returnCardId = id;
    render(this.#viewer.template(), this.#viewerContainer);
    render(isOpen ? nothing : this.#detailsPane.template(), this.#detailsContainer);
    this.#context.main.inert = isOpen;
    const shownView = !isOpen ? 'closed' : isComparing ? 'compare' : 'image';
    const previousView = this.#shownView;
    this.#shownView = shownView;
    if (shownView === 'closed') {
      if (previousView !== 'closed') this.#isFocusReturnPending = true;
    } else if (shownView !== previousView || isFocusLost()) {
      // The button that had the focus may have disappeared with its image.
      this.#focusViewer();
    }
    if (this.#isFocusReturnPending) this.#returnFocus();
  }

  #focusViewer(): void {
    const target = this.#viewer.isComparing ? '[role="slider"]' : '[role="dialog"]';
    const element =
      this.#viewerContainer.querySelector<HTMLElement>(target) ??
      this.#viewerContainer.querySelector<HTMLElement>('[role="dialog"]');
    element?.focus();
  }

  /** Focuses the card, which may have to be scrolled into view first. */
  #returnFocus(): void {
    const { listingCache, grid } = this.#context;
    const card = document.getElementById(this.#returnCardId ?? '');
    const position = listingCache.positionOf(this.#returnCardId ?? '');
    if (position !== undefined) grid.scrollTo(position);
    card?.focus();
    this.#isFocusReturnPending = card === null && position !== undefined;
  }
}
