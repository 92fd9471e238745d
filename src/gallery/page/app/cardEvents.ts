import type { ActionTarget } from '../../protocol/messages.ts';
import { handleActionKey, hasModifier, consumeEvent } from '../ui/actionKeys.ts';
import type { GalleryApp } from './galleryApp.ts';
import { isInField, getTargetPosition } from '../grid/keyboard.ts';
import type { DisplayedGeneration } from '../grid/listingCache.ts';

/** Choosing cards and going from one to another, by pointer and by key. */
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
      // The closer look has keys of its own.
      if (event.defaultPrevented || isInField(event)) return;
      if (this.#handleKey(event)) consumeEvent(event);
    });
    // Select All is about cards while the keyboard is at one, and VS Code would select the text as well.
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
    const { selection, post } = this.#app;
    if (shiftKey) post({ type: 'getIds', ...selection.getRangeTo(position) });
    else if (ctrlKey || metaKey || selection.ids.size > 0) selection.toggle(position, id);
    else selection.activePosition = position;
    this.#app.saveAndDraw();
  }

  /** Whether that key does something here. */
  #handleKey(event: KeyboardEvent): boolean {
    const { listingCache, selection, grid, post } = this.#app;
    const { total } = listingCache.listing;
    const isCtrlOrCmd = event.ctrlKey || event.metaKey;
    const targetPosition = getTargetPosition(event.key, selection.activePosition, total, grid);
    if (targetPosition !== undefined) this.#moveTo(targetPosition, event.shiftKey);
    else if (event.key.toLowerCase() === 'a' && isCtrlOrCmd)
      post({ type: 'getIds', from: 0, count: total });
    else if (event.key === ' ' && isCtrlOrCmd) this.#toggleActive();
    // Without Ctrl, which makes it another key.
    else if (event.key === 'c' && !hasModifier(event) && selection.ids.size === 2) {
      this.#compareSelected();
    } else return this.#performAction(event);
    return true;
  }

  #moveTo(position: number, isRange: boolean): void {
    const { selection, grid, post } = this.#app;
    if (isRange) post({ type: 'getIds', ...selection.getRangeTo(position) });
    selection.activePosition = position;
    if (!isRange) selection.resetAnchor();
    grid.scrollTo(position);
    this.#app.isFocusPending = true;
    this.#app.saveAndDraw();
  }

  #toggleActive(): void {
    const { listingCache, selection } = this.#app;
    const generation = listingCache.at(selection.activePosition);
    if (!generation) return;
    selection.toggle(selection.activePosition, generation.id);
    this.#app.saveAndDraw();
  }

  #compareSelected(): void {
    const { selection, overlay } = this.#app;
    const [left, right] = selection.ids;
    if (left && right) overlay.compare({ id: left, image: 0 }, { id: right, image: 0 });
  }

  #performAction(event: KeyboardEvent): boolean {
    const generation = this.#findGeneration(event);
    return (
      generation !== undefined &&
      handleActionKey(event, generation, this.#resolveTargets(generation, event), this.#app.post)
    );
  }

  /** All that are chosen, where this is one of them; else the one picture that the keyboard is at. */
  #resolveTargets({ id }: DisplayedGeneration, { target }: Event): ActionTarget[] {
    const { ids } = this.#app.selection;
    if (ids.has(id)) return [...ids].map((selectedId) => ({ id: selectedId }));
    const image = (target as HTMLElement).dataset['image'];
    return [image === undefined ? { id } : { id, image: Number(image) }];
  }

  /** The card that an event comes from. */
  #findGeneration(event: Event): DisplayedGeneration | undefined {
    const position = getCardPosition(event);
    return position === undefined ? undefined : (this.#app.listingCache.at(position) ?? undefined);
  }
}

/** The place in the listing of the card that an event comes from. */
function getCardPosition(event: Event): number | undefined {
  const position = (event.target as Element).closest<HTMLElement>('article')?.dataset['position'];
  return position === undefined ? undefined : Number(position);
}
