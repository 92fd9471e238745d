import { html, nothing, type TemplateResult } from 'lit';
import type { DetailsView, FromPage, PageStrings, ToPage } from '../protocol.ts';
import { icon } from './icon.ts';

export interface DetailsContext {
  readonly strings: PageStrings;
  readonly post: (message: FromPage) => void;
  readonly onChange: () => void;
  /** Told when it has been closed by its own button or key. */
  readonly onClose: () => void;
}

/** Everything there is to know of one generation, asked of the host when it is looked at. */
export class Details {
  readonly #context: DetailsContext;
  /** Whose they are; `undefined` while it is closed. */
  #id: string | undefined;
  /** Those before stay until the next have come. */
  #shown: DetailsView | undefined;

  constructor(context: DetailsContext) {
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
    this.#context.post({ type: 'details', id });
    this.#context.onChange();
  }

  close(): void {
    this.#id = undefined;
    this.#shown = undefined;
    this.#context.onChange();
  }

  receive(message: ToPage): void {
    if (message.type === 'changed' && message.generation.id === this.#id) {
      this.#context.post({ type: 'details', id: this.#id });
    } else if (message.type === 'details' && message.id === this.#id) {
      if (message.details) this.#shown = message.details;
      else this.close();
    }
  }

  template(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const { strings } = this.#context;
    return html`<aside
      class="details"
      aria-label=${strings.details}
      aria-busy=${this.#shown?.generation.id !== this.#id}
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') this.#end(event);
      }}
    >
      <header>
        <h2>${strings.details}</h2>
        <button
          class="icon-button"
          title=${strings.close}
          aria-label=${strings.close}
          @click=${(event: Event) => {
            this.#end(event);
          }}
        >
          ${icon('close')}
        </button>
      </header>
      ${this.#shown ? this.#contentTemplate(this.#shown) : nothing}
    </aside>`;
  }

  #contentTemplate({ generation, rows, insertions }: DetailsView): TemplateResult {
    const { strings, post } = this.#context;
    const { id, prompt } = generation;
    return html`<p class="whole-prompt">${prompt}</p>
      <dl>
        ${rows.map(
          (row) =>
            html`<div>
              <dt>${row.name}</dt>
              <dd class="value">${'at' in row ? dated(row.at) : row.value}</dd>
            </div>`,
        )}
        ${
          insertions.length === 0
            ? nothing
            : html`<div>
                <dt>${strings.insertedInto}</dt>
                ${insertions.map(
                  ({ name, at }, insertion) =>
                    html`<dd>
                      <button
                        class="link"
                        @click=${() => {
                          post({ type: 'openInsertion', id, insertion });
                        }}
                      >
                        ${name}
                      </button>
                      <span class="count">${dated(at)}</span>
                    </dd>`,
                )}
              </div>`
        }
      </dl>`;
  }

  #end(event: Event): void {
    // It is no Escape of what it stands in.
    event.stopPropagation();
    this.close();
    this.#context.onClose();
  }
}

function dated(at: number): string {
  return new Date(at).toLocaleString(document.documentElement.lang, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
