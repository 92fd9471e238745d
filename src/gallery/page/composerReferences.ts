import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ComposerView } from './composerTemplate.ts';
import { shortened } from './composerText.ts';
import { fill } from './fill.ts';
import { icon } from './icon.ts';

/** The reference pictures as chips. */
export function chipsTemplate({
  strings,
  draft: { imageUrls },
  removeReference,
}: ComposerView): TemplateResult | typeof nothing {
  if (imageUrls.length === 0) return nothing;
  return html`<ul aria-label=${strings.references}>
    ${repeat(
      imageUrls,
      (address) => address,
      (address, place) =>
        html`<li class="chip" title=${address}>
          <span>${shortened(address)}</span>
          <button
            aria-label=${fill(strings.remove, address)}
            @click=${() => {
              removeReference(place);
            }}
            @keydown=${({ key }: KeyboardEvent) => {
              if (key === 'Backspace' || key === 'Delete') removeReference(place);
            }}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
  </ul>`;
}

/** A field for the address of one more. */
export function referenceTemplate({
  strings,
  draft: { imageUrls },
  addReferences,
  removeReference,
}: ComposerView): TemplateResult {
  return html`<input
    class="reference"
    type="url"
    placeholder=${strings.addReference}
    aria-label=${strings.addReference}
    @keydown=${(event: KeyboardEvent) => {
      const { value } = event.target as HTMLInputElement;
      if (event.isComposing) return;
      if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) addReferences();
      if (event.key === 'Backspace' && value === '' && imageUrls.length > 0) {
        removeReference(imageUrls.length - 1);
      }
    }}
    @paste=${(event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const { value } = event.target as HTMLInputElement;
      // A part of an address is pasted like any text.
      if (value !== '' || !/^\s*https?:\/\//i.test(text)) return;
      event.preventDefault();
      addReferences(text);
    }}
    @change=${() => {
      addReferences();
    }}
  />`;
}
