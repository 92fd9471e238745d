import { html, nothing, type TemplateResult } from 'lit';
import type { GenerationView, PageStrings } from '../protocol.ts';
import { fillPlural } from './fill.ts';
import type { PictureName } from './frame.ts';
import { icon } from './icon.ts';

/** How a card has itself looked at more closely. */
export interface Looking {
  showLarge(picture: PictureName): void;
  showDetails(id: string): void;
}

/**
 * What lies over a card's first picture: how many there are in the set, and the ways to look closer.
 * @param tab whether Tab leads there
 */
export function cornerTemplate(
  { id, images }: GenerationView,
  tab: number,
  strings: PageStrings,
  look: Looking,
): TemplateResult | typeof nothing {
  if (images.length === 0) return nothing;
  const isSet = images.length > 1;
  const large = fillPlural(images.length, strings.openSet);
  return html`<div class="corner">
    <button
      class="icon-button"
      tabindex=${tab}
      title=${strings.details}
      aria-label=${strings.details}
      @click=${() => {
        look.showDetails(id);
      }}
    >
      ${icon('info')}
    </button>
    <button
      class=${isSet ? 'icon-button badge' : 'icon-button'}
      tabindex=${tab}
      title=${large}
      aria-label=${large}
      @click=${() => {
        look.showLarge({ id, image: 0 });
      }}
    >
      ${icon(isSet ? 'layers' : 'screen-full')}${isSet ? images.length : nothing}
    </button>
  </div>`;
}
