import { noChange } from 'lit/html.js';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import { PartType, type ElementPart, type PartInfo } from 'lit/directive.js';

class ReleasableSrc extends AsyncDirective {
  #element: HTMLImageElement | undefined;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT)
      throw new TypeError('releasableSrc must be used in the tag of an element');
  }

  override render(src: string): typeof noChange {
    if (this.#element && this.#element.getAttribute('src') !== src) this.#element.src = src;
    return noChange;
  }

  override update({ element }: ElementPart, [src]: [string]): typeof noChange {
    this.#element = element as HTMLImageElement;
    return this.render(src);
  }

  override disconnected(): void {
    this.#element?.removeAttribute('src');
  }
}

/** Loads an image while its element is in the document, and releases its memory afterward. */
export const releasableSrc = directive(ReleasableSrc);
