import { html, nothing, type TemplateResult } from 'lit';
import type { PageStrings } from '../../protocol/messages.ts';
import type { LoadedImage } from './compareView.ts';
import { format } from '../ui/format.ts';
import { thumbnailTemplate, type FrameContext } from './frame.ts';
import { icon } from '../ui/icon.ts';
import type { IconName } from '../ui/iconNames.ts';

/** The arrow to the picture before or after. It stays where there is none, so that it keeps the focus. */
export function stepTemplate(
  direction: 'previous' | 'next',
  strings: PageStrings,
  isEnabled: boolean,
  onClick: () => void,
): TemplateResult {
  return html`<button
    class="icon-button step"
    title=${strings[direction]}
    aria-label=${strings[direction]}
    aria-disabled=${!isEnabled}
    @click=${onClick}
  >
    ${icon(direction === 'previous' ? 'chevron-left' : 'chevron-right')}
  </button>`;
}

/** Pixels of a picture in the strip. */
const stripThumbnailWidthPx = 56;

/** The pictures of a set, small. */
export function stripTemplate(
  { generation, image: current }: LoadedImage,
  { strings, thumbnails }: FrameContext,
  select: (image: number) => void,
): TemplateResult | typeof nothing {
  const { images } = generation;
  if (images.length < 2) return nothing;
  return html`<div class="strip">
    ${images.map(
      (_, image) =>
        html`<button
          aria-label=${format(strings.imageOf, image + 1, images.length)}
          aria-current=${image === current}
          @click=${() => {
            select(image);
          }}
        >
          ${thumbnailTemplate(generation, image, stripThumbnailWidthPx, thumbnails)}
        </button>`,
    )}
  </div>`;
}

/** What a picture shows, and the facts of it. */
export function captionTemplate(
  { generation, image }: LoadedImage,
  { imageOf }: PageStrings,
): TemplateResult {
  const { prompt, facts, durationText, images } = generation;
  const positionText = images.length > 1 ? format(imageOf, image + 1, images.length) : '';
  return html`<div class="caption">
    <p class="prompt" title=${prompt}>${prompt}</p>
    <p class="facts">${[positionText, facts, durationText].filter(Boolean).join(' · ')}</p>
  </div>`;
}

/** A button below the large picture: with words where it is the one to press, else with an icon. */
export interface ViewerButton {
  readonly label: string;
  readonly icon?: IconName;
  readonly isPrimary?: boolean;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

export function buttonsTemplate(
  buttons: readonly ViewerButton[],
  strings: PageStrings,
  close: () => void,
): TemplateResult {
  const allButtons: ViewerButton[] = [
    ...buttons,
    { label: strings.close, icon: 'close', onClick: close },
  ];
  return html`<div class="viewer-buttons">
    ${allButtons.map((button) =>
      button.icon
        ? html`<button
            class="icon-button"
            title=${button.label}
            aria-label=${button.label}
            aria-pressed=${button.isPressed ?? nothing}
            aria-disabled=${button.isDisabled ?? nothing}
            @click=${button.onClick}
          >
            ${icon(button.icon)}
          </button>`
        : html`<button class=${button.isPrimary ? 'primary' : ''} @click=${button.onClick}>
            ${button.label}
          </button>`,
    )}
  </div>`;
}
