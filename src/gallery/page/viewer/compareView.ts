import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { GenerationView } from '../../protocol/views.ts';
import type { ImageRef } from '../../protocol/vocabulary.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import { cssProperties } from '../ui/cssProperties.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { handleKey } from '../ui/keyEvents.ts';
import { dividerFromKey, dividerFromPointer } from './divider.ts';
import { frameTemplate, type FrameContext } from './frame.ts';

/** An image together with its generation. */
export interface LoadedImage {
  readonly generation: GenerationView;
  /** The index of the image. */
  readonly image: number;
}

interface CompareContext extends FrameContext {
  readonly connection: HostConnection;
  readonly listingCache: ListingCache;
  readonly onChange: () => void;
  /** Called when one of the generations does not exist anymore. */
  readonly onGone: () => void;
}

/** Two images in one frame: the first one left of a divider, the second one right of it. */
export class CompareView {
  readonly #context: CompareContext;
  readonly #pair: readonly [ImageRef, ImageRef];
  /** The generations that are not loaded in the listing. */
  readonly #requestedGenerations = new Map<string, GenerationView>();
  #dividerPercent = 50;

  constructor(pair: readonly [ImageRef, ImageRef], context: CompareContext) {
    this.#context = context;
    this.#pair = pair;
    context.connection.attempt('compare', () => this.#loadGenerations());
  }

  /** The id of the first generation. */
  get id(): string {
    return this.#pair[0].id;
  }

  /** The two images, as far as they are loaded. */
  get images(): (LoadedImage | undefined)[] {
    return this.#pair.map((imageRef) => this.#findImage(imageRef));
  }

  /** Runs the command of a key. Returns whether it has one. @param back closes this view */
  handleKey(event: KeyboardEvent, back: () => void): boolean {
    return handleKey('compare', event, {
      back,
      moveDivider: (_, key) => {
        const dividerPercent = dividerFromKey(key, this.#dividerPercent);
        if (dividerPercent !== undefined) this.#setDivider(dividerPercent);
      },
    });
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
        const isOnButton = (event.target as Element).closest('button') !== null;
        if (event.button !== 0 || isOnButton) return;
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

  async #loadGenerations(): Promise<void> {
    const { connection, listingCache, onChange, onGone } = this.#context;
    const missing = this.#pair.filter(({ id }) => listingCache.positionOf(id) === undefined);
    await Promise.all(
      missing.map(async ({ id }) => {
        const details = await connection.request('getDetails', { id });
        if (details) this.#requestedGenerations.set(id, details.generation);
        else if (listingCache.positionOf(id) === undefined) onGone();
      }),
    );
    onChange();
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
