import type { ActionTarget } from '../../protocol/vocabulary.ts';
import { getTargetPosition } from '../grid/gridNavigation.ts';
import type { DisplayedGeneration } from '../grid/listingCache.ts';
import { handleActionKey } from '../ui/actionKeys.ts';
import { consumeEvent, handleKey, isInField } from '../ui/keyEvents.ts';
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
      const position = getCardPosition(event);
      if (position === undefined || position === app.selection.activePosition) return;
      app.selection.activePosition = position;
      app.scheduleDraw();
    });
    gallery.addEventListener('keydown', (event) => {
      if (isInField(event)) return;
      if (this.#handleKey(event) || this.#performAction(event)) consumeEvent(event);
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
    const position = getCardPosition(event);
    const generation = this.#findGeneration(event);
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

  /** Runs the command of a key. Returns whether it has one that applies. */
  #handleKey(event: KeyboardEvent): boolean {
    const { listingCache, overlay } = this.#app;
    const { total } = listingCache.listing;
    const id = this.#findGeneration(event)?.id;
    return handleKey('grid', event, {
      goTo: (_, key) => this.#moveTo(key, false),
      selectRange: (_, key) => this.#moveTo(key, true),
      open: () => this.#open(event),
      enlarge: () => this.#enlarge(event),
      toggleDetails: () => {
        if (id === undefined) return false;
        overlay.toggleDetails(id);
        return true;
      },
      toggleSelection: () => {
        this.#toggleActive();
      },
      selectAll: () => {
        this.#app.selectRange({ from: 0, count: total });
      },
      compareSelected: () => this.#compareSelected(),
    });
  }

  #moveTo(key: string, isRange: boolean): boolean {
    const { listingCache, selection, grid } = this.#app;
    const { total } = listingCache.listing;
    const position = getTargetPosition(key, selection.activePosition, total, grid);
    if (position === undefined) return false;
    if (isRange) this.#app.selectRange(selection.getRangeTo(position));
    selection.activePosition = position;
    if (!isRange) selection.resetAnchor();
    grid.scrollTo(position);
    this.#app.isFocusPending = true;
    this.#app.saveAndDraw();
    return true;
  }

  /** Opens a card: a set in the viewer, a single image in an editor. */
  #open(event: Event): boolean {
    const generation = this.#findGeneration(event);
    if (!generation || !isCard(event.target)) return false;
    const { id, images } = generation;
    const target = { id, image: 0 };
    if (images.length > 1) this.#app.overlay.openViewer(target);
    else if (images.length === 1)
      this.#app.connection.notify('performAction', { action: 'open', targets: [target] });
    return images.length > 0;
  }

  /** Opens an image in the viewer. */
  #enlarge({ target }: Event): boolean {
    const element = target as HTMLElement;
    const id = element.closest('article')?.id;
    if (id === undefined || !(isCard(element) || element.matches('.image-button'))) return false;
    this.#app.overlay.openViewer({ id, image: Number(element.dataset['image'] ?? 0) });
    return true;
  }

  #toggleActive(): void {
    const { listingCache, selection } = this.#app;
    const generation = listingCache.at(selection.activePosition);
    if (!generation) return;
    selection.toggle(selection.activePosition, generation.id);
    this.#app.saveAndDraw();
  }

  #compareSelected(): boolean {
    const { selection } = this.#app;
    const [left, right, ...others] = selection.ids;
    if (left === undefined || right === undefined || others.length > 0) return false;
    this.#app.compare(left, right);
    return true;
  }

  #performAction(event: KeyboardEvent): boolean {
    const generation = this.#findGeneration(event);
    if (!generation) return false;
    const targets = this.#resolveTargets(generation, event);
    return handleActionKey(event, generation, targets, this.#app.connection);
  }

  /** The selection if the generation is part of it, otherwise the focused image or the generation. */
  #resolveTargets({ id }: DisplayedGeneration, { target }: Event): ActionTarget[] {
    const { ids } = this.#app.selection;
    if (ids.has(id)) return [...ids].map((selectedId) => ({ id: selectedId }));
    const image = (target as HTMLElement).dataset['image'];
    return [image === undefined ? { id } : { id, image: Number(image) }];
  }

  /** The generation of the card that an event comes from. */
  #findGeneration(event: Event): DisplayedGeneration | undefined {
    const position = getCardPosition(event);
    return position === undefined ? undefined : (this.#app.listingCache.at(position) ?? undefined);
  }
}

/** The position in the listing of the card that an event comes from. */
function getCardPosition(event: Event): number | undefined {
  const position = (event.target as Element).closest<HTMLElement>('article')?.dataset['position'];
  return position === undefined ? undefined : Number(position);
}

function isCard(target: EventTarget | null): boolean {
  return target instanceof Element && target.localName === 'article';
}
