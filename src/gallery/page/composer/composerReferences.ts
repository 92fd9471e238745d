import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ComposerProps } from './composerProps.ts';
import { shortenUrl } from './composerText.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { handleKey } from '../ui/keyEvents.ts';
import { ariaKeys } from '../ui/keymap.ts';

/** A chip for each reference image. */
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
            aria-keyshortcuts=${ariaKeys('chip', 'remove')}
            @click=${() => {
              removeReference(index);
            }}
            @keydown=${(event: KeyboardEvent) => {
              handleKey('chip', event, {
                remove: () => {
                  removeReference(index);
                },
              });
            }}
          >
            ${icon('close')}
          </button>
        </li>`,
    )}
  </ul>`;
}

/** The field for the URL of another reference image. */
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
      handleKey('reference', event, {
        add: () => {
          addReferences();
        },
        removeLast: () => {
          if (value === '' && imageUrls.length > 0) removeReference(imageUrls.length - 1);
        },
      });
    }}
    @paste=${(event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const { value } = event.target as HTMLInputElement;
      // Into a URL, text is pasted as usual.
      if (value !== '' || !/^\s*https?:\/\//i.test(text)) return;
      event.preventDefault();
      addReferences(text);
    }}
    @change=${() => {
      addReferences();
    }}
  />`;
}
