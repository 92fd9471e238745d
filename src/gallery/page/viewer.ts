import { html, nothing, type TemplateResult } from 'lit';
import type { FromPage, GenerationView, PageStrings, ToPage } from '../protocol.ts';
import { act, isModified, take } from './actionKeys.ts';
import { Compare, type HeldPicture } from './compare.ts';
import type { Details } from './details.ts';
import { frameTemplate, type PictureName } from './frame.ts';
import type { Grid } from './grid.ts';
import type { Listed } from './listed.ts';
import type { Pictures } from './pictures.ts';
import { buttonsTemplate, captionTemplate, stepTemplate, stripTemplate } from './viewerParts.ts';
import { walk, type Spot, type Step } from './walk.ts';

export interface ViewerContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  readonly listed: Listed;
  readonly grid: Grid;
  readonly pictures: Pictures;
  readonly details: Details;
  readonly onChange: () => void;
}

/** One picture, or two compared, large over the grid; the grid goes along underneath. */
export class Viewer {
  readonly #context: ViewerContext;
  #one: (HeldPicture & Spot) | undefined;
  /** A step whose picture has not come yet. */
  #awaited: Step | undefined;
  #compare: Compare | undefined;

  constructor(context: ViewerContext) {
    this.#context = context;
  }

  get isOpen(): boolean {
    return this.#one !== undefined || this.#compare !== undefined;
  }

  get isComparing(): boolean {
    return this.#compare !== undefined;
  }

  /** The generation that is looked at. */
  get id(): string | undefined {
    return this.#one?.generation.id ?? this.#compare?.id;
  }

  /** Shows a picture of the listing; nothing happens where it has none. */
  open({ id, image }: PictureName): void {
    const { listed } = this.#context;
    const place = listed.placeOf(id);
    const generation = place === undefined ? undefined : listed.at(place);
    if (place === undefined || !generation?.images[image]) return;
    this.#show({ place, image }, generation);
  }

  /** Shows two pictures, of whichever generations, with a divider. */
  openCompare(left: PictureName, right: PictureName): void {
    this.#compare = new Compare([left, right], this.#context);
    this.#context.onChange();
  }

  /** Goes back from two pictures to the one that they were opened from; otherwise to the grid. */
  back(): void {
    if (!this.#compare) this.#one = undefined;
    this.#compare = undefined;
    this.#awaited = undefined;
    this.#context.onChange();
  }

  close(): void {
    this.#one = undefined;
    this.back();
  }

  receive(message: ToPage): void {
    if (this.#compare?.receive(message)) this.back();
  }

  /** Takes up what has come or changed since it was last drawn. */
  update(): void {
    if (!this.#one) return;
    const { listed } = this.#context;
    const { generation, image } = this.#one;
    const place = listed.placeOf(generation.id);
    const current = place === undefined ? undefined : listed.at(place);
    if (place === undefined || !current) {
      if (!this.#leaveGap(this.#one.place)) this.close();
      return;
    }
    this.#one = { generation: current, image, place };
    if (this.#awaited !== undefined) this.#step(this.#awaited);
  }

  template(): TemplateResult | typeof nothing {
    if (this.#compare) return this.#compareTemplate(this.#compare);
    if (this.#one) return this.#oneTemplate(this.#one);
    return nothing;
  }

  #oneTemplate(one: HeldPicture & Spot): TemplateResult {
    const { strings, post, details } = this.#context;
    const { generation, image } = one;
    const { id } = generation;
    return this.#dialogTemplate(
      generation.prompt,
      html`<div class="stage">
          ${stepTemplate('previous', strings, this.#target(-1) !== undefined, () => {
            this.#step(-1);
          })}
          ${frameTemplate(generation, image, this.#context)}
          ${stepTemplate('next', strings, this.#target(1) !== undefined, () => {
            this.#step(1);
          })}
        </div>
        ${stripTemplate(one, this.#context, (chosen) => {
          this.#show({ place: one.place, image: chosen }, generation);
        })}
        <div class="foot">
          <div class="captions" aria-live="polite">${captionTemplate(one, strings)}</div>
          ${buttonsTemplate(
            [
              {
                label: strings.insert,
                isPrimary: true,
                press: () => {
                  post({ type: 'act', action: 'insert', targets: [{ id, image }] });
                },
              },
              {
                label: strings.compareWithNext,
                icon: 'split-horizontal',
                isOff: this.#neighbour() === undefined,
                press: () => {
                  this.#compareWithNext();
                },
              },
              {
                label: strings.details,
                icon: 'info',
                isPressed: details.isOpen,
                press: () => {
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

  #compareTemplate(compare: Compare): TemplateResult {
    const { strings } = this.#context;
    return this.#dialogTemplate(
      strings.compare,
      html`<div class="stage">${compare.template()}</div>
        <div class="foot">
          <div class="captions">
            ${compare.pictures.map((held) => (held ? captionTemplate(held, strings) : nothing))}
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
        if ((!isModified(event) && this.#press(event)) || this.#act(event)) take(event);
      }}
    >
      <div class="viewer-main">${content}</div>
      ${this.#compare ? nothing : this.#context.details.template()}
    </div>`;
  }

  /** Whether that key does something here. */
  #press({ key, target, currentTarget }: KeyboardEvent): boolean {
    if (key === 'Escape') this.back();
    else if (this.#compare) return this.#compare.press(key);
    else if (key === 'ArrowRight') this.#step(1);
    else if (key === 'ArrowLeft') this.#step(-1);
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
  #act(event: KeyboardEvent): boolean {
    if (!this.#one) return false;
    const { generation: one, image } = this.#one;
    return act(event, one, [{ id: one.id, image }], this.#context.post);
  }

  #openInEditor(): void {
    if (!this.#one) return;
    const { generation, image } = this.#one;
    const targets = [{ id: generation.id, image }];
    this.#context.post({ type: 'act', action: 'open', targets });
  }

  #toggleDetails(): void {
    const { details } = this.#context;
    if (details.isOpen) details.close();
    else if (this.#one) details.show(this.#one.generation.id);
  }

  #compareWithNext(): void {
    const next = this.#neighbour();
    if (!this.#one || !next) return;
    const { generation, image } = this.#one;
    this.openCompare({ id: generation.id, image }, next);
  }

  /** The next picture, or at the end the one before. */
  #neighbour(): PictureName | undefined {
    for (const step of [1, -1] as const) {
      const target = this.#target(step);
      const generation = target && 'image' in target && this.#context.listed.at(target.place);
      if (generation) return { id: generation.id, image: target.image };
    }
    return undefined;
  }

  #target(step: Step, from: Spot | undefined = this.#one): ReturnType<typeof walk> {
    const { listed } = this.#context;
    if (!from) return undefined;
    const at = (place: number) => listed.at(place);
    return walk(from, step, { total: listed.listing.total, at });
  }

  #step(step: Step): void {
    const target = this.#target(step);
    this.#awaited = target && 'awaited' in target ? step : undefined;
    if (target) this.#go(target);
  }

  /** Goes on from where a deleted generation was, to what came after it, or before, if there is any. */
  #leaveGap(place: number): boolean {
    const after = { place: place - 1, image: Number.MAX_SAFE_INTEGER };
    const target = this.#target(1, after) ?? this.#target(-1, { place, image: 0 });
    if (target) this.#go(target);
    return target !== undefined;
  }

  #go(target: Spot | { readonly awaited: number }): void {
    const { listed, grid } = this.#context;
    if ('awaited' in target) {
      // The page asks for what the grid comes to.
      grid.scrollTo(target.awaited);
      return;
    }
    const generation = listed.at(target.place);
    if (generation) this.#show(target, generation);
  }

  #show(spot: Spot, generation: GenerationView): void {
    const { grid, details, onChange } = this.#context;
    this.#one = { ...spot, generation };
    this.#awaited = undefined;
    grid.scrollTo(spot.place);
    if (details.isOpen) details.show(generation.id);
    onChange();
  }
}
