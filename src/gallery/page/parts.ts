import type { PageStrings } from '../protocol.ts';

/** What the page is made of, from top to bottom. */
export interface Parts {
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

const box = () => document.createElement('div');

/** Puts the page's own elements into the document. */
export function buildParts(strings: PageStrings, composer: HTMLElement): Parts {
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.className = 'visually-hidden';
  heading.textContent = strings.gallery;
  const [toolbar, notice, help] = [box(), box(), box()];
  const gallery = document.createElement('section');
  gallery.setAttribute('aria-label', strings.gallery);
  gallery.setAttribute('aria-busy', 'true');
  gallery.tabIndex = -1;
  const live = box();
  live.className = 'visually-hidden';
  live.setAttribute('role', 'status');
  live.setAttribute('aria-live', 'polite');
  main.append(heading, composer, toolbar, notice, gallery);
  document.body.append(main, help, live);
  const announce = (text: string) => {
    live.textContent = text;
  };
  return { main, toolbar, notice, gallery, help, announce };
}
