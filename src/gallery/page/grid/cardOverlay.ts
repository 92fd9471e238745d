import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { GenerationView } from '../../protocol/views.ts';
import type { ImageRef } from '../../protocol/vocabulary.ts';
import { formatPlural } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { ariaKeys } from '../ui/keymap.ts';

/** Shows a generation outside the grid. */
export interface OverlayHost {
  openViewer(image: ImageRef): void;
  showDetails(id: string): void;
}

/**
 * The buttons over the first image of a card: details, and the large view with the size of a set.
 * @param tabIndex of the buttons
 */
export function cardOverlayTemplate(
  { id, images }: GenerationView,
  tabIndex: number,
  strings: PageStrings,
  overlay: OverlayHost,
): TemplateResult | typeof nothing {
  if (images.length === 0) return nothing;
  const isSet = images.length > 1;
  const openLabel = formatPlural(images.length, strings.showAllImages);
  return html`<div class="card-overlay">
    <button
      class="icon-button"
      tabindex=${tabIndex}
      title=${strings.details}
      aria-label=${strings.details}
      aria-keyshortcuts=${ariaKeys('grid', 'toggleDetails')}
      @click=${() => {
        overlay.showDetails(id);
      }}
    >
      ${icon('info')}
    </button>
    <button
      class=${isSet ? 'icon-button badge' : 'icon-button'}
      tabindex=${tabIndex}
      title=${openLabel}
      aria-label=${openLabel}
      aria-keyshortcuts=${ariaKeys('grid', 'enlarge')}
      @click=${() => {
        overlay.openViewer({ id, image: 0 });
      }}
    >
      ${icon(isSet ? 'layers' : 'screen-full')}${isSet ? images.length : nothing}
    </button>
  </div>`;
}
