import type { PageStrings } from '../../protocol/messages.ts';

/** What the page is made of, from top to bottom. */
export interface PageElements {
  readonly main: HTMLElement;
  readonly toolbar: HTMLElement;
  /** A question that could not be answered, while there is something to show. */
  readonly notice: HTMLElement;
  /** What scrolls. */
  readonly gallery: HTMLElement;
  readonly help: HTMLElement;
  /** Says something to a screen reader alone. */
  readonly announce: (text: string) => void;
}

const createDiv = () => document.createElement('div');

/** Puts the page's own elements into the document. */
export function createPageElements(strings: PageStrings, composer: HTMLElement): PageElements {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.className = 'visually-hidden';
  heading.textContent = strings.gallery;
  const [toolbar, notice, help] = [createDiv(), createDiv(), createDiv()];
  const gallery = document.createElement('section');
  gallery.setAttribute('aria-label', strings.gallery);
  gallery.setAttribute('aria-busy', 'true');
  gallery.tabIndex = -1;
  const liveRegion = createDiv();
  liveRegion.className = 'visually-hidden';
  liveRegion.setAttribute('role', 'status');
  liveRegion.setAttribute('aria-live', 'polite');
  main.append(heading, composer, toolbar, notice, gallery);
  document.body.append(main, help, liveRegion);
  const announce = (text: string) => {
    liveRegion.textContent = text;
  };
  return { main, toolbar, notice, gallery, help, announce };
}
