import { html, nothing, type TemplateResult } from 'lit';
import type {
  FromPageMessage,
  GenerationView,
  PageStrings,
  ToPageMessage,
} from '../../protocol/messages.ts';
import { handleActionKey, hasModifier, consumeEvent } from '../ui/actionKeys.ts';
import { CompareView, type LoadedImage } from './compareView.ts';
import type { DetailsPane } from './detailsPane.ts';
import { frameTemplate, type ImageRef } from './frame.ts';
import type { Grid } from '../grid/grid.ts';
import type { ListingCache } from '../grid/listingCache.ts';
import type { ThumbnailCache } from '../thumbnails/thumbnailCache.ts';
import {
  buttonsTemplate,
  captionTemplate,
  stepTemplate,
  stripTemplate,
} from './viewerTemplates.ts';
import { findAdjacentImage, type ImagePosition, type Step } from './adjacentImage.ts';

export interface ViewerContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPageMessage) => void;
  readonly listingCache: ListingCache;
  readonly grid: Grid;
  readonly thumbnails: ThumbnailCache;
  readonly detailsPane: DetailsPane;
  readonly onChange: () => void;
}

/** One picture, or two compared, large over the grid; the grid goes along underneath. */
export class Viewer {
  readonly #context: ViewerContext;
  #current: (LoadedImage & ImagePosition) | undefined;
  /** A step whose picture has not come yet. */
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

  /** The generation that is looked at. */
  get id(): string | undefined {
    return this.#current?.generation.id ?? this.#compareView?.id;
  }

  /** Shows a picture of the listing; nothing happens where it has none. */
  open({ id, image }: ImageRef): void {
    const { listingCache } = this.#context;
    const position = listingCache.positionOf(id);
    const generation = position === undefined ? undefined : listingCache.at(position);
    if (position === undefined || !generation?.images[image]) return;
    this.#show({ position, image }, generation);
  }

  /** Shows two pictures, of whichever generations, with a divider. */
  openCompare(left: ImageRef, right: ImageRef): void {
    this.#compareView = new CompareView([left, right], this.#context);
    this.#context.onChange();
  }

  /** Goes back from two pictures to the one that they were opened from; otherwise to the grid. */
  back(): void {
    if (!this.#compareView) this.#current = undefined;
    this.#compareView = undefined;
    this.#pendingStep = undefined;
    this.#context.onChange();
  }

  close(): void {
    this.#current = undefined;
    this.back();
  }

  receive(message: ToPageMessage): void {
    if (this.#compareView?.receive(message)) this.back();
  }

  /** Takes up what has come or changed since it was last drawn. */
  refresh(): void {
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
    if (this.#current) return this.#imageTemplate(this.#current);
    return nothing;
  }

  #imageTemplate(current: LoadedImage & ImagePosition): TemplateResult {
    const { strings, post, detailsPane } = this.#context;
    const { generation, image } = current;
    const { id } = generation;
    return this.#dialogTemplate(
      generation.prompt,
      html`<div class="stage">
          ${stepTemplate('previous', strings, this.#findTarget(-1) !== undefined, () => {
            this.#moveBy(-1);
          })}
          ${frameTemplate(generation, image, this.#context)}
          ${stepTemplate('next', strings, this.#findTarget(1) !== undefined, () => {
            this.#moveBy(1);
          })}
        </div>
        ${stripTemplate(current, this.#context, (selected) => {
          this.#show({ position: current.position, image: selected }, generation);
        })}
        <div class="viewer-footer">
          <div class="captions" aria-live="polite">${captionTemplate(current, strings)}</div>
          ${buttonsTemplate(
            [
              {
                label: strings.insert,
                isPrimary: true,
                onClick: () => {
                  post({ type: 'performAction', action: 'insert', targets: [{ id, image }] });
                },
              },
              {
                label: strings.compareWithNext,
                icon: 'split-horizontal',
                isDisabled: this.#findNeighbor() === undefined,
                onClick: () => {
                  this.#compareWithNext();
                },
              },
              {
                label: strings.details,
                icon: 'info',
                isPressed: detailsPane.isOpen,
                onClick: () => {
                  this.#toggleDetails();
                },
              },
            ],
            strings,
            () => {
              this.back();
            },
          )}
        </div>`,
    );
  }

  #compareTemplate(compare: CompareView): TemplateResult {
    const { strings } = this.#context;
    return this.#dialogTemplate(
      strings.compare,
      html`<div class="stage">${compare.template()}</div>
        <div class="viewer-footer">
          <div class="captions">
            ${compare.images.map((image) => (image ? captionTemplate(image, strings) : nothing))}
          </div>
          ${buttonsTemplate([], strings, () => {
            this.back();
          })}
        </div>`,
    );
  }

  #dialogTemplate(name: string, content: TemplateResult): TemplateResult {
    return html`<div
      class="viewer"
      role="dialog"
      aria-modal="true"
      aria-label=${name}
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => {
        if ((!hasModifier(event) && this.#handleKey(event)) || this.#performAction(event))
          consumeEvent(event);
      }}
    >
      <div class="viewer-main">${content}</div>
      ${this.#compareView ? nothing : this.#context.detailsPane.template()}
    </div>`;
  }

  /** Whether that key does something here. */
  #handleKey({ key, target, currentTarget }: KeyboardEvent): boolean {
    if (key === 'Escape') this.back();
    else if (this.#compareView) return this.#compareView.handleKey(key);
    else if (key === 'ArrowRight') this.#moveBy(1);
    else if (key === 'ArrowLeft') this.#moveBy(-1);
    else if (key === 'i') this.#toggleDetails();
    else if (key === 'c') this.#compareWithNext();
    // On a button they press it.
    else if (target !== currentTarget) return false;
    else if (key === ' ') this.back();
    else if (key === 'Enter') this.#openInEditor();
    else return false;
    return true;
  }

  /** Whether that key does something with the picture. */
  #performAction(event: KeyboardEvent): boolean {
    if (!this.#current) return false;
    const { generation, image } = this.#current;
    return handleActionKey(event, generation, [{ id: generation.id, image }], this.#context.post);
  }

  #openInEditor(): void {
    if (!this.#current) return;
    const { generation, image } = this.#current;
    const targets = [{ id: generation.id, image }];
    this.#context.post({ type: 'performAction', action: 'open', targets });
  }

  #toggleDetails(): void {
    const { detailsPane } = this.#context;
    if (detailsPane.isOpen) detailsPane.close();
    else if (this.#current) detailsPane.show(this.#current.generation.id);
  }

  #compareWithNext(): void {
    const next = this.#findNeighbor();
    if (!this.#current || !next) return;
    const { generation, image } = this.#current;
    this.openCompare({ id: generation.id, image }, next);
  }

  /** The next picture, or at the end the one before. */
  #findNeighbor(): ImageRef | undefined {
    for (const step of [1, -1] as const) {
      const target = this.#findTarget(step);
      const generation =
        target && 'image' in target && this.#context.listingCache.at(target.position);
      if (generation) return { id: generation.id, image: target.image };
    }
    return undefined;
  }

  #findTarget(
    step: Step,
    from: ImagePosition | undefined = this.#current,
  ): ReturnType<typeof findAdjacentImage> {
    const { listingCache } = this.#context;
    if (!from) return undefined;
    const at = (position: number) => listingCache.at(position);
    return findAdjacentImage(from, step, { total: listingCache.listing.total, at });
  }

  #moveBy(step: Step): void {
    const target = this.#findTarget(step);
    this.#pendingStep = target && 'pendingPosition' in target ? step : undefined;
    if (target) this.#goTo(target);
  }

  /** Goes on from where a deleted generation was, to what came after it, or before, if there is any. */
  #skipDeleted(position: number): boolean {
    const after = { position: position - 1, image: Number.MAX_SAFE_INTEGER };
    const target = this.#findTarget(1, after) ?? this.#findTarget(-1, { position, image: 0 });
    if (target) this.#goTo(target);
    return target !== undefined;
  }

  #goTo(target: ImagePosition | { readonly pendingPosition: number }): void {
    const { listingCache, grid } = this.#context;
    if ('pendingPosition' in target) {
      // The page asks for what the grid comes to.
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
    if (detailsPane.isOpen) detailsPane.show(generation.id);
    onChange();
  }
}
