import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ComposerProps } from './composerTemplate.ts';
import { shortenUrl } from './composerText.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';

/** The reference pictures as chips. */
export function referenceChipsTemplate({
  strings,
  draft: { imageUrls },
  removeReference,
}: ComposerProps): TemplateResult | typeof nothing {
  if (imageUrls.length === 0) return nothing;
  return html`<ul aria-label=${strings.references}>
    ${repeat(
      imageUrls,
      (url) => url,
      (url, index) =>
        html`<li class="chip" title=${url}>
          <span>${shortenUrl(url)}</span>
          <button
            aria-label=${format(strings.remove, url)}
            @click=${() => {
              removeReference(index);
            }}
            @keydown=${({ key }: KeyboardEvent) => {
              if (key === 'Backspace' || key === 'Delete') removeReference(index);
            }}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
  </ul>`;
}

/** A field for the address of one more. */
export function referenceInputTemplate({
  strings,
  draft: { imageUrls },
  addReferences,
  removeReference,
}: ComposerProps): TemplateResult {
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
