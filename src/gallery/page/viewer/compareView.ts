import { html, nothing, type TemplateResult } from 'lit';
import type { FromPageMessage, GenerationView, ToPageMessage } from '../../protocol/messages.ts';
import { dividerFromKey, dividerFromPointer } from './divider.ts';
import { frameTemplate, type FrameContext, type ImageRef } from './frame.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import { cssProperties } from '../ui/cssProperties.ts';

/** A picture that is here to be shown. */
export interface LoadedImage {
  readonly generation: GenerationView;
  readonly image: number;
}

interface CompareContext extends FrameContext {
  readonly post: (message: FromPageMessage) => void;
  readonly listingCache: ListingCache;
  readonly onChange: () => void;
}

/** Two pictures in one frame: the first one left of a divider, the second one right of it. */
export class CompareView {
  readonly #context: CompareContext;
  readonly #pair: readonly [ImageRef, ImageRef];
  /** Generations of which the listing may know nothing here. */
  readonly #requestedGenerations = new Map<string, GenerationView>();
  #dividerPercent = 50;

  constructor(pair: readonly [ImageRef, ImageRef], context: CompareContext) {
    this.#context = context;
    this.#pair = pair;
    const { listingCache, post } = context;
    for (const { id } of pair) {
      if (listingCache.positionOf(id) === undefined) post({ type: 'getDetails', id });
    }
  }

  /** The generation of the first one. */
  get id(): string {
    return this.#pair[0].id;
  }

  /** The two, as far as they are here. */
  get images(): (LoadedImage | undefined)[] {
    return this.#pair.map((imageRef) => this.#findImage(imageRef));
  }

  /** Takes in what was asked for; tells whether it turns out to be gone. */
  receive(message: ToPageMessage): boolean {
    if (message.type !== 'getDetails' || !this.#pair.some(({ id }) => id === message.id))
      return false;
    const { id, details } = message;
    if (details) this.#requestedGenerations.set(id, details.generation);
    return !details && this.#context.listingCache.positionOf(id) === undefined;
  }

  /** Whether that key moves the divider. */
  handleKey(key: string): boolean {
    const dividerPercent = dividerFromKey(key, this.#dividerPercent);
    if (dividerPercent === undefined) return false;
    this.#setDivider(dividerPercent);
    return true;
  }

  template(): TemplateResult | typeof nothing {
    const { strings } = this.#context;
    const [left, right] = this.images;
    if (!left || !right) return nothing;
    const sides = [
      ['left', left],
      ['right', right],
    ] as const;
    return html`<div
      class="compare"
      @pointerdown=${(event: PointerEvent) => {
        if (event.button !== 0) return;
        (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
        this.#dragDivider(event);
      }}
      @pointermove=${(event: PointerEvent) => {
        const element = event.currentTarget as HTMLElement;
        if (element.hasPointerCapture(event.pointerId)) this.#dragDivider(event);
      }}
      ${cssProperties({ '--divider': `${this.#dividerPercent}%` })}
    >
      ${sides.map(
        ([side, { generation, image }]) =>
          html`<div class="side ${side}">${frameTemplate(generation, image, this.#context)}</div>`,
      )}
      <div
        class="divider"
        role="slider"
        tabindex="0"
        aria-label=${strings.divider}
        aria-valuemin="0"
        aria-valuemax="100"
        aria-valuenow=${this.#dividerPercent}
        aria-valuetext="${this.#dividerPercent}%"
      ></div>
    </div>`;
  }

  #dragDivider({ currentTarget, clientX }: PointerEvent): void {
    this.#setDivider(
      dividerFromPointer(clientX, (currentTarget as HTMLElement).getBoundingClientRect()),
    );
  }

  #setDivider(dividerPercent: number): void {
    this.#dividerPercent = dividerPercent;
    this.#context.onChange();
  }

  #findImage({ id, image }: ImageRef): LoadedImage | undefined {
    const { listingCache } = this.#context;
    const position = listingCache.positionOf(id);
    const generation =
      (position === undefined ? undefined : listingCache.at(position)) ??
      this.#requestedGenerations.get(id);
    return generation && { generation, image };
  }
}
