import { html, nothing, type TemplateResult } from 'lit';
import type { GenerationView, PageStrings } from '../../protocol/messages.ts';
import { formatPlural } from '../ui/format.ts';
import type { ImageRef } from '../viewer/frame.ts';
import { icon } from '../ui/icon.ts';

/** How a card has itself looked at more closely. */
export interface OverlayHost {
  openViewer(image: ImageRef): void;
  showDetails(id: string): void;
}

/**
 * What lies over a card's first picture: how many there are in the set, and the ways to look closer.
 * @param tabIndex whether Tab leads there
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
      @click=${() => {
        overlay.openViewer({ id, image: 0 });
      }}
    >
      ${icon(isSet ? 'layers' : 'screen-full')}${isSet ? images.length : nothing}
    </button>
  </div>`;
}
