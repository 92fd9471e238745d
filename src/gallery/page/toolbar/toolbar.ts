import { html, nothing, type TemplateResult } from 'lit/html.js';
import { live } from 'lit/directives/live.js';
import type { Query } from '../../protocol/query.ts';
import type { PageStrings } from '../../protocol/strings.ts';
import type { Facets } from '../../protocol/views.ts';
import { facetNames, flagNames, type FacetName, type FlagName } from '../../protocol/vocabulary.ts';
import { format, formatPlural } from '../ui/format.ts';
import { icon } from '../ui/icon.ts';
import type { IconName } from '../ui/iconNames.ts';
import { ariaKeys } from '../ui/keymap.ts';

/** The state and callbacks of the toolbar. */
export interface ToolbarContext {
  readonly strings: PageStrings;
  readonly query: Query;
  /** The number of results, and the number of all generations. */
  readonly total: number;
  readonly unfilteredTotal: number;
  readonly selectedCount: number;
  /** `undefined` until they are loaded. */
  readonly facets: Facets | undefined;
  /** The height of rows, and what the user can choose, in pixels. */
  readonly rowHeight: { readonly value: number; readonly min: number; readonly max: number };
  readonly search: (query: Query) => void;
  readonly resize: (rowHeight: number) => void;
  readonly showKeyHelp: () => void;
}

/** The search box, the filters, the number of results, and the height of rows. */
export function toolbarTemplate(context: ToolbarContext): TemplateResult | typeof nothing {
  const {
    strings,
    query,
    total,
    unfilteredTotal,
    selectedCount,
    rowHeight,
    search,
    resize,
    showKeyHelp,
  } = context;
  if (unfilteredTotal === 0) return nothing;
  const isFiltered = query.text !== '' || Object.keys(query).length > 1;
  return html`<div class="toolbar" role="search">
    <input
      type="search"
      id="search"
      placeholder=${strings.search}
      aria-label=${strings.search}
      aria-keyshortcuts=${ariaKeys('global', 'search')}
      .value=${live(query.text)}
      @input=${(event: Event) => {
        search({ ...query, text: (event.target as HTMLInputElement).value });
      }}
    />
    ${facetNames.map((name) => facetFilterTemplate(name, context))}
    ${flagNames.map((name) => flagFilterTemplate(name, context))}
    ${
      isFiltered
        ? html`<button
            class="icon-button"
            aria-label=${strings.clearFilters}
            title=${strings.clearFilters}
            @click=${() => {
              search({ text: '' });
            }}
          >
            ${icon('clear-all')}
          </button>`
        : nothing
    }
    <p class="count" role="status">
      ${isFiltered ? formatPlural(unfilteredTotal, strings.filteredImageCount, total) : formatPlural(unfilteredTotal, strings.imageCount)}
      ${selectedCount > 0 ? ` · ${format(strings.selected, selectedCount)}` : nothing}
    </p>
    <input
      type="range"
      min=${rowHeight.min}
      max=${rowHeight.max}
      step="8"
      aria-label=${strings.imageSize}
      title=${strings.imageSize}
      .value=${live(String(rowHeight.value))}
      @input=${(event: Event) => {
        resize(Number((event.target as HTMLInputElement).value));
      }}
    />
    <button
      class="icon-button"
      aria-label=${strings.commands.showKeys}
      aria-keyshortcuts=${ariaKeys('global', 'showKeys')}
      title=${strings.commands.showKeys}
      @click=${showKeyHelp}
    >
      ${icon('keyboard')}
    </button>
  </div>`;
}

/** The filter of a facet. Hidden while there is only one value. */
function facetFilterTemplate(
  name: FacetName,
  { strings, query, facets, search }: ToolbarContext,
): TemplateResult | typeof nothing {
  const values = facets?.[name] ?? [];
  const selectedValue = query[name];
  if (values.length < 2 && selectedValue === undefined) return nothing;
  const change = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    const { [name]: before, ...others } = query;
    search(value === '' ? others : { ...others, [name]: value });
  };
  return html`<select
    aria-label=${strings.facets[name]}
    class=${selectedValue === undefined ? '' : 'filtered'}
    .value=${live(selectedValue ?? '')}
    @change=${change}
  >
    <option value="">${strings.facets[name]}</option>
    ${values.map(
      ({ value, label, count }) =>
        html`<option value=${value} ?selected=${value === selectedValue}>
          ${label} (${count})
        </option>`,
    )}
  </select>`;
}

const flagIcons: Readonly<Record<FlagName, IconName>> = {
  favorite: 'star-full',
  inserted: 'go-to-file',
};

/** The filter of a flag. Hidden while no generation has it. */
function flagFilterTemplate(
  name: FlagName,
  { strings, query, facets, search }: ToolbarContext,
): TemplateResult | typeof nothing {
  const count = facets?.[name] ?? 0;
  const { [name]: isOn = false, ...others } = query;
  if (count === 0 && !isOn) return nothing;
  const label = strings.flags[name];
  return html`<button
    class="icon-button flag-filter"
    aria-pressed=${isOn}
    aria-label=${`${label} ${count}`}
    title=${label}
    @click=${() => {
      search(isOn ? others : { ...others, [name]: true });
    }}
  >
    ${icon(flagIcons[name])}${count}
  </button>`;
}
