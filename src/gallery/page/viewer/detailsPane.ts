import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { DetailsView, GenerationView } from '../../protocol/views.ts';
import { formatDateTime } from '../ui/format.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';
import { handleKey } from '../ui/keyEvents.ts';
import { ariaKeys } from '../ui/keymap.ts';

/** What the details pane works with. */
export interface DetailsPaneContext {
  readonly strings: PageStrings;
  readonly connection: HostConnection;
  readonly onChange: () => void;
  /** Called when the user has closed the pane with its own button or key. */
  readonly onClose: () => void;
}

/** Everything that is known about one generation. */
export class DetailsPane {
  readonly #context: DetailsPaneContext;
  /** The id of the generation; `undefined` while the pane is closed. */
  #id: string | undefined;
  /** The previous details are shown until the next are loaded. */
  #details: DetailsView | undefined;

  constructor(context: DetailsPaneContext) {
    this.#context = context;
  }

  get isOpen(): boolean {
    return this.#id !== undefined;
  }

  get id(): string | undefined {
    return this.#id;
  }

  /** Opens the pane, or shows another generation in it. */
  show(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#load(id);
    this.#context.onChange();
  }

  close(): void {
    this.#id = undefined;
    this.#details = undefined;
    this.#context.onChange();
  }

  /** Called when a generation has changed. */
  update({ id }: GenerationView): void {
    if (id === this.#id) this.#load(id);
  }

  template(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { strings } = this.#context;
    return html`<aside
      class="details"
      aria-label=${strings.details}
      aria-busy=${this.#details?.generation.id !== this.#id}
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => {
        handleKey('details', event, {
          close: () => {
            this.#closeByUser(event);
          },
        });
      }}
    >
      <header>
        <h2>${strings.details}</h2>
        <button
          class="icon-button"
          title=${strings.close}
          aria-label=${strings.close}
          aria-keyshortcuts=${ariaKeys('details', 'close')}
          @click=${(event: Event) => {
            this.#closeByUser(event);
          }}
        >
          ${icon('close')}
        </button>
      </header>
      ${this.#details ? this.#contentTemplate(this.#details) : nothing}
    </aside>`;
  }

  #contentTemplate({ generation, prompt, rows, insertions }: DetailsView): TemplateResult {
    const { strings, connection } = this.#context;
    const { id } = generation;
    const language = document.documentElement.lang;
    return html`<p class="full-prompt">${prompt}</p>
      <dl>
        ${rows.map(
          (row) =>
            html`<div>
              <dt>${row.name}</dt>
              <dd class="value">${'at' in row ? formatDateTime(row.at, language) : row.value}</dd>
            </div>`,
        )}
        ${
          insertions.length === 0
            ? nothing
            : html`<div>
                <dt>${strings.insertedInto}</dt>
                ${insertions.map(
                  ({ name, at, location }, index) =>
                    html`<dd>
                      <button
                        class="link"
                        @click=${() => {
                          connection.notify('openInsertion', { id, insertion: index });
                        }}
                      >
                        ${name}
                      </button>
                      <span class="count">${formatDateTime(at, language)}</span>
                      <div class="count location">${location.join(' · ')}</div>
                    </dd>`,
                )}
              </div>`
        }
      </dl>`;
  }

  #load(id: string): void {
    const { connection, onChange } = this.#context;
    connection.attempt('details', async () => {
      const details = await connection.request('getDetails', { id });
      if (id !== this.#id) return;
      if (details) this.#details = details;
      else this.close();
      onChange();
    });
  }

  #closeByUser(event: Event): void {
    // Do not let the viewer around it close as well.
    event.stopPropagation();
    this.close();
    this.#context.onClose();
  }
}
