import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { openContextMenu } from '../ui/contextMenu.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import type { IconName } from '../ui/iconNames.ts';
import { ariaKeys } from '../ui/keymap.ts';
import type { LoadedImage } from './frame.ts';

/** A button of the bar: with an icon, or with its label if it has none. */
export interface ViewerButton {
  readonly label: string;
  readonly icon?: IconName;
  /** For `aria-keyshortcuts`. */
  readonly keys?: string;
  readonly isPrimary?: boolean;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly hasMenu?: boolean;
  readonly onClick: (event: Event) => void;
}

/** The bar above the large image: what is shown, and the buttons, with Close in the corner. */
export function barTemplate(
  title: TemplateResult,
  buttons: readonly ViewerButton[],
  strings: PageStrings,
  close: () => void,
): TemplateResult {
  const allButtons: ViewerButton[] = [
    ...buttons,
    { label: strings.close, icon: 'close', keys: ariaKeys('viewer', 'back'), onClick: close },
  ];
  return html`<header class="viewer-bar">
    <div class="caption" aria-live="polite">${title}</div>
    <div class="viewer-buttons">${allButtons.map(buttonTemplate)}</div>
  </header>`;
}

/** The button that opens the context menu of the image. */
export function menuButton({ moreActions }: PageStrings): ViewerButton {
  return { label: moreActions, icon: 'ellipsis', hasMenu: true, onClick: openContextMenu };
}

/** A button of the bar, or of an image that is compared. */
export function buttonTemplate(button: ViewerButton): TemplateResult {
  const { label, keys, onClick } = button;
  if (!button.icon)
    return html`<button
      class=${button.isPrimary ? 'primary' : ''}
      aria-keyshortcuts=${keys ?? nothing}
      @click=${onClick}
    >
      ${label}
    </button>`;
  return html`<button
    class="icon-button"
    title=${label}
    aria-label=${label}
    aria-keyshortcuts=${keys ?? nothing}
    aria-pressed=${button.isPressed ?? nothing}
    aria-disabled=${button.isDisabled ?? nothing}
    aria-haspopup=${button.hasMenu ? 'menu' : nothing}
    @click=${onClick}
  >
    ${icon(button.icon)}
  </button>`;
}

/** The prompt and facts of an image. */
export function captionTemplate(
  { generation, image }: LoadedImage,
  { imageOf }: PageStrings,
): TemplateResult {
  const { prompt, facts, images } = generation;
  const duration = generation.state === 'done' ? generation.duration : undefined;
  const positionText = images.length > 1 ? format(imageOf, image + 1, images.length) : '';
  return html`<p class="prompt" title=${prompt}>${prompt}</p>
    <p class="facts">${[positionText, facts, duration].filter(Boolean).join(' · ')}</p>`;
}
