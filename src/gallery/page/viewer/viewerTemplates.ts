import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import type { IconName } from '../ui/iconNames.ts';
import { ariaKeys } from '../ui/keymap.ts';
import type { LoadedImage } from './compareView.ts';
import { thumbnailTemplate, type FrameContext } from './frame.ts';

/** The dialog around the large image. @param details next to the content */
export function dialogTemplate(
  name: string,
  content: TemplateResult,
  details: TemplateResult | typeof nothing,
  onKeydown: (event: KeyboardEvent) => void,
): TemplateResult {
  return html`<div
    class="viewer"
    role="dialog"
    aria-modal="true"
    aria-label=${name}
    tabindex="-1"
    @keydown=${onKeydown}
  >
    <div class="viewer-main">${content}</div>
    ${details}
  </div>`;
}

/** The button to the previous or next image. At the ends it is kept, so that it does not lose the focus. */
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
    aria-keyshortcuts=${ariaKeys('viewer', direction)}
    aria-disabled=${!isEnabled}
    @click=${onClick}
  >
    ${icon(direction === 'previous' ? 'chevron-left' : 'chevron-right')}
  </button>`;
}

/** Pixels of an image in the strip. */
const stripThumbnailWidthPx = 56;

/** The thumbnails of a set. @param select called with the index of an image that is clicked */
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

/** The prompt and facts of an image. */
export function captionTemplate(
  { generation, image }: LoadedImage,
  { imageOf }: PageStrings,
): TemplateResult {
  const { prompt, facts, images } = generation;
  const duration = generation.state === 'done' ? generation.duration : undefined;
  const positionText = images.length > 1 ? format(imageOf, image + 1, images.length) : '';
  return html`<div class="caption">
    <p class="prompt" title=${prompt}>${prompt}</p>
    <p class="facts">${[positionText, facts, duration].filter(Boolean).join(' · ')}</p>
  </div>`;
}

/** A button below the large image: with an icon, or with its label if it has none. */
export interface ViewerButton {
  readonly label: string;
  readonly icon?: IconName;
  /** For `aria-keyshortcuts`. */
  readonly keys?: string;
  readonly isPrimary?: boolean;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

/** The buttons below the large image, with Close as the last one. */
export function buttonsTemplate(
  buttons: readonly ViewerButton[],
  strings: PageStrings,
  close: () => void,
): TemplateResult {
  const allButtons: ViewerButton[] = [
    ...buttons,
    { label: strings.close, icon: 'close', keys: ariaKeys('viewer', 'back'), onClick: close },
  ];
  return html`<div class="viewer-buttons">
    ${allButtons.map((button) =>
      button.icon
        ? html`<button
            class="icon-button"
            title=${button.label}
            aria-label=${button.label}
            aria-keyshortcuts=${button.keys ?? nothing}
            aria-pressed=${button.isPressed ?? nothing}
            aria-disabled=${button.isDisabled ?? nothing}
            @click=${button.onClick}
          >
            ${icon(button.icon)}
          </button>`
        : html`<button
            class=${button.isPrimary ? 'primary' : ''}
            aria-keyshortcuts=${button.keys ?? nothing}
            @click=${button.onClick}
          >
            ${button.label}
          </button>`,
    )}
  </div>`;
}
