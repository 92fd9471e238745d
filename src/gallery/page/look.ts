import { nothing, render } from 'lit';
import type { ToPage } from '../protocol.ts';
import type { Looking } from './corner.ts';
import { Details } from './details.ts';
import type { PictureName } from './frame.ts';
import { Viewer, type ViewerContext } from './viewer.ts';

export interface LookContext extends Omit<ViewerContext, 'details'> {
  /** What the large view lies over, and at whose side the details stand. */
  readonly main: HTMLElement;
  /** The grid's own region. */
  readonly gallery: HTMLElement;
}

/** Closer looks at what the grid shows: the large view, two compared, and the details. */
export class Look implements Looking {
  readonly #context: LookContext;
  readonly #details: Details;
  readonly #viewer: Viewer;
  readonly #side = document.createElement('div');
  readonly #over = document.createElement('div');
  /** What the viewer showed when it was last drawn. */
  #shown: 'nothing' | 'one' | 'two' = 'nothing';
  /** The card to go back to, for as long as the viewer is open and until the card is there again. */
  #card: string | undefined;
  #isReturning = false;

  constructor(context: LookContext) {
    this.#context = context;
    const { main, gallery } = context;
    this.#details = new Details({
      ...context,
      onClose: () => {
        if (this.#viewer.isOpen) this.#focusViewer();
        else this.#isReturning = true;
      },
    });
    this.#viewer = new Viewer({ ...context, details: this.#details });
    this.#side.className = 'details-side';
    main.after(this.#side, this.#over);
    gallery.addEventListener('keydown', (event) => {
      if (this.#press(event)) event.preventDefault();
    });
    gallery.addEventListener('focusin', (event) => {
      const id = cardOf(event.target);
      if (id !== undefined && this.#details.isOpen) this.showDetails(id);
    });
  }

  showLarge(picture: PictureName): void {
    this.#card = picture.id;
    this.#viewer.open(picture);
  }

  /** Shows two pictures in one frame, with a divider between them. */
  compare(left: PictureName, right: PictureName): void {
    this.#card = cardOf(document.activeElement) ?? left.id;
    this.#viewer.openCompare(left, right);
  }

  showDetails(id: string): void {
    this.#card = id;
    this.#details.show(id);
  }

  receive(message: ToPage): void {
    if (message.type === 'compose') this.#makeWay();
    this.#details.receive(message);
    this.#viewer.receive(message);
  }

  draw(): void {
    this.#viewer.update();
    const { isOpen, isComparing, id } = this.#viewer;
    if (isOpen && !isComparing) this.#card = id;
    render(this.#viewer.template(), this.#over);
    render(isOpen ? nothing : this.#details.template(), this.#side);
    this.#context.main.inert = isOpen;
    const shown = !isOpen ? 'nothing' : isComparing ? 'two' : 'one';
    const before = this.#shown;
    this.#shown = shown;
    if (shown === 'nothing') {
      if (before !== 'nothing') this.#isReturning = true;
    } else if (shown !== before || document.activeElement === document.body) {
      // Also where the button that had the focus is gone with its picture.
      this.#focusViewer();
    }
    if (this.#isReturning) this.#return();
  }

  /** What is composed is composed in the grid's own window, and takes the focus there. */
  #makeWay(): void {
    this.#card = undefined;
    this.#viewer.close();
    this.#context.main.inert = false;
  }

  #press({ key, target, ctrlKey, altKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const id = cardOf(target);
    if (id === undefined || ctrlKey || altKey || metaKey || shiftKey) return false;
    if (key === 'i') {
      if (this.#details.isOpen) this.#details.close();
      else this.showDetails(id);
      return true;
    }
    const element = target as HTMLElement;
    const isCard = element.localName === 'article';
    if (key === 'Enter' && isCard) return this.#open(id);
    if (key !== ' ' || !(isCard || element.matches('.picture'))) return false;
    this.showLarge({ id, image: Number(element.dataset['image'] ?? 0) });
    return true;
  }

  /** A set opens here, one picture in the editor. */
  #open(id: string): boolean {
    const { listed, post } = this.#context;
    const place = listed.placeOf(id);
    const count = (place === undefined ? undefined : listed.at(place))?.images.length ?? 0;
    if (count > 1) this.showLarge({ id, image: 0 });
    else if (count === 1) post({ type: 'act', action: 'open', targets: [{ id, image: 0 }] });
    return count > 0;
  }

  #focusViewer(): void {
    const target = this.#viewer.isComparing ? '[role="slider"]' : '[role="dialog"]';
    const element =
      this.#over.querySelector<HTMLElement>(target) ??
      this.#over.querySelector<HTMLElement>('[role="dialog"]');
    element?.focus();
  }

  /** Puts the focus on the card, which may first have to come back into the document. */
  #return(): void {
    const { listed, grid } = this.#context;
    const card = document.getElementById(this.#card ?? '');
    const place = listed.placeOf(this.#card ?? '');
    if (place !== undefined) grid.scrollTo(place);
    card?.focus();
    this.#isReturning = card === null && place !== undefined;
  }
}

/** The generation whose card that is in. */
function cardOf(element: EventTarget | null): string | undefined {
  return element instanceof Element ? element.closest('article')?.id : undefined;
}
