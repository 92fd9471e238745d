import { noChange } from 'lit/html.js';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

type CanLoad = () => Promise<boolean>;

class ReleasableSrc extends AsyncDirective {
  #element: HTMLImageElement | undefined;
  /** The URL that is being checked or loaded. */
  #src: string | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new TypeError('releasableSrc must be used in the tag of an element');
  }

  override render(src: string, canLoad: CanLoad): typeof noChange {
    if (src !== this.#src) void this.#load(src, canLoad);
    return noChange;
  }

  override update({ element }: ElementPart, [src, canLoad]: [string, CanLoad]): typeof noChange {
    this.#element = element as HTMLImageElement;
    return this.render(src, canLoad);
  }

  override disconnected(): void {
    this.#src = undefined;
    this.#element?.removeAttribute('src');
  }

  async #load(src: string, canLoad: CanLoad): Promise<void> {
    this.#src = src;
    const mayLoad = await canLoad();
    // In the meantime, the element may have left the document or show another image.
    if (this.#src !== src) return;
    // The file may have been downloaded again in the meantime, so try again when it is drawn again.
    if (!mayLoad) this.#src = undefined;
    else if (this.#element) this.#element.src = src;
  }
}

/**
 * Loads an image while its element is in the document, if it may be loaded, and releases its memory
 * afterward.
 */
export const releasableSrc = directive(ReleasableSrc);
