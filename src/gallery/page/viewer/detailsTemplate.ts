import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { PageStrings } from '../../protocol/strings.ts';
import type { DetailRow, DetailsView } from '../../protocol/views.ts';
import { formatDateTime } from '../ui/format.ts';
import type { HostConnection } from '../ui/hostConnection.ts';
import { icon } from '../ui/icon.ts';
import { ariaKeys } from '../ui/keymap.ts';

/** What the details are drawn with. */
export interface DetailsTemplateContext {
  readonly strings: PageStrings;
  readonly connection: Pick<HostConnection, 'notify'>;
  /** Whether the details of another generation are about to be shown. */
  readonly isLoading: boolean;
  /** Whether the rest of the rows is shown. */
  readonly isMoreOpen: boolean;
  readonly onToggleMore: (isOpen: boolean) => void;
  readonly close: (event: Event) => void;
  readonly onKeydown: (event: KeyboardEvent) => void;
}

/** VS Code's own context menu, also next to the large view, so that text can be copied. */
const menuData = JSON.stringify({
  webviewSection: 'details',
  isSet: false,
  preventDefaultContextMenuItems: false,
});

/** The details pane. @param details `undefined` if there is nothing to show */
export function detailsTemplate(
  details: DetailsView | undefined,
  context: DetailsTemplateContext,
): TemplateResult {
  const { strings, isLoading, close, onKeydown } = context;
  return html`<aside
    class="details"
    aria-label=${strings.details}
    aria-busy=${isLoading}
    tabindex="-1"
    data-vscode-context=${menuData}
    @keydown=${onKeydown}
  >
    <header>
      <h2>${strings.details}</h2>
      <button
        class="icon-button quiet"
        title=${strings.close}
        aria-label=${strings.close}
        aria-keyshortcuts=${ariaKeys('details', 'close')}
        @click=${close}
      >
        ${icon('close')}
      </button>
    </header>
    ${
      details
        ? contentTemplate(details, context)
        : html`<p class="count">${isLoading ? nothing : strings.noDetails}</p>`
    }
  </aside>`;
}

function contentTemplate(details: DetailsView, context: DetailsTemplateContext): TemplateResult {
  const { strings, connection } = context;
  const { generation, prompt, rows, moreRows } = details;
  return html`<div class="prompt-row">
      <p class="full-prompt">${prompt}</p>
      <button
        class="icon-button quiet"
        title=${strings.commands.copyPrompt}
        aria-label=${strings.commands.copyPrompt}
        aria-keyshortcuts=${ariaKeys('image', 'copyPrompt')}
        @click=${() => {
          const targets = [{ id: generation.id }];
          connection.notify('performAction', { action: 'copyPrompt', targets });
        }}
      >
        ${icon('copy')}
      </button>
    </div>
    <dl>${rows.map(rowTemplate)} ${insertionsTemplate(details, context)}</dl>
    ${
      moreRows.length === 0
        ? nothing
        : html`<details
            ?open=${context.isMoreOpen}
            @toggle=${({ currentTarget }: Event) => {
              context.onToggleMore((currentTarget as HTMLDetailsElement).open);
            }}
          >
            <summary>${strings.moreDetails}</summary>
            <dl>${moreRows.map(rowTemplate)}</dl>
          </details>`
    }`;
}

function rowTemplate(row: DetailRow): TemplateResult {
  const value = 'at' in row ? formatDateTime(row.at, document.documentElement.lang) : row.value;
  return html`<div>
    <dt>${row.name}</dt>
    <dd class="value">${value}</dd>
  </div>`;
}

/** The documents that its images were inserted into. */
function insertionsTemplate(
  { generation: { id }, insertions }: DetailsView,
  { strings, connection }: DetailsTemplateContext,
): TemplateResult | typeof nothing {
  if (insertions.length === 0) return nothing;
  return html`<div>
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
          <span class="count">${formatDateTime(at, document.documentElement.lang)}</span>
          <div class="count location">${location.join(' · ')}</div>
        </dd>`,
    )}
  </div>`;
}
