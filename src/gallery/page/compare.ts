import { html, nothing, type TemplateResult } from 'lit';
import type { FromPage, GenerationView, ToPage } from '../protocol.ts';
import { dividerAfter, dividerAt } from './divider.ts';
import { frameTemplate, type FrameContext, type PictureName } from './frame.ts';
import type { Listed } from './listed.ts';
import { styled } from './styled.ts';

/** A picture that is here to be shown. */
export interface HeldPicture {
  readonly generation: GenerationView;
  readonly image: number;
}

interface CompareContext extends FrameContext {
  readonly post: (message: FromPage) => void;
  readonly listed: Listed;
  readonly onChange: () => void;
}

/** Two pictures in one frame: the first one left of a divider, the second one right of it. */
export class Compare {
  readonly #context: CompareContext;
  readonly #pair: readonly [PictureName, PictureName];
  /** Generations of which the listing may know nothing here. */
  readonly #fetched = new Map<string, GenerationView>();
  #divider = 50;

  constructor(pair: readonly [PictureName, PictureName], context: CompareContext) {
    this.#context = context;
    this.#pair = pair;
    const { listed, post } = context;
    for (const { id } of pair) {
      if (listed.placeOf(id) === undefined) post({ type: 'details', id });
    }
  }

  /** The generation of the first one. */
  get id(): string {
    return this.#pair[0].id;
  }

  /** The two, as far as they are here. */
  get pictures(): (HeldPicture | undefined)[] {
    return this.#pair.map((name) => this.#held(name));
  }

  /** Takes in what was asked for; tells whether it turns out to be gone. */
  receive(message: ToPage): boolean {
    if (message.type !== 'details' || !this.#pair.some(({ id }) => id === message.id)) return false;
    const { id, details } = message;
    if (details) this.#fetched.set(id, details.generation);
    return !details && this.#context.listed.placeOf(id) === undefined;
  }

  /** Whether that key moves the divider. */
  press(key: string): boolean {
    const divider = dividerAfter(key, this.#divider);
    if (divider === undefined) return false;
    this.#move(divider);
    return true;
  }

  template(): TemplateResult | typeof nothing {
    const { strings } = this.#context;
    const [left, right] = this.pictures;
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
        this.#drag(event);
      }}
      @pointermove=${(event: PointerEvent) => {
        const element = event.currentTarget as HTMLElement;
        if (element.hasPointerCapture(event.pointerId)) this.#drag(event);
      }}
      ${styled({ '--divider': `${this.#divider}%` })}
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
        aria-valuenow=${this.#divider}
        aria-valuetext="${this.#divider}%"
      ></div>
    </div>`;
  }

  #drag({ currentTarget, clientX }: PointerEvent): void {
    this.#move(dividerAt(clientX, (currentTarget as HTMLElement).getBoundingClientRect()));
  }

  #move(divider: number): void {
    this.#divider = divider;
    this.#context.onChange();
  }

  #held({ id, image }: PictureName): HeldPicture | undefined {
    const { listed } = this.#context;
    const place = listed.placeOf(id);
    const generation =
      (place === undefined ? undefined : listed.at(place)) ?? this.#fetched.get(id);
    return generation && { generation, image };
  }
}
