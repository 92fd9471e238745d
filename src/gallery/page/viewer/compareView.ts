import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { GenerationView } from '../../protocol/views.ts';
import type { ImageRef } from '../../protocol/vocabulary.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { consumeEvent, handleKey } from '../ui/keyEvents.ts';
import { ariaKeys } from '../ui/keymap.ts';
import { getDefaultLayout, type CompareLayout } from './compareLayout.ts';
import {
  dividerTemplate,
  footTemplate,
  sideBySideTemplate,
  sides,
  type LoadedPair,
  type Side,
} from './compareTemplate.ts';
import { dividerFromKey, dividerFromPointer } from './divider.ts';
import type { FrameContext, LoadedImage } from './frame.ts';
import type { Button } from '../ui/button.ts';

interface CompareContext extends FrameContext {
  readonly connection: HostConnection;
  readonly listingCache: ListingCache;
  readonly onChange: () => void;
  /** Called when one of the generations does not exist anymore. @param remaining the other image */
  readonly onGone: (remaining: ImageRef) => void;
}

/** Two images that are compared, one of which is chosen for what keys do. */
export class CompareView {
  readonly #context: CompareContext;
  readonly #pair: Readonly<Record<Side, ImageRef>>;
  /** The generations that are not loaded in the listing. */
  readonly #requestedGenerations = new Map<string, GenerationView>();
  /** The version of the listing for which they were requested. */
  #requestedVersion: number | undefined;
  #dividerPercent = 50;
  /** The layout that the user has chosen. */
  #layout: CompareLayout | undefined;
  #chosenSide: Side = 'left';

  constructor(left: ImageRef, right: ImageRef, context: CompareContext) {
    this.#context = context;
    this.#pair = { left, right };
  }

  /** The image that the keys of actions apply to, as far as it is loaded. */
  get chosen(): LoadedImage | undefined {
    return this.#findImage(this.#pair[this.#chosenSide]);
  }

  /** Requests what is not loaded, also after it has disappeared from the listing. */
  refresh(): void {
    const { connection, listingCache } = this.#context;
    const { version } = listingCache.listing;
    const isLoaded = ({ id }: ImageRef) => listingCache.positionOf(id) !== undefined;
    if (version === this.#requestedVersion || sides.every((side) => isLoaded(this.#pair[side])))
      return;
    this.#requestedVersion = version;
    connection.attempt('compare', () => this.#loadGenerations());
  }

  /** The buttons of the bar. */
  get buttons(): Button[] {
    return [
      {
        label: this.#context.strings.sideBySide,
        icon: 'split-horizontal',
        keys: ariaKeys('compare', 'toggleLayout'),
        isPressed: this.#currentLayout === 'sideBySide',
        onClick: this.#toggleLayout,
      },
    ];
  }

  /** Runs the command of a key. Returns whether it has one. @param back closes this view */
  handleKey(event: KeyboardEvent, back: () => void): boolean {
    const dialog = event.currentTarget as HTMLElement;
    return handleKey('compare', event, {
      back,
      toggleLayout: this.#toggleLayout,
      chooseLeft: () => {
        this.#choose('left', dialog);
      },
      chooseRight: () => {
        this.#choose('right', dialog);
      },
    });
  }

  template(): TemplateResult | typeof nothing {
    const pair = this.#loadedPair;
    if (!pair) return nothing;
    const isSideBySide = this.#currentLayout === 'sideBySide';
    const divider = {
      percent: this.#dividerPercent,
      onDrag: this.#dragDivider,
      onKeydown: this.#handleDividerKey,
    };
    return html`<div class="stage">
        ${isSideBySide ? sideBySideTemplate(pair, this.#context) : dividerTemplate(pair, divider, this.#context)}
      </div>
      <div class="compare-feet">
        ${sides.map((side) =>
          footTemplate(
            pair[side],
            { isChosen: side === this.#chosenSide, isSideBySide },
            () => {
              this.#setChosenSide(side);
            },
            this.#context,
          ),
        )}
      </div>`;
  }

  get #loadedPair(): LoadedPair | undefined {
    const [left, right] = [this.#findImage(this.#pair.left), this.#findImage(this.#pair.right)];
    return left && right && { left, right };
  }

  get #currentLayout(): CompareLayout {
    if (this.#layout) return this.#layout;
    const views = sides.map((side) => {
      const loaded = this.#findImage(this.#pair[side]);
      return loaded?.generation.images[loaded.image];
    });
    const [left, right] = views;
    return left && right ? getDefaultLayout(left, right) : 'divider';
  }

  readonly #toggleLayout = (): void => {
    this.#layout = this.#currentLayout === 'divider' ? 'sideBySide' : 'divider';
    this.#context.onChange();
  };

  #setChosenSide(side: Side): void {
    if (side === this.#chosenSide) return;
    this.#chosenSide = side;
    this.#context.onChange();
  }

  /** Chooses an image by putting the focus on its first button. */
  #choose(side: Side, dialog: HTMLElement): void {
    this.#setChosenSide(side);
    const feet = dialog.querySelectorAll('.compare-foot');
    feet[sides.indexOf(side)]?.querySelector('button')?.focus();
  }

  readonly #dragDivider = ({ currentTarget, clientX }: PointerEvent): void => {
    this.#setDivider(
      dividerFromPointer(clientX, (currentTarget as HTMLElement).getBoundingClientRect()),
    );
  };

  readonly #handleDividerKey = (event: KeyboardEvent): void => {
    const isUsed = handleKey('divider', event, {
      move: (_, key) => {
        const dividerPercent = dividerFromKey(key, this.#dividerPercent);
        if (dividerPercent !== undefined) this.#setDivider(dividerPercent);
      },
    });
    if (isUsed) consumeEvent(event);
  };

  #setDivider(dividerPercent: number): void {
    this.#dividerPercent = dividerPercent;
    this.#context.onChange();
  }

  async #loadGenerations(): Promise<void> {
    const { connection, listingCache, onChange, onGone } = this.#context;
    const missing = sides.filter(
      (side) => listingCache.positionOf(this.#pair[side].id) === undefined,
    );
    await Promise.all(
      missing.map(async (side) => {
        const { id, image } = this.#pair[side];
        const generation = (await connection.request('getDetails', { id }))?.generation;
        if (generation?.images[image]) this.#requestedGenerations.set(id, generation);
        else if (listingCache.positionOf(id) === undefined)
          onGone(this.#pair[side === 'left' ? 'right' : 'left']);
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
    return generation?.images[image] && { generation, image };
  }
}
