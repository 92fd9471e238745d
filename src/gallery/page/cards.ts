import type { Target } from '../protocol.ts';
import { act, isModified, take } from './actionKeys.ts';
import type { GalleryPage } from './galleryPage.ts';
import { isInField, moved } from './keyboard.ts';
import type { Shown } from './listed.ts';

/** Choosing cards and going from one to another, by pointer and by key. */
export class Cards {
  readonly #page: GalleryPage;

  constructor(page: GalleryPage) {
    this.#page = page;
    const { gallery } = page.parts;
    gallery.addEventListener('click', (event) => {
      this.#click(event);
    });
    gallery.addEventListener('focusin', (event) => {
      const place = placeOf(event);
      if (place === undefined || place === page.selection.active) return;
      page.selection.active = place;
      page.scheduleDraw();
    });
    gallery.addEventListener('keydown', (event) => {
      // The closer look has keys of its own.
      if (event.defaultPrevented || isInField(event)) return;
      if (this.#press(event)) take(event);
    });
    // Select All is about cards while the keyboard is at one, and VS Code would select the text as well.
    document.addEventListener('selectstart', (event) => {
      if (gallery.contains(document.activeElement)) event.preventDefault();
    });
    gallery.addEventListener('scrollend', () => {
      page.keep();
    });
  }

  #click(event: MouseEvent): void {
    const { selection } = this.#page;
    const place = placeOf(event);
    const card = this.#cardOf(event);
    if (!card || place === undefined) return;
    const target = event.target as Element;
    if (target.closest('[data-choose]')) {
      selection.toggle(place, card.id);
      this.#page.changed();
    } else if (!target.closest('button:not(.picture)')) this.#choose(place, card.id, event);
  }

  #choose(place: number, id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    const { selection, post } = this.#page;
    if (shiftKey) post({ type: 'ids', ...selection.rangeTo(place) });
    else if (ctrlKey || metaKey || selection.ids.size > 0) selection.toggle(place, id);
    else selection.active = place;
    this.#page.changed();
  }

  /** Whether that key does something here. */
  #press(event: KeyboardEvent): boolean {
    const { listed, selection, grid, post } = this.#page;
    const { total } = listed.listing;
    const isControl = event.ctrlKey || event.metaKey;
    const to = moved(event.key, selection.active, total, grid);
    if (to !== undefined) this.#moveTo(to, event.shiftKey);
    else if (event.key.toLowerCase() === 'a' && isControl)
      post({ type: 'ids', from: 0, count: total });
    else if (event.key === ' ' && isControl) this.#toggleActive();
    // Without Ctrl, which makes it another key.
    else if (event.key === 'c' && !isModified(event) && selection.ids.size === 2) {
      this.#compareChosen();
    } else return this.#act(event);
    return true;
  }

  #moveTo(place: number, isRange: boolean): void {
    const { selection, grid, post } = this.#page;
    if (isRange) post({ type: 'ids', ...selection.rangeTo(place) });
    selection.active = place;
    if (!isRange) selection.anchorHere();
    grid.scrollTo(place);
    this.#page.wantsFocus = true;
    this.#page.changed();
  }

  #toggleActive(): void {
    const { listed, selection } = this.#page;
    const card = listed.at(selection.active);
    if (!card) return;
    selection.toggle(selection.active, card.id);
    this.#page.changed();
  }

  #compareChosen(): void {
    const { selection, look } = this.#page;
    const [left, right] = selection.ids;
    if (left && right) look.compare({ id: left, image: 0 }, { id: right, image: 0 });
  }

  #act(event: KeyboardEvent): boolean {
    const card = this.#cardOf(event);
    return card !== undefined && act(event, card, this.#targetsAt(card, event), this.#page.post);
  }

  /** All that are chosen, where this is one of them; else the one picture that the keyboard is at. */
  #targetsAt({ id }: Shown, { target }: Event): Target[] {
    const { ids } = this.#page.selection;
    if (ids.has(id)) return [...ids].map((each) => ({ id: each }));
    const image = (target as HTMLElement).dataset['image'];
    return [image === undefined ? { id } : { id, image: Number(image) }];
  }

  /** The card that an event comes from. */
  #cardOf(event: Event): Shown | undefined {
    const place = placeOf(event);
    return place === undefined ? undefined : (this.#page.listed.at(place) ?? undefined);
  }
}

/** The place in the listing of the card that an event comes from. */
function placeOf(event: Event): number | undefined {
  const place = (event.target as Element).closest<HTMLElement>('article')?.dataset['place'];
  return place === undefined ? undefined : Number(place);
}
