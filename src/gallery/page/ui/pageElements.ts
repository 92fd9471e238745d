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
  /** Removes what the page shows until the first listing. */
  readonly endLoading: () => void;
}

const createDiv = () => document.createElement('div');

/** Adds the parts of the page to the document. */
export function createPageElements(strings: PageStrings, composer: HTMLElement): PageElements {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.className = 'visually-hidden';
  heading.textContent = strings.gallery;
  const [toolbar, notice, attention, help] = [createDiv(), createDiv(), createDiv(), createDiv()];
  // Screen readers often ignore a notice if its live region is added together with it.
  notice.setAttribute('aria-live', 'polite');
  const gallery = document.createElement('section');
  gallery.setAttribute('aria-label', strings.gallery);
  gallery.setAttribute('aria-busy', 'true');
  gallery.tabIndex = -1;
  const liveRegion = createDiv();
  liveRegion.className = 'visually-hidden';
  liveRegion.setAttribute('role', 'status');
  liveRegion.setAttribute('aria-live', 'polite');
  main.append(heading, composer, toolbar, notice, attention, gallery);
  const removePlaceholder = adoptPlaceholder(toolbar, gallery);
  document.body.append(main, help, liveRegion);
  const announce = (text: string) => {
    liveRegion.textContent = text;
  };
  const endLoading = () => {
    removePlaceholder();
    gallery.setAttribute('aria-busy', 'false');
  };
  return { main, toolbar, notice, attention, gallery, help, announce, endLoading };
}

/** Moves what the HTML shows to where the real parts will be. Returns what removes it. */
function adoptPlaceholder(toolbar: HTMLElement, gallery: HTMLElement): () => void {
  const placeholder = document.querySelector('.placeholder');
  const toolbarPart = placeholder?.querySelector('.toolbar');
  const galleryPart = placeholder?.querySelector('.placeholder-images');
  if (toolbarPart) toolbar.append(toolbarPart);
  if (galleryPart) gallery.append(galleryPart);
  // The composer is there already.
  placeholder?.remove();
  document.body.removeAttribute('aria-busy');
  return () => {
    toolbarPart?.remove();
    galleryPart?.remove();
  };
}
