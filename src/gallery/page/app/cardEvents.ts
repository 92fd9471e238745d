import { getTargetPosition } from '../grid/gridNavigation.ts';
import { findCard, type Card } from '../grid/findCard.ts';
import { getKeyTargets } from '../grid/keyTargets.ts';
import { findSearchBox, searchBoxId } from '../toolbar/searchBox.ts';
import { summarizeSelection } from '../toolbar/selectionSummary.ts';
import { handleActionKey } from '../ui/actionKeys.ts';
import { openContextMenuOf } from '../ui/contextMenu.ts';
import { findCardId, isDialogOpen } from '../ui/focus.ts';
import { consumeEvent, handleKey, isInField } from '../ui/keyEvents.ts';
import { findCommand } from '../ui/keymap.ts';
import type { GalleryApp } from './galleryApp.ts';

/** Selecting, opening, and navigating cards by pointer and keyboard. */
export class CardEvents {
  readonly #app: GalleryApp;

  constructor(app: GalleryApp) {
    this.#app = app;
    const { gallery } = app.elements;
    gallery.addEventListener('click', (event) => {
      this.#onClick(event);
    });
    gallery.addEventListener('focusin', (event) => {
      const position = this.#findCard(event)?.position;
      if (position === undefined || position === app.selection.activePosition) return;
      app.selection.activePosition = position;
      app.scheduleDraw();
    });
    document.addEventListener('keydown', (event) => {
      if (event.defaultPrevented || isDialogOpen(app.elements.main)) return;
      const isUsed = isInField(event)
        ? this.#handleSearchKey(event)
        : this.#handleKey(event) || this.#performAction(event);
      if (isUsed) consumeEvent(event);
    });
    // Select All applies to cards while one has the focus. VS Code would select the text as well.
    document.addEventListener('selectstart', (event) => {
      if (gallery.contains(document.activeElement)) event.preventDefault();
    });
    gallery.addEventListener('scrollend', () => {
      app.saveState();
    });
  }

  #onClick(event: MouseEvent): void {
    const { selection } = this.#app;
    const { position, generation } = this.#findCard(event) ?? {};
    if (!generation || position === undefined) return;
    const target = event.target as Element;
    if (target.closest('[data-select]')) {
      selection.toggle(position, generation.id);
      this.#app.saveAndDraw();
    } else if (!target.closest('button:not(.image-button)'))
      this.#select(position, generation.id, event);
  }

  #select(position: number, id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    const { selection } = this.#app;
    if (shiftKey) this.#app.selectRange(selection.getRangeTo(position));
    else if (ctrlKey || metaKey || selection.ids.size > 0) selection.toggle(position, id);
    else selection.activePosition = position;
    this.#app.saveAndDraw();
  }

  /** Goes from the search box to the first result, or clears the box. */
  #handleSearchKey(event: KeyboardEvent): boolean {
    const searchBox = event.target as HTMLInputElement;
    if (searchBox.id !== searchBoxId) return false;
    return handleKey('search', event, {
      clearText: () => {
        searchBox.value = '';
        searchBox.dispatchEvent(new Event('input'));
      },
      goToResults: () => {
        if (this.#app.listingCache.listing.total === 0) return false;
        this.#app.selection.activePosition = 0;
        this.#app.grid.scrollTo(0);
        this.#focusActiveCard();
        return true;
      },
    });
  }

  /** Runs the command of a key. Returns whether it has one that applies. */
  #handleKey(event: KeyboardEvent): boolean {
    const { listingCache, overlay } = this.#app;
    const { total } = listingCache.listing;
    const card = this.#findCard(event);
    const id = card?.generation?.id;
    // Buttons and lists outside the grid may have these keys themselves.
    const isInGrid = event.target === document.body || card !== undefined;
    return handleKey('grid', event, {
      goTo: (_, key) => isInGrid && this.#moveTo(key, false),
      selectRange: (_, key) => isInGrid && this.#moveTo(key, true),
      enlarge: () => this.#enlarge(event),
      toggleDetails: () => {
        if (id === undefined) return false;
        overlay.toggleDetails(id);
        return true;
      },
      toggleSelection: () => isInGrid && this.#toggleActive(),
      selectAll: () => {
        if (!isInGrid) return false;
        this.#app.selectRange({ from: 0, count: total });
        return true;
      },
      compareSelected: () => this.#compareSelected(),
    });
  }

  #moveTo(key: string, isRange: boolean): boolean {
    const { listingCache, selection, grid } = this.#app;
    const { total } = listingCache.listing;
    const position = getTargetPosition(key, selection.activePosition, total, grid);
    if (position === undefined) return false;
    if (key === 'ArrowUp' && !isRange && position === selection.activePosition) {
      findSearchBox()?.focus();
      return true;
    }
    if (isRange) this.#app.selectRange(selection.getRangeTo(position));
    selection.activePosition = position;
    if (!isRange) selection.resetAnchor();
    grid.scrollTo(position);
    this.#focusActiveCard();
    return true;
  }

  #focusActiveCard(): void {
    this.#app.focus.isPending = true;
    this.#app.saveAndDraw();
  }

  /** Opens an image in the viewer. Keys on the other buttons of a card press them. */
  #enlarge({ target }: Event): boolean {
    const element = target as HTMLElement;
    const id = element.closest('article')?.id;
    if (id === undefined || !(isCard(element) || element.matches('.image-button'))) return false;
    this.#app.overlay.openViewer({ id, image: Number(element.dataset['image'] ?? 0) });
    return true;
  }

  #toggleActive(): boolean {
    const { listingCache, selection } = this.#app;
    const generation = listingCache.at(selection.activePosition);
    if (!generation) return false;
    selection.toggle(selection.activePosition, generation.id);
    this.#app.saveAndDraw();
    return true;
  }

  #compareSelected(): boolean {
    const { selection, listingCache } = this.#app;
    const pair = summarizeSelection(selection.ids, listingCache.loaded)?.pair;
    if (!pair) return false;
    this.#app.compare(...pair);
    return true;
  }

  /** Performs the action of a key on the focused card, or else on the selection. */
  #performAction(event: KeyboardEvent): boolean {
    const { listingCache, selection, connection } = this.#app;
    // A failure above the grid is not what is selected in the grid.
    if ((event.target as Element).closest('.attention')) return false;
    const card = this.#findCard(event);
    const focused = card?.generation;
    // What has the focus is about to disappear: the key is not meant for the selection.
    if (card && !focused) return false;
    const image = (event.target as HTMLElement).dataset['image'];
    const targets = getKeyTargets(
      focused && { id: focused.id, ...(image !== undefined && { image: Number(image) }) },
      selection.ids,
    );
    if (focused && image === undefined && targets.length === 1 && offerSetImages(event))
      return true;
    // Generations that were scrolled away may not be loaded. The selection bar is based on the same summary.
    const summary = summarizeSelection(new Set(targets.map(({ id }) => id)), listingCache.loaded);
    return summary !== undefined && handleActionKey(event, summary, targets, connection);
  }

  #findCard({ target }: Event): Card | undefined {
    return findCard(findCardId(target), this.#app.listingCache);
  }
}

function isCard(target: EventTarget | null): boolean {
  return target instanceof Element && target.localName === 'article';
}

/** For the Insert key on the card of a set, opens the menu of its Insert button. Returns whether it has one. */
function offerSetImages(event: KeyboardEvent): boolean {
  if (findCommand('image', event) !== 'insert') return false;
  const card = (event.target as Element).closest('article');
  const button = card?.querySelector<HTMLElement>('.insert-menu');
  if (!card || !button) return false;
  // The button is hidden while anything is selected.
  if (!event.repeat) openContextMenuOf(button, button.offsetParent ? button : card);
  return true;
}
