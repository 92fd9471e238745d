import type { PageStrings } from '../../protocol/strings.ts';

/** The parts of the page, from top to bottom. */
export interface PageElements {
  readonly main: HTMLElement;
  readonly toolbar: HTMLElement;
  /** Shows why a request failed, above what is still shown. */
  readonly notice: HTMLElement;
  /** Shows the failed generations above the grid. */
  readonly attention: HTMLElement;
  /** The scrolling region. */
  readonly gallery: HTMLElement;
  readonly help: HTMLElement;
  /** Makes screen readers read a text. */
  readonly announce: (text: string) => void;
}

const createDiv = () => document.createElement('div');

/** Adds the parts of the page to the document. */
export function createPageElements(strings: PageStrings, composer: HTMLElement): PageElements {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.className = 'visually-hidden';
  heading.textContent = strings.gallery;
  const [toolbar, notice, attention, help] = [createDiv(), createDiv(), createDiv(), createDiv()];
  const gallery = document.createElement('section');
  gallery.setAttribute('aria-label', strings.gallery);
  gallery.setAttribute('aria-busy', 'true');
  gallery.tabIndex = -1;
  const liveRegion = createDiv();
  liveRegion.className = 'visually-hidden';
  liveRegion.setAttribute('role', 'status');
  liveRegion.setAttribute('aria-live', 'polite');
  main.append(heading, composer, toolbar, notice, attention, gallery);
  document.body.append(main, help, liveRegion);
  const announce = (text: string) => {
    liveRegion.textContent = text;
  };
  return { main, toolbar, notice, attention, gallery, help, announce };
}
