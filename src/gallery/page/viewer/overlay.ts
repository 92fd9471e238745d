import { nothing, render } from 'lit';
import type { ToPageMessage } from '../../protocol/messages.ts';
import type { OverlayHost } from '../grid/cardOverlay.ts';
import { DetailsPane } from './detailsPane.ts';
import type { ImageRef } from './frame.ts';
import { Viewer, type ViewerContext } from './viewer.ts';

export interface OverlayContext extends Omit<ViewerContext, 'detailsPane'> {
  /** What the large view lies over, and at whose side the details stand. */
  readonly main: HTMLElement;
  /** The grid's own region. */
  readonly gallery: HTMLElement;
}

/** Closer looks at what the grid shows: the large view, two compared, and the details. */
export class Overlay implements OverlayHost {
  readonly #context: OverlayContext;
  readonly #detailsPane: DetailsPane;
  readonly #viewer: Viewer;
  readonly #detailsContainer = document.createElement('div');
  readonly #viewerContainer = document.createElement('div');
  /** What the viewer showed when it was last drawn. */
  #shownView: 'closed' | 'image' | 'compare' = 'closed';
  /** The card to go back to, for as long as the viewer is open and until the card is there again. */
  #returnCardId: string | undefined;
  #isFocusReturnPending = false;

  constructor(context: OverlayContext) {
    this.#context = context;
    const { main, gallery } = context;
    this.#detailsPane = new DetailsPane({
      ...context,
      onClose: () => {
        if (this.#viewer.isOpen) this.#focusViewer();
        else this.#isFocusReturnPending = true;
      },
    });
    this.#viewer = new Viewer({ ...context, detailsPane: this.#detailsPane });
    this.#detailsContainer.className = 'details-container';
    main.after(this.#detailsContainer, this.#viewerContainer);
    gallery.addEventListener('keydown', (event) => {
      if (this.#handleKey(event)) event.preventDefault();
    });
    gallery.addEventListener('focusin', (event) => {
      const id = findCardId(event.target);
      if (id !== undefined && this.#detailsPane.isOpen) this.showDetails(id);
    });
  }

  openViewer(image: ImageRef): void {
    this.#returnCardId = image.id;
    this.#viewer.open(image);
  }

  /** Shows two pictures in one frame, with a divider between them. */
  compare(left: ImageRef, right: ImageRef): void {
    this.#returnCardId = findCardId(document.activeElement) ?? left.id;
    this.#viewer.openCompare(left, right);
  }

  showDetails(id: string): void {
    this.#returnCardId = id;
    this.#detailsPane.show(id);
  }

  receive(message: ToPageMessage): void {
    if (message.type === 'fillComposer') this.#closeForComposer();
    this.#detailsPane.receive(message);
    this.#viewer.receive(message);
  }

  draw(): void {
    this.#viewer.refresh();
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
    } else if (shownView !== previousView || document.activeElement === document.body) {
      // Also where the button that had the focus is gone with its picture.
      this.#focusViewer();
    }
    if (this.#isFocusReturnPending) this.#returnFocus();
  }

  /** What is composed is composed in the grid's own window, and takes the focus there. */
  #closeForComposer(): void {
    this.#returnCardId = undefined;
    this.#viewer.close();
    this.#context.main.inert = false;
  }

  #handleKey({ key, target, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const id = findCardId(target);
    if (id === undefined || ctrlKey || altKey || metaKey || shiftKey) return false;
    if (key === 'i') {
      if (this.#detailsPane.isOpen) this.#detailsPane.close();
      else this.showDetails(id);
      return true;
    }
    const element = target as HTMLElement;
    const isCard = element.localName === 'article';
    if (key === 'Enter' && isCard) return this.#openCard(id);
    if (key !== ' ' || !(isCard || element.matches('.image-button'))) return false;
    this.openViewer({ id, image: Number(element.dataset['image'] ?? 0) });
    return true;
  }

  /** A set opens here, one picture in the editor. */
  #openCard(id: string): boolean {
    const { listingCache, post } = this.#context;
    const position = listingCache.positionOf(id);
    const count =
      (position === undefined ? undefined : listingCache.at(position))?.images.length ?? 0;
    if (count > 1) this.openViewer({ id, image: 0 });
    else if (count === 1)
      post({ type: 'performAction', action: 'open', targets: [{ id, image: 0 }] });
    return count > 0;
  }

  #focusViewer(): void {
    const target = this.#viewer.isComparing ? '[role="slider"]' : '[role="dialog"]';
    const element =
      this.#viewerContainer.querySelector<HTMLElement>(target) ??
      this.#viewerContainer.querySelector<HTMLElement>('[role="dialog"]');
    element?.focus();
  }

  /** Puts the focus on the card, which may first have to come back into the document. */
  #returnFocus(): void {
    const { listingCache, grid } = this.#context;
    const card = document.getElementById(this.#returnCardId ?? '');
    const position = listingCache.positionOf(this.#returnCardId ?? '');
    if (position !== undefined) grid.scrollTo(position);
    card?.focus();
    this.#isFocusReturnPending = card === null && position !== undefined;
  }
}

/** The generation whose card that is in. */
function findCardId(element: EventTarget | null): string | undefined {
  return element instanceof Element ? element.closest('article')?.id : undefined;
}
