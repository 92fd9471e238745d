import { findCardId, isFocusLost } from '../ui/focus.ts';

/** What the focus moves between. */
export interface PageFocusContext {
  /** The scrolling region of the grid. */
  readonly gallery: HTMLElement;
  /** The position of the active card in the listing. */
  readonly getActivePosition: () => number;
  /** Called when the page is to be drawn again. */
  readonly scheduleDraw: () => void;
}

/**
 * Keeps the focus where the user left it: a page whose focus is nowhere does not react to keys. The page loses it
 * when another editor or a menu gets it, and when what had it disappears.
 */
export class PageFocus {
  readonly #context: PageFocusContext;
  /** Whether the active card gets the focus as soon as it is in the document. */
  isPending = false;
  /** What had the focus last, and the id of its card. Elements of cards are reused for others. */
  #last: { readonly element: HTMLElement; readonly cardId: string | undefined } | undefined;

  constructor(context: PageFocusContext) {
    this.#context = context;
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof HTMLElement)
        this.#last = { element: target, cardId: findCardId(target) };
    });
    window.addEventListener('focus', () => {
      // After a click that gives the page the focus has put it somewhere.
      setTimeout(() => {
        this.#restoreLast();
        context.scheduleDraw();
      });
    });
  }

  /**
   * Puts the focus on the active card if it is nowhere. Call it when everything is drawn.
   * @param cardId of the card that had the focus before
   */
  settle(cardId: string | undefined): void {
    const { gallery } = this.#context;
    const isNowhere = isFocusLost();
    if (this.isPending || document.activeElement === gallery || (isNowhere && !cardId))
      this.#focusActiveCard();
    // If the focused button disappeared, focus its card; if that is scrolled away, focus the grid.
    else if (isNowhere && cardId) {
      const card = document.getElementById(cardId) ?? this.#findActiveCard();
      (card ?? gallery).focus({ preventScroll: true });
    }
  }

  /** The id of the card that has the focus. */
  get cardId(): string | undefined {
    return findCardId(document.activeElement);
  }

  #restoreLast(): void {
    if (!this.#last || !isFocusLost()) return;
    const { element, cardId } = this.#last;
    if (element.isConnected && findCardId(element) === cardId)
      element.focus({ preventScroll: true });
  }

  #findActiveCard(): HTMLElement | null {
    return this.#context.gallery.querySelector<HTMLElement>(
      `[data-position="${this.#context.getActivePosition()}"]`,
    );
  }

  #focusActiveCard(): void {
    const card = this.#findActiveCard();
    if (!card) return;
    this.isPending = false;
    card.focus({ preventScroll: true });
  }
}
