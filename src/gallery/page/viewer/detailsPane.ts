import { html, nothing, type TemplateResult } from 'lit';
import type {
  DetailsView,
  FromPageMessage,
  PageStrings,
  ToPageMessage,
} from '../../protocol/messages.ts';
import { icon } from '../ui/icon.ts';

export interface DetailsPaneContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPageMessage) => void;
  readonly onChange: () => void;
  /** Told when it has been closed by its own button or key. */
  readonly onClose: () => void;
}

/** Everything there is to know of one generation, asked of the host when it is looked at. */
export class DetailsPane {
  readonly #context: DetailsPaneContext;
  /** Whose they are; `undefined` while it is closed. */
  #id: string | undefined;
  /** Those before stay until the next have come. */
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

  show(id: string): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#context.post({ type: 'getDetails', id });
    this.#context.onChange();
  }

  close(): void {
    this.#id = undefined;
    this.#details = undefined;
    this.#context.onChange();
  }

  receive(message: ToPageMessage): void {
    if (message.type === 'generationChanged' && message.generation.id === this.#id) {
      this.#context.post({ type: 'getDetails', id: this.#id });
    } else if (message.type === 'getDetails' && message.id === this.#id) {
      if (message.details) this.#details = message.details;
      else this.close();
    }
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
        if (event.key === 'Escape') this.#closeByUser(event);
      }}
    >
      <header>
        <h2>${strings.details}</h2>
        <button
          class="icon-button"
          title=${strings.close}
          aria-label=${strings.close}
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

  #contentTemplate({ generation, rows, insertions }: DetailsView): TemplateResult {
    const { strings, post } = this.#context;
    const { id, prompt } = generation;
    return html`<p class="full-prompt">${prompt}</p>
      <dl>
        ${rows.map(
          (row) =>
            html`<div>
              <dt>${row.name}</dt>
              <dd class="value">${'at' in row ? formatDateTime(row.at) : row.value}</dd>
            </div>`,
        )}
        ${
          insertions.length === 0
            ? nothing
            : html`<div>
                <dt>${strings.insertedInto}</dt>
                ${insertions.map(
                  ({ name, at }, index) =>
                    html`<dd>
                      <button
                        class="link"
                        @click=${() => {
                          post({ type: 'openInsertion', id, insertion: index });
                        }}
                      >
                        ${name}
                      </button>
                      <span class="count">${formatDateTime(at)}</span>
                    </dd>`,
                )}
              </div>`
        }
      </dl>`;
  }

  #closeByUser(event: Event): void {
    // It is no Escape of what it stands in.
    event.stopPropagation();
    this.close();
    this.#context.onClose();
  }
}

function formatDateTime(at: number): string {
  return new Date(at).toLocaleString(document.documentElement.lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
