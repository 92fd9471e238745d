import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { GenerationView } from '../../protocol/views.ts';
import type { ImageRef } from '../../protocol/vocabulary.ts';
import { createViewerMenuData } from '../grid/contextMenuData.ts';
import type { Grid } from '../grid/grid.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import type { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import { handleActionKey } from '../ui/actionKeys.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { consumeEvent, handleKey } from '../ui/keyEvents.ts';
import { ariaKeys } from '../ui/keymap.ts';
import {
  findAdjacentImage,
  findNeighbor,
  findRemainingImage,
  type ImagePosition,
  type ImageTarget,
  type ListingReader,
  type Step,
} from './adjacentImage.ts';
import { CompareView } from './compareView.ts';
import type { DetailsPane } from './detailsPane.ts';
import { frameTemplate, type LoadedImage } from './frame.ts';
import type { Button } from '../ui/button.ts';
import { actionButtons, barTemplate, captionTemplate, menuButton } from './viewerBar.ts';
import {
  dialogTemplate,
  stepTemplate,
  stripTemplate,
  type DialogContent,
} from './viewerTemplates.ts';

/** What the viewer works with. */
export interface ViewerContext {
  readonly strings: PageStrings;
  readonly connection: HostConnection;
  readonly listingCache: ListingCache;
  readonly grid: Grid;
  readonly thumbnails: ThumbnailCache;
  readonly detailsPane: DetailsPane;
  readonly onChange: () => void;
  /** Called when one of two images that were compared is gone. */
  readonly onReplaced: () => void;
}

/** One image, or two compared, over the whole page. The grid scrolls along underneath. */
export class Viewer {
  readonly #context: ViewerContext;
  #current: (LoadedImage & ImagePosition) | undefined;
  /** A step to an image that is not loaded yet. */
  #pendingStep: Step | undefined;
  #compareView: CompareView | undefined;

  constructor(context: ViewerContext) {
    this.#context = context;
  }

  get isOpen(): boolean {
    return this.#current !== undefined || this.#compareView !== undefined;
  }

  get isComparing(): boolean {
    return this.#compareView !== undefined;
  }

  /** The id of the generation that is shown. */
  get id(): string | undefined {
    return this.#current?.generation.id;
  }

  /** The image that is shown, or that two were compared from. */
  get imageRef(): ImageRef | undefined {
    return this.#current && { id: this.#current.generation.id, image: this.#current.image };
  }

  /** Shows an image of the listing, if it is loaded. */
  open({ id, image }: ImageRef): void {
    const { listingCache } = this.#context;
    const position = listingCache.positionOf(id);
    const generation = position === undefined ? undefined : listingCache.at(position);
    if (position === undefined || !generation?.images[image]) return;
    this.#show({ position, image }, generation);
  }

  /** Compares two images. */
  openCompare(left: ImageRef, right: ImageRef): void {
    const compareView = new CompareView(left, right, {
      ...this.#context,
      onGone: (remaining) => {
        if (this.#compareView !== compareView) return;
        this.back();
        this.open(remaining);
        this.#context.onReplaced();
      },
    });
    this.#compareView = compareView;
    this.#context.onChange();
  }

  /** Goes back from comparing to the image that it was opened from, if any, otherwise to the grid. */
  readonly back = (): void => {
    if (!this.#compareView) this.#current = undefined;
    this.#compareView = undefined;
    this.#pendingStep = undefined;
    this.#context.onChange();
  };

  close(): void {
    this.#current = undefined;
    this.back();
  }

  /** Adopts what has been loaded or changed since the last draw. */
  refresh(): void {
    this.#compareView?.refresh();
    if (!this.#current) return;
    const { listingCache } = this.#context;
    const { generation, image } = this.#current;
    const position = listingCache.positionOf(generation.id);
    const current = position === undefined ? undefined : listingCache.at(position);
    if (position === undefined || !current) {
      if (!this.#skipDeleted(this.#current.position)) this.close();
      return;
    }
    this.#current = { generation: current, image, position };
    if (this.#pendingStep !== undefined) this.#moveBy(this.#pendingStep);
  }

  template(): TemplateResult | typeof nothing {
    if (this.#compareView) return this.#compareTemplate(this.#compareView);
    return this.#current ? this.#imageTemplate(this.#current) : nothing;
  }

  #imageTemplate(current: LoadedImage & ImagePosition): TemplateResult {
    const { strings } = this.#context;
    const { generation, image } = current;
    return this.#dialogTemplate({
      name: generation.prompt,
      bar: barTemplate(
        captionTemplate(current, strings),
        this.#listButtons(current),
        strings,
        this.back,
      ),
      content: html`<div class="stage">
          ${stepTemplate('previous', strings, this.#findTarget(-1) !== undefined, this.#previous)}
          ${frameTemplate(generation, image, this.#context)}
          ${stepTemplate('next', strings, this.#findTarget(1) !== undefined, this.#next)}
        </div>
        ${stripTemplate(current, this.#context, (selected) => {
          this.#show({ position: current.position, image: selected }, generation);
        })}`,
      details: this.#context.detailsPane.template(),
      menuData: createViewerMenuData(generation, image),
    });
  }

  #listButtons(loaded: LoadedImage): Button[] {
    const { strings, connection, detailsPane } = this.#context;
    return [
      ...actionButtons(loaded, strings, connection),
      {
        label: strings.commands.compareWithNext,
        icon: 'split-horizontal',
        keys: ariaKeys('viewer', 'compareWithNext'),
        isDisabled: this.#findNeighbor() === undefined,
        onClick: this.#compareWithNext,
      },
      {
        label: strings.details,
        icon: 'info',
        keys: ariaKeys('viewer', 'toggleDetails'),
        isPressed: detailsPane.isOpen,
        onClick: this.#toggleDetails,
      },
      menuButton(strings),
    ];
  }

  #compareTemplate(compare: CompareView): TemplateResult {
    const { strings } = this.#context;
    return this.#dialogTemplate({
      name: strings.compare,
      bar: barTemplate(html`<h2>${strings.compare}</h2>`, compare.buttons, strings, this.back),
      content: html`${compare.template()}`,
      details: nothing,
    });
  }

  #dialogTemplate(content: DialogContent): TemplateResult {
    return dialogTemplate(content, (event) => {
      if (this.#handleKey(event) || this.#performAction(event)) consumeEvent(event);
    });
  }

  /** Runs the command of a key. Returns whether it has one. */
  #handleKey(event: KeyboardEvent): boolean {
    const { back } = this;
    if (this.#compareView) return this.#compareView.handleKey(event, back);
    return handleKey('viewer', event, {
      back,
      next: this.#next,
      previous: this.#previous,
      toggleDetails: this.#toggleDetails,
      compareWithNext: this.#compareWithNext,
      close: () => {
        // On a button, Space presses it.
        if (event.target !== event.currentTarget) return false;
        back();
        return true;
      },
    });
  }

  /** Performs the action of a key on the current or chosen image. Returns whether it has one. */
  #performAction(event: KeyboardEvent): boolean {
    const shown = this.#compareView ? this.#compareView.chosen : this.#current;
    if (!shown) return false;
    const { generation, image } = shown;
    const targets = [{ id: generation.id, image }];
    const state = { areFavorites: generation.favorite };
    return handleActionKey(event, state, targets, this.#context.connection);
  }

  readonly #toggleDetails = (): void => {
    if (this.#current) this.#context.detailsPane.toggle(this.#current.generation.id);
  };

  readonly #compareWithNext = (): void => {
    const [current, next] = [this.imageRef, this.#findNeighbor()];
    if (current && next) this.openCompare(current, next);
  };

  #findNeighbor(): ImageRef | undefined {
    return this.#current && findNeighbor(this.#current, this.#listing);
  }

  #findTarget(step: Step): ImageTarget | undefined {
    return this.#current && findAdjacentImage(this.#current, step, this.#listing);
  }

  get #listing(): ListingReader {
    const { listingCache } = this.#context;
    return {
      total: listingCache.listing.total,
      at: (position) => listingCache.at(position),
    };
  }

  readonly #next = (): void => {
    this.#moveBy(1);
  };

  readonly #previous = (): void => {
    this.#moveBy(-1);
  };

  #moveBy(step: Step): void {
    const target = this.#findTarget(step);
    this.#pendingStep = target && 'pendingPosition' in target ? step : undefined;
    if (target) this.#goTo(target);
  }

  /** Goes from a deleted generation to the next image, or to the previous one. Returns whether there is one. */
  #skipDeleted(position: number): boolean {
    const target = findRemainingImage(position, this.#listing);
    if (target) this.#goTo(target);
    return target !== undefined;
  }

  #goTo(target: ImageTarget): void {
    const { listingCache, grid } = this.#context;
    if ('pendingPosition' in target) {
      // The page requests what the grid scrolls to.
      grid.scrollTo(target.pendingPosition);
      return;
    }
    const generation = listingCache.at(target.position);
    if (generation) this.#show(target, generation);
  }

  #show(imagePosition: ImagePosition, generation: GenerationView): void {
    const { grid, detailsPane, onChange } = this.#context;
    this.#current = { ...imagePosition, generation };
    this.#pendingStep = undefined;
    grid.scrollTo(imagePosition.position);
    detailsPane.follow(generation.id);
    onChange();
  }
}
