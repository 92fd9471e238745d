import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import { icon } from './icon.ts';
import type { IconName } from './iconNames.ts';
import { ariaKeys } from './keymap.ts';

/** A button with an icon, or with its label if it has none. */
export interface Button {
  readonly label: string;
  readonly icon?: IconName;
  /** For `aria-keyshortcuts`. */
  readonly keys?: string;
  readonly isPrimary?: boolean;
  /** Without a border, if it has an icon. */
  readonly isQuiet?: boolean;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly hasMenu?: boolean;
  readonly onClick: (event: Event) => void;
}

/** A button. That with an icon has its label as a tooltip. */
export function buttonTemplate(button: Button): TemplateResult {
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
    class=${button.isQuiet ? 'icon-button quiet' : 'icon-button'}
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

/**
 * The button that adds images to the favorites, or removes them.
 * @param isFavorite whether all of them are favorites
 */
export function favoriteButton(
  isFavorite: boolean,
  { favorite }: Pick<PageStrings, 'favorite'>,
  perform: (action: 'favorite' | 'unfavorite') => void,
): Button {
  return {
    label: favorite,
    icon: isFavorite ? 'star-full' : 'star-empty',
    keys: ariaKeys('image', 'toggleFavorite'),
    isPressed: isFavorite,
    onClick: () => {
      perform(isFavorite ? 'unfavorite' : 'favorite');
    },
  };
}
