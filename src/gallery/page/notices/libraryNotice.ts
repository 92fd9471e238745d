import { html, type TemplateResult } from 'lit/html.js';
import type { LibraryNotice } from '../../protocol/views.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';

/** What the host reports about the library, and what the user does about it. */
export class LibraryNotices {
  readonly #connection: Pick<HostConnection, 'notify' | 'failure'>;
  #current: LibraryNotice | null = null;

  constructor(connection: Pick<HostConnection, 'notify' | 'failure'>) {
    this.#connection = connection;
  }

  /** `null` if the library is as it was. */
  get current(): LibraryNotice | null {
    return this.#current;
  }

  /** Called by the host. What has failed is tried again when the library has become available. */
  set current(notice: LibraryNotice | null) {
    const wasUnavailable = this.#current?.isUnavailable ?? false;
    this.#current = notice;
    if (wasUnavailable && !notice?.isUnavailable) this.#connection.failure?.retry();
  }

  /** The buttons for what can be done about it. */
  get buttons(): readonly TemplateResult[] {
    return (this.#current?.actions ?? []).map(
      ({ name, label }) =>
        html`<button
          @click=${() => {
            this.#connection.notify('performLibraryAction', { action: name });
          }}
        >
          ${label}
        </button>`,
    );
  }
}

/** Shows above the images that the library is not available, or not the one that was seen last. */
export function libraryNoticeTemplate(
  { text }: LibraryNotice,
  buttons: readonly TemplateResult[],
): TemplateResult {
  return html`<div class="notice library-notice">
    ${icon('warning')}
    <p>${text}</p>
    ${buttons}
  </div>`;
}
