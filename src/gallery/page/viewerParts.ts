import { html, nothing, type TemplateResult } from 'lit';
import type { PageStrings } from '../protocol.ts';
import type { HeldPicture } from './compare.ts';
import { fill } from './fill.ts';
import { thumbnailTemplate, type FrameContext } from './frame.ts';
import { icon } from './icon.ts';
import type { IconName } from './iconNames.ts';

/** The arrow to the picture before or after. It stays where there is none, so that it keeps the focus. */
export function stepTemplate(
  direction: 'previous' | 'next',
  strings: PageStrings,
  isThere: boolean,
  press: () => void,
): TemplateResult {
  return html`<button
    class="icon-button step"
    title=${strings[direction]}
    aria-label=${strings[direction]}
    aria-disabled=${!isThere}
    @click=${press}
  >
    ${icon(direction === 'previous' ? 'chevron-left' : 'chevron-right')}
  </button>`;
}

/** Pixels of a picture in the strip. */
const small = 56;

/** The pictures of a set, small. */
export function stripTemplate(
  { generation, image: current }: HeldPicture,
  { strings, pictures }: FrameContext,
  choose: (image: number) => void,
): TemplateResult | typeof nothing {
  const { images } = generation;
  if (images.length < 2) return nothing;
  return html`<div class="strip">
    ${images.map(
      (_, image) =>
        html`<button
          aria-label=${fill(strings.imageOf, image + 1, images.length)}
          aria-current=${image === current}
          @click=${() => {
            choose(image);
          }}
        >
          ${thumbnailTemplate(generation, image, small, pictures)}
        </button>`,
    )}
  </div>`;
}

/** What a picture shows, and the facts of it. */
export function captionTemplate(
  { generation, image }: HeldPicture,
  { imageOf }: PageStrings,
): TemplateResult {
  const { prompt, facts, ended, images } = generation;
  const number = images.length > 1 ? fill(imageOf, image + 1, images.length) : '';
  return html`<div class="caption">
    <p class="prompt" title=${prompt}>${prompt}</p>
    <p class="facts">${[number, facts, ended].filter(Boolean).join(' · ')}</p>
  </div>`;
}

/** A button below the large picture: with words where it is the one to press, else with an icon. */
export interface ViewerButton {
  readonly label: string;
  readonly icon?: IconName;
  readonly isPrimary?: boolean;
  readonly isPressed?: boolean;
  readonly isOff?: boolean;
  readonly press: () => void;
}

export function buttonsTemplate(
  buttons: readonly ViewerButton[],
  strings: PageStrings,
  close: () => void,
): TemplateResult {
  const all: ViewerButton[] = [...buttons, { label: strings.close, icon: 'close', press: close }];
  return html`<div class="viewer-buttons">
    ${all.map((button) =>
      button.icon
        ? html`<button
            class="icon-button"
            title=${button.label}
            aria-label=${button.label}
            aria-pressed=${button.isPressed ?? nothing}
            aria-disabled=${button.isOff ?? nothing}
            @click=${button.press}
          >
            ${icon(button.icon)}
          </button>`
        : html`<button class=${button.isPrimary ? 'primary' : ''} @click=${button.press}>
            ${button.label}
          </button>`,
    )}
  </div>`;
}
