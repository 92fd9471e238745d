import { html, nothing, type TemplateResult } from 'lit/html.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ComposerProps } from './composerProps.ts';
import { shortenUrl } from './composerText.ts';
import { format } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import { handleKey } from '../ui/keyEvents.ts';
import { ariaKeys } from '../ui/keymap.ts';
import { closeWhenLeft } from '../ui/popover.ts';

/**
 * The button that shows the reference images, and their popover. The browser reports to screen readers whether it
 * is open, and closes it with Escape, which returns the focus.
 */
export function referencesTemplate(props: ComposerProps): TemplateResult {
  const { strings, draft, faults } = props;
  const count = draft.imageUrls.length;
  const label = count > 0 ? format(strings.referenceCount, count) : strings.references;
  return html`<button
      class=${count > 0 ? 'icon-button quiet active' : 'icon-button quiet'}
      popovertarget="references"
      aria-haspopup="dialog"
      aria-label=${label}
      title=${label}
    >
      ${icon('attach')}${count > 0 ? count : nothing}
    </button>
    <div
      id="references"
      class="popover"
      popover
      role="dialog"
      aria-label=${strings.references}
      @focusout=${closeWhenLeft}
    >
      ${chipsTemplate(props)} ${inputTemplate(props)}
      ${count === 0 ? html`<p class="hint">${strings.referenceHint}</p>` : nothing}
      ${
        // The popover covers them in the composer, where screen readers find them.
        faults.length === 0
          ? nothing
          : html`<p class="composer-error" aria-hidden="true">${faults.join(' ')}</p>`
      }
    </div>`;
}

/** A chip for each reference image. */
function chipsTemplate({
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
function inputTemplate({
  strings,
  draft: { imageUrls },
  addReferences,
  removeReference,
}: ComposerProps): TemplateResult {
  return html`<input
    class="reference"
    type="url"
    autofocus
    placeholder=${strings.addReference}
    aria-label=${strings.addReference}
    @keydown=${(event: KeyboardEvent) => {
      const field = event.target as HTMLInputElement;
      handleKey('reference', event, {
        add: () => {
          addReferences();
        },
        // The browser then closes the popover, which adds what is in the field.
        discard: () => {
          field.value = '';
        },
        removeLast: () => {
          if (field.value === '' && imageUrls.length > 0) removeReference(imageUrls.length - 1);
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
