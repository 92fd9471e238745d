import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { ProviderOption, Setup } from '../../protocol/setup.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import { format } from '../ui/format.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';

/** What the setup works with. */
export interface SetupPanelContext {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'notify'>;
  /** Fills the composer with an example. */
  readonly useExample: (prompt: string) => void;
  /** Called when the user has chosen another provider, on which the label of the button depends. */
  readonly onChange: () => void;
}

/** What an empty gallery shows, and the notice about sample images. */
export class SetupPanel {
  readonly #context: SetupPanelContext;
  #setup: Setup | undefined;
  /** The id of the provider that the user has chosen, if it is not that of the settings. */
  #chosenProvider: string | undefined;

  constructor(context: SetupPanelContext) {
    this.#context = context;
  }

  /** Called with the setup in the host. */
  receive(setup: Setup): void {
    if (setup.currentProvider !== this.#setup?.currentProvider) this.#chosenProvider = undefined;
    this.#setup = setup;
  }

  /** What a gallery without images shows; `undefined` while the setup is not known. */
  emptyTemplate(): TemplateResult | undefined {
    if (!this.#setup) return undefined;
    return this.#setup.isKeyMissing
      ? this.#firstRunTemplate(this.#setup)
      : this.#examplesTemplate(this.#setup);
  }

  /** The notice above sample images. */
  noticeTemplate(): TemplateResult | typeof nothing {
    const { strings, connection } = this.#context;
    const { setup } = strings;
    const samples = this.#setup?.samples;
    if (samples !== 'active' && samples !== 'kept') return nothing;
    return html`<div class="notice info" role="note">
      ${icon('info')}
      <p>${samples === 'active' ? setup.samplesActive : setup.samplesKept}</p>
      ${
        samples === 'active'
          ? html`<button
              @click=${() => {
                connection.notify('setApiKey', {});
              }}
            >
              ${strings.composer.setApiKey}
            </button>`
          : nothing
      }
      <button
        @click=${() => {
          connection.notify('removeSamples', {});
        }}
      >
        ${setup.removeSamples}
      </button>
    </div>`;
  }

  /** Explains the providers, and leads to a key, or to sample images. */
  #firstRunTemplate({ providers, currentProvider, samples }: Setup): TemplateResult {
    const { strings, connection } = this.#context;
    const { setup } = strings;
    const chosenId = this.#chosenProvider ?? currentProvider;
    const chosen = providers.find(({ id }) => id === chosenId);
    return html`<div class="empty first-run">
      <h2>${setup.title}</h2>
      <p>${setup.text}</p>
      <fieldset>
        <legend class="visually-hidden">${setup.provider}</legend>
        ${providers.map((provider) => this.#providerTemplate(provider, provider === chosen))}
      </fieldset>
      <div class="buttons">
        <button
          class="primary"
          @click=${() => {
            const provider = this.#chosenProvider ?? currentProvider;
            connection.notify('chooseProvider', { provider });
          }}
        >
          ${chosen?.hasKey ? format(setup.useProvider, chosen.name) : setup.enterApiKey}
        </button>
        ${
          samples === 'offered'
            ? html`<button
                @click=${() => {
                  connection.notify('trySamples', {});
                }}
              >
                ${setup.trySamples}
              </button>`
            : nothing
        }
      </div>
      <button
        class="link"
        @click=${() => {
          connection.notify('configureService', {});
        }}
      >
        ${setup.otherService}
      </button>
    </div>`;
  }

  #providerTemplate(provider: ProviderOption, isChosen: boolean): TemplateResult {
    const { id, name, detail, keyPage, hasKey } = provider;
    const { setup } = this.#context.strings;
    return html`<div class="provider-option">
      <label>
        <input
          type="radio"
          name="provider"
          value=${id}
          aria-describedby="provider-${id}"
          .checked=${live(isChosen)}
          @change=${() => {
            this.#chosenProvider = id;
            this.#context.onChange();
          }}
        />
        <span class="value">${name}</span>
      </label>
      ${
        hasKey
          ? html`<span class="key-set">${setup.keySet}</span>`
          : keyPage &&
            html`<a href=${keyPage.url} aria-label=${format(setup.getKeyAt, keyPage.host)}>
              ${setup.getKey} ${icon('link-external')}
            </a>`
      }
      <p id="provider-${id}" class="value">${detail}</p>
    </div>`;
  }

  /** Examples to begin with. */
  #examplesTemplate({ examplePrompts }: Setup): TemplateResult {
    const { strings, useExample } = this.#context;
    return html`<div class="empty">
      <h2>${strings.empty}</h2>
      <p>${strings.emptyHint}</p>
      <ul class="examples" aria-label=${strings.setup.examplePrompts}>
        ${examplePrompts.map(
          (prompt) =>
            html`<li>
              <button
                @click=${() => {
                  useExample(prompt);
                }}
              >
                ${prompt}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
  }
}
