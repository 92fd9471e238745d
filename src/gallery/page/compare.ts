import { html, type TemplateResult } from 'lit';
import type { GenerationView } from '../protocol.ts';
import { dividerAfter, dividerAt } from './divider.ts';
import { frameTemplate, type FrameContext } from './frame.ts';
import { styled } from './styled.ts';

/** A picture that is here to be shown. */
export interface HeldPicture {
  readonly generation: GenerationView;
  readonly image: number;
}

/** Two pictures in one frame: the first one left of a divider, the second one right of it. */
export class Compare {
  readonly #context: FrameContext;
  readonly #onChange: () => void;
  #divider = 50;

  constructor(context: FrameContext, onChange: () => void) {
    this.#context = context;
    this.#onChange = onChange;
  }

  /** Whether that key moves the divider. */
  press(key: string): boolean {
    const divider = dividerAfter(key, this.#divider);
    if (divider === undefined) return false;
    this.#move(divider);
    return true;
  }

  template(left: HeldPicture, right: HeldPicture): TemplateResult {
    const { strings } = this.#context;
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
    this.#onChange();
  }
}
